using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace NewsFunctions.IntegrationTests.Cli;

public sealed class RunCommandTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Folder_is_ingested_checked_and_summarized_in_one_JSON_object()
    {
        string dumps = Dumps(("ferry.txt", InventedDumps.Ferry));

        CliRun run = await CliRun.ProcessAsync(_folder.Path, "run", dumps, "--once", "--json", "--site", "alalam");

        Assert.Equal("", run.ExitCode == 0 ? "" : run.Error);
        Assert.Equal("""{"ingested":1,"rejected":0,"failed":0}""", run.Json.GetProperty("dumps").GetRawText());
        Assert.Equal(1, run.Json.GetProperty("articles").GetInt32());
        JsonElement links = run.Json.GetProperty("links");
        Assert.Equal(4, links.GetProperty("total").GetInt32());
        Assert.Equal(4, links.GetProperty("byState").EnumerateObject().Sum(state => state.Value.GetInt32()));
        Assert.Equal(4, links.GetProperty("byVerdict").EnumerateObject().Sum(verdict => verdict.Value.GetInt32()));
        Assert.Equal(4, run.Json.GetProperty("checks").GetInt32());
        Assert.True(run.Json.GetProperty("seconds").GetDouble() > 0);
    }

    [Fact]
    public async Task The_samples_show_what_is_alive_and_what_has_rotted()
    {
        CliRun run = await CliRun.ProcessAsync(_folder.Path, "run", "--once", "--json");

        Assert.True(run.ExitCode is 0 or 2, run.Error);
        JsonElement states = run.Json.GetProperty("links").GetProperty("byState");
        Assert.True(states.GetProperty("Alive").GetInt32() > 0);
        Assert.True(states.GetProperty("Suspect").GetInt32() > 0);
        Assert.True(states.GetProperty("Blocked").GetInt32() > 0);
        Assert.Equal(run.Json.GetProperty("links").GetProperty("total").GetInt32(), run.Json.GetProperty("checks").GetInt32());
    }

    [Fact]
    public async Task The_seed_has_one_article_and_24_links_that_are_all_checked()
    {
        string seeds = Seed.Folder;

        CliRun run = await CliRun.ProcessAsync(_folder.Path, "run", seeds, "--once", "--json", "--site", "alalam");

        Assert.Equal("", run.ExitCode == 0 ? "" : run.Error);
        Assert.Equal(1, run.Json.GetProperty("articles").GetInt32());
        Assert.Equal(24, run.Json.GetProperty("links").GetProperty("total").GetInt32());
        Assert.True(run.Json.GetProperty("checks").GetInt32() >= 24);
    }

    [Fact]
    public async Task Seed_without_a_site_is_local_until_a_site_is_named()
    {
        string data = _folder.Folder("data");
        string[] command = ["run", Seed.Folder, "--once", "--json", "--data", data];

        CliRun local = await CliRun.InProcessAsync(command);
        CliRun named = await CliRun.InProcessAsync([.. command, "--site", "alalam"]);
        CliRun articles = await CliRun.InProcessAsync("articles", "--data", data, "--json");
        CliRun forgotten = await CliRun.InProcessAsync(command);

        Assert.Equal("", local.ExitCode == 0 ? "" : local.Error);
        Assert.Contains("--site", Assert.Single(local.Error.Split('\n'), line => line.Contains("'local'", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Equal((1, 24, 0), Counts(local));
        Assert.Equal("", named.ExitCode == 0 ? "" : named.Error);
        Assert.Equal((1, 24, 24), Counts(named));
        Assert.Contains("Moved 1 article from the site 'local' to alalam.", named.Error, StringComparison.Ordinal);
        JsonElement article = Assert.Single(articles.Json.GetProperty("items").EnumerateArray());
        Assert.Equal("alalam", article.GetProperty("site").GetString());
        Assert.Equal(1, forgotten.ExitCode);
        Assert.Contains("DefaultSite", forgotten.Error, StringComparison.Ordinal);

        static (int Articles, int Links, int Checks) Counts(CliRun run) => (
            run.Json.GetProperty("articles").GetInt32(),
            run.Json.GetProperty("links").GetProperty("total").GetInt32(),
            run.Json.GetProperty("checks").GetInt32());
    }

    [Fact]
    public async Task Unknown_site_is_an_error_that_lists_the_sites()
    {
        CliRun run = await CliRun.InProcessAsync("run", Dumps(("ferry.txt", InventedDumps.Ferry)), "--once", "--site", "nosuch");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("alalam, local", run.Error, StringComparison.Ordinal);
        Assert.Equal("", run.Output);
    }

    [Fact]
    public async Task Unreadable_dump_is_rejected_and_does_not_block_others()
    {
        string dumps = Dumps(("ferry.txt", InventedDumps.Ferry), ("broken.bin", InventedDumps.Unreadable));

        CliRun run = await CliRun.InProcessAsync("run", dumps, "--once", "--json");

        Assert.Equal(2, run.ExitCode);
        Assert.Equal("""{"ingested":1,"rejected":1,"failed":0}""", run.Json.GetProperty("dumps").GetRawText());
        Assert.Contains("broken.bin", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_run_uploads_nothing_again_and_counts_what_was_ingested_before()
    {
        string dumps = Dumps(("ferry.txt", InventedDumps.Ferry), ("later/dock.txt", InventedDumps.Ferry.Replace("pier", "dock", StringComparison.Ordinal)));
        string[] command = ["run", dumps, "--once", "--json", "--data", _folder.Folder("data"), "--site", "alalam"];
        CliRun first = await CliRun.InProcessAsync(command);

        CliRun second = await CliRun.InProcessAsync(command);

        Assert.Equal("", second.ExitCode == 0 ? "" : second.Error);
        Assert.Contains("2 were there already", second.Error, StringComparison.Ordinal);
        Assert.Equal(first.Json.GetProperty("dumps").GetRawText(), second.Json.GetProperty("dumps").GetRawText());
        Assert.Equal(first.Json.GetProperty("articles").GetInt32(), second.Json.GetProperty("articles").GetInt32());
        Assert.Equal(first.Json.GetProperty("links").GetProperty("total").GetInt32(), second.Json.GetProperty("checks").GetInt32());
    }

    [Fact]
    public async Task Occupied_port_is_an_error()
    {
        string dumps = Dumps(("ferry.txt", InventedDumps.Ferry));
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        string port = $"{((IPEndPoint)listener.LocalEndpoint).Port}";

        CliRun run = await CliRun.InProcessAsync("run", dumps, "--once", "--port", port);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains(port, run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
        Assert.Equal("", run.Output);
    }

    private string Dumps(params (string Name, string Content)[] dumps)
    {
        string folder = _folder.Folder("dumps");
        foreach ((string name, string content) in dumps)
        {
            _folder.Write(Path.Combine("dumps", name), content);
        }

        return folder;
    }
}
