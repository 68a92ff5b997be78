using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using NewsFunctions.Cli.Serving;

namespace NewsFunctions.IntegrationTests.Cli;

/// <summary>Tests commands that need a running archive.</summary>
public sealed partial class ServedCommandTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private string Data => Path.Combine(_folder.Path, "data");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Upload_check_and_open_work_on_a_running_archive()
    {
        using Process serving = CliRun.Start(_folder.Path, "run", "--json", "--data", Data);
        try
        {
            Task<string> log = serving.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            Assert.NotNull(await serving.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken));

            await UploadAsync();
            Uri address = (await ServedArchive.FindAsync(Data, TestContext.Current.CancellationToken))!;
            await ReadAsync(address.AbsoluteUri);
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
    public async Task Error_about_a_stopped_archive_names_the_command_that_starts_it(string command)
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

    /// <summary>
    /// Runs the same query against the storage and the API. The archive is running, so an answer may change between the
    /// two.
    /// </summary>
    private async Task ReadAsync(string address)
    {
        CliRun upload = await CliRun.InProcessAsync("upload", _folder.Write("alalam.txt", InventedDumps.Ferry), "--site", "alalam", "--wait", "--data", Data);
        Assert.Equal("", upload.ExitCode == 0 ? "" : upload.Error);
        string dump = Text((await CliRun.InProcessAsync("dumps", "--limit", "1", "--json", "--data", Data)).Json.GetProperty("items")[0], "dumpId");
        string[] questions =
        [
            "articles --limit 3", "articles --media-state lost --json", "articles samples/900429 --json", "articles samples/900429 --versions",
            "articles samples/none", "articles --site nosuch", "links --state Suspect --jsonl", "links alalam/p900101 --json", "links alalam/p900102", "links alalam/p1",
            "links --continuation nonsense", "events --json", "hosts --jsonl", "stats --json", "stats --site samples", "summary --part hosts",
            "dumps --limit 2 --json", $"dumps {dump}", "dumps 20160311125323-0123456789abcdef", "survival --kind image --json", "operations",
            "fix-list --state Suspect --json", "fix-list", "export --csv - --what articles --site alalam", "export --ndjson - --what checks --verdict Gone",
        ];
        foreach (string question in questions)
        {
            string[] args = question.Split(' ');
            await Eventually.HoldsAsync($"storage and API answer alike to {question}", async () =>
                Comparable(await CliRun.InProcessAsync([.. args, "--data", Data])) == Comparable(await CliRun.InProcessAsync([.. args, "--url", address])));
        }

        // Neither reading a file nor calling another machine needs Node.js.
        Dictionary<string, string> withoutNode = new() { ["PATH"] = "/nonexistent" };
        CliRun stats = await CliRun.ProcessAsync(_folder.Path, withoutNode, "stats", "--url", address);
        CliRun parse = await CliRun.ProcessAsync(_folder.Path, withoutNode, "parse", "ferry.txt");
        Assert.Equal((0, "", 0, ""), (stats.ExitCode, stats.Error, parse.ExitCode, parse.Error));
    }

    /// <summary>
    /// Removes what depends on the site's configuration, which only the server has: addresses, and the list of sites in
    /// an error.
    /// </summary>
    private static (int ExitCode, string Output, string Error) Comparable(CliRun run) =>
        (run.ExitCode, AddressesOfSite().Replace(run.Output, ""), run.Error.Split("; the sites are")[0]);

    [GeneratedRegex("""
        "locations":\[[^]]*\]|"(lostUrl|pageUrl)":("[^"]*"|null)
        """)]
    private static partial Regex AddressesOfSite();

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
