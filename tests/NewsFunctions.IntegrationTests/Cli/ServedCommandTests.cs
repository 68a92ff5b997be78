using System.Diagnostics;
using System.Text.Json;

namespace NewsFunctions.IntegrationTests.Cli;

/// <summary>Commands that need an archive that somebody serves.</summary>
public sealed class ServedCommandTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private string Data => Path.Combine(_folder.Path, "data");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Upload_check_and_open_work_on_an_archive_that_is_served()
    {
        using Process serving = CliRun.Start(_folder.Path, "run", "--json", "--data", Data);
        try
        {
            Task<string> log = serving.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            Assert.NotNull(await serving.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken));

            await UploadAsync();
            await CheckAsync();
            CliRun open = await CliRun.InProcessAsync("open", "--print", "--data", Data);
            Assert.Matches(@"^http://127\.0\.0\.1:\d+/dashboard\r?\n$", open.Output);
        }
        finally
        {
            serving.Kill(entireProcessTree: true);
        }
    }

    [Theory]
    [InlineData("open")]
    [InlineData("open --print")]
    public async Task Archive_that_nobody_serves_is_said_with_the_command_that_does(string command)
    {
        CliRun run = await CliRun.InProcessAsync([.. command.Split(' '), "--data", Data]);

        Assert.Equal((1, ""), (run.ExitCode, run.Output));
        Assert.Contains($"news serve --data {Data}", run.Error, StringComparison.Ordinal);
    }

    private async Task UploadAsync()
    {
        string dump = _folder.Write("ferry.txt", InventedDumps.Ferry);
        string pattern = Path.Combine(_folder.Path, "*.txt");
        CliRun first = await CliRun.InProcessAsync("upload", pattern, "--site", "samples", "--wait", "--json", "--data", Data);
        Assert.Equal("", first.ExitCode == 0 ? "" : first.Error);
        JsonElement file = Assert.Single(first.Json.GetProperty("files").EnumerateArray());
        Assert.Equal(("ferry.txt", "Created", "Ingested", 1), (Text(file, "name"), Text(file, "outcome"), Text(file, "status"), file.GetProperty("articles").GetInt32()));

        CliRun again = await CliRun.InProcessAsync("upload", dump, "--site", "samples", "--json", "--data", Data);
        Assert.Equal((0, 1), (again.ExitCode, again.Json.GetProperty("unchanged").GetInt32()));

        _folder.Write("ferry.txt", InventedDumps.Ferry + "More.\n");
        CliRun other = await CliRun.InProcessAsync("upload", dump, "--site", "samples", "--data", Data);
        Assert.Equal(2, other.ExitCode);
        Assert.Contains("Not replaced: the archive has another dump ferry.txt.", other.Error, StringComparison.Ordinal);
    }

    private async Task CheckAsync()
    {
        CliRun links = await CliRun.InProcessAsync("links", "--site", "samples", "--state", "Alive", "--kind", "image", "--limit", "1", "--json", "--data", Data);
        JsonElement link = Assert.Single(links.Json.GetProperty("items").EnumerateArray());
        string id = $"samples/{Text(link, "linkId")}";

        CliRun check = await CliRun.InProcessAsync("check", id, "--json", "--data", Data);
        Assert.Equal("", check.ExitCode == 0 ? "" : check.Error);
        Assert.Equal("Alive", Text(check.Json.GetProperty("check"), "verdict"));
        Assert.True(check.Json.GetProperty("check").GetProperty("checkedAt").GetDateTimeOffset() > link.GetProperty("lastChecked").GetDateTimeOffset());

        CliRun words = await CliRun.InProcessAsync("check", id, "--no-wait", "--data", Data);
        Assert.Equal(0, words.ExitCode);
        Assert.Contains($"Asked for a check of {id}", words.Output, StringComparison.Ordinal);
    }

    private static string Text(JsonElement item, string name) => item.GetProperty(name).GetString()!;
}
