using System.Globalization;
using System.Net;
using System.Net.Sockets;
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
    public async Task Without_arguments_the_commands_are_listed()
    {
        Assert.Equal(0, await RunAsync());
        Assert.Contains("Usage:", _output.ToString(), StringComparison.Ordinal);
        Assert.All(["run", "parse", "articles", "links", "hosts", "events", "stats", "survival", "rejudge", "rebuild", "remove", "export", "fix-list", "dumps", "poison", "key"], command => Assert.Contains($"  {command} ", _output.ToString(), StringComparison.Ordinal));
        Assert.Equal("", _error.ToString());
    }

    [Theory]
    [InlineData("run")]
    [InlineData("parse")]
    [InlineData("articles")]
    [InlineData("links")]
    [InlineData("events")]
    [InlineData("stats")]
    [InlineData("summary")]
    [InlineData("operations")]
    [InlineData("survival")]
    [InlineData("rejudge")]
    [InlineData("rebuild")]
    [InlineData("export")]
    [InlineData("fix-list")]
    [InlineData("key")]
    [InlineData("dumps")]
    [InlineData("poison")]
    [InlineData("upload")]
    [InlineData("check")]
    [InlineData("judge")]
    [InlineData("config")]
    public async Task Help_of_every_command_has_examples_and_exit_codes(string command)
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
    [InlineData("survival --born then")]
    [InlineData("survival --born 1899")]
    [InlineData("survival --host http://a.example/")]
    [InlineData("articles --from yesterday")]
    [InlineData("articles --site Not/A/Site")]
    [InlineData("articles nothing-but-an-id")]
    [InlineData("links --kind book")]
    [InlineData("links --state asleep")]
    [InlineData("events --what gone")]
    [InlineData("articles --media-state alive")]
    [InlineData("links alalam/not-a-link")]
    [InlineData("rejudge --state asleep")]
    [InlineData("judge alalam/p1")]
    [InlineData("judge p1 dead")]
    [InlineData("judge alalam/p1 gone")]
    [InlineData("judge alalam/p1 dead --undo")]
    [InlineData("judge alalam/p1 dead --until 2001-01-01")]
    [InlineData("judge alalam/p1 --undo --until 2999-01-01")]
    [InlineData("events --kind book")]
    [InlineData("events --host http://a.example/")]
    [InlineData("key")]
    [InlineData("key the-editor")]
    [InlineData("hosts pause media.example")]
    [InlineData("hosts pause https://media.example/ --until 2999-01-01")]
    [InlineData("hosts ignore media.example --until yesterday")]
    [InlineData("hosts resume")]
    [InlineData("dumps nothing")]
    [InlineData("dumps retry")]
    [InlineData("dumps retry nothing")]
    [InlineData("dumps --status lost")]
    [InlineData("key editor --scope admin")]
    [InlineData("articles --versions")]
    [InlineData("summary --part weeks")]
    public async Task Invalid_command_line_is_explained_on_standard_error(string commandLine)
    {
        Assert.Equal(1, await RunAsync(commandLine.Split(' ')));
        Assert.StartsWith("news: ", _error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", _error.ToString(), StringComparison.Ordinal);
        Assert.Equal("", _output.ToString());
    }

    [Fact]
    public async Task Error_points_to_the_help_of_its_command()
    {
        await RunAsync("links", "--kind", "book");

        Assert.Contains("--kind is one of image, video, other, page.", _error.ToString(), StringComparison.Ordinal);
        Assert.Contains("news links --help", _error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("links --sate x", "there is no option --sate. Did you mean --site or --state?", "news links --help")]
    [InlineData("links --sate=x", "there is no option --sate. Did you mean --site or --state?", "news links --help")]
    [InlineData("links --state --knd page", "there is no option --knd. Did you mean --kind?", "news links --help")]
    [InlineData("run a --onec", "there is no option --onec. Did you mean --once?", "news run --help")]
    [InlineData("run --data --onec", "there is no option --onec. Did you mean --once?", "news run --help")]
    [InlineData("parse --jsno dump.txt", "there is no option --jsno. Did you mean --json?", "news parse --help")]
    [InlineData("stats --verbsoe", "there is no option --verbsoe. Did you mean --verbose?", "news stats --help")]
    [InlineData("links --something", "there is no option --something\n", "news links --help")]
    [InlineData("remove --article alalam/1", "there is no option --article. Did you mean article?", "news remove --help")]
    [InlineData("lnks --json", "there is no command lnks. Did you mean links?", "news --help")]
    [InlineData("article --help", "there is no command article. Did you mean articles?", "news --help")]
    [InlineData("help evnts", "there is no command evnts. Did you mean events?", "news --help")]
    [InlineData("help nosuch", "there is no command nosuch\n", "news --help")]
    [InlineData("--limit 3 links", "--limit stands behind the command: news links --limit", "news links --help")]
    [InlineData("--verson", "there is no option --verson. Did you mean --version?", "news --help")]
    [InlineData("stats a", "'a' is one argument too many", "news stats --help")]
    public async Task Unknown_word_is_named_with_the_nearest_known_one(string commandLine, string said, string hint)
    {
        Assert.Equal(1, await RunAsync(commandLine.Split(' ')));
        Assert.StartsWith($"news: {said}", _error.ToString().ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.EndsWith(hint, _error.ToString().TrimEnd(), StringComparison.Ordinal);
        Assert.Equal("", _output.ToString());
    }

    [Fact]
    public async Task Word_after_two_dashes_is_never_an_option()
    {
        Assert.Equal(1, await RunAsync("run", "--", "--once"));
        Assert.Contains("there is no folder --once", _error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("help", "Usage:\n  news [command]")]
    [InlineData("help links", "Usage:\n  news links")]
    [InlineData("links --sate --help", "Usage:\n  news links")]
    public async Task Help_is_a_command_too(string commandLine, string shown)
    {
        Assert.Equal(0, await RunAsync(commandLine.Split(' ')));
        Assert.Contains(shown, _output.ToString().ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Contains("Exit codes: 0 ", _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Version_is_printed()
    {
        Assert.Equal(0, await RunAsync("--version"));
        Assert.Matches(@"^\d+\.\d+", _output.ToString());
    }

    [Theory]
    [InlineData("articles")]
    [InlineData("links")]
    [InlineData("hosts")]
    [InlineData("events")]
    [InlineData("stats")]
    [InlineData("rejudge")]
    [InlineData("rebuild")]
    [InlineData("articles alalam/1")]
    [InlineData("articles alalam/1 --versions")]
    [InlineData("summary")]
    [InlineData("operations")]
    [InlineData("survival")]
    [InlineData("links alalam/p1")]
    [InlineData("fix-list")]
    [InlineData("dumps")]
    [InlineData("poison")]
    [InlineData("hosts pause a.example --until 2999-01-01")]
    [InlineData("judge alalam/p1 dead")]
    [InlineData("remove article alalam 1")]
    [InlineData("remove dump 20160311125323-0123456789abcdef")]
    [InlineData("export --ndjson - --what links")]
    [InlineData("storage --remove a\\x01")]
    [InlineData("check alalam/p1")]
    [InlineData("check https://en.alalam.ir/news/1")]
    public async Task Query_in_a_folder_without_an_archive_fails_and_creates_nothing(string command)
    {
        string parent = Directory.CreateTempSubdirectory("news-typo-").FullName;
        try
        {
            string missing = Path.Combine(parent, "typo");
            Assert.Equal(1, await RunAsync([.. command.Split(' '), "--data", missing]));
            Assert.Equal(1, await RunAsync([.. command.Split(' '), "--data", parent]));

            Assert.Contains($"news: there is no archive in {missing}. news run --data {missing} makes one", _error.ToString(), StringComparison.Ordinal);
            Assert.Contains($"news: there is no archive in {parent}.", _error.ToString(), StringComparison.Ordinal);
            Assert.Empty(Directory.EnumerateFileSystemEntries(parent));
            Assert.Equal("", _output.ToString());
        }
        finally
        {
            Directory.Delete(parent, recursive: true);
        }
    }

    [Fact]
    public async Task Port_in_use_is_reported_with_its_option()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        string port = ((IPEndPoint)taken.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
        string data = Directory.CreateTempSubdirectory("news-port-").FullName;
        try
        {
            Assert.Equal(1, await RunAsync("serve", "--port", port, "--data", data));
            Assert.StartsWith($"news: Port {port} on 127.0.0.1 cannot be used: ", _error.ToString(), StringComparison.Ordinal);
            Assert.EndsWith("Give another one with --port, or leave it out for the next free one.", _error.ToString().TrimEnd(), StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    [Fact]
    public async Task Missing_folder_is_named()
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
