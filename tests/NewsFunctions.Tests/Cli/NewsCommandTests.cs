using NewsFunctions.Cli;

namespace NewsFunctions.Tests.Cli;

public sealed class NewsCommandTests : IDisposable
{
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();

    public void Dispose()
    {
        _output.Dispose();
        _error.Dispose();
    }

    [Fact]
    public async Task Without_arguments_it_shows_what_it_can_do()
    {
        Assert.Equal(0, await RunAsync());
        Assert.Contains("Usage:", _output.ToString(), StringComparison.Ordinal);
        Assert.All(["run", "parse", "articles", "links", "hosts", "events", "stats", "rejudge"], command => Assert.Contains($"  {command} ", _output.ToString(), StringComparison.Ordinal));
        Assert.Equal("", _error.ToString());
    }

    [Theory]
    [InlineData("run")]
    [InlineData("parse")]
    [InlineData("articles")]
    [InlineData("links")]
    [InlineData("events")]
    [InlineData("stats")]
    [InlineData("rejudge")]
    public async Task The_help_of_every_command_teaches_with_examples_and_exit_codes(string command)
    {
        Assert.Equal(0, await RunAsync(command, "--help"));
        string help = _output.ToString();
        Assert.Contains($"news {command}", help, StringComparison.Ordinal);
        Assert.Contains("--json", help, StringComparison.Ordinal);
        Assert.Contains("Examples:", help, StringComparison.Ordinal);
        Assert.Contains("Exit codes: 0 ", help, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("burn")]
    [InlineData("run --never")]
    [InlineData("run a b")]
    [InlineData("run --port none")]
    [InlineData("run --port 0")]
    [InlineData("run --port 65536")]
    [InlineData("parse")]
    [InlineData("articles --limit 0")]
    [InlineData("articles --limit many")]
    [InlineData("articles --from yesterday")]
    [InlineData("articles --site Not/A/Site")]
    [InlineData("articles nothing-but-an-id")]
    [InlineData("links --kind book")]
    [InlineData("links --state asleep")]
    [InlineData("events --what gone")]
    [InlineData("articles --media-state alive")]
    [InlineData("links alalam/not-a-link")]
    [InlineData("rejudge --state asleep")]
    public async Task A_command_line_that_makes_no_sense_is_explained_on_standard_error(string commandLine)
    {
        Assert.Equal(1, await RunAsync(commandLine.Split(' ')));
        Assert.StartsWith("news: ", _error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", _error.ToString(), StringComparison.Ordinal);
        Assert.Equal("", _output.ToString());
    }

    [Fact]
    public async Task A_mistake_points_to_the_help_of_its_command()
    {
        await RunAsync("links", "--kind", "book");

        Assert.Contains("--kind is one of image, video, other, page.", _error.ToString(), StringComparison.Ordinal);
        Assert.Contains("news links --help", _error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_is_not_there_is_named()
    {
        Assert.Equal(1, await RunAsync("run", "no-such-folder", "--once"));
        Assert.Contains("no-such-folder", _error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_folder_is_an_error()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("news-empty-");
        try
        {
            Assert.Equal(1, await RunAsync("run", folder.FullName, "--once"));
            Assert.Contains("no dumps", _error.ToString(), StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete();
        }
    }

    private Task<int> RunAsync(params string[] args) => NewsCommand.RunAsync(args, _output, _error, TestContext.Current.CancellationToken);
}
