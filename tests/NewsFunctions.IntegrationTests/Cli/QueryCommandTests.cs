using System.CommandLine;
using System.Text.Json;
using LocalFunctionsHost.LocalStorage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using NewsFunctions.Cli;
using NewsFunctions.Cli.Reading;
using NewsFunctions.Cli.Sessions;
using NewsFunctions.Cli.Terminals;
using NewsFunctions.Links.Rules;
using NewsFunctions.Storage.Connection;

namespace NewsFunctions.IntegrationTests.Cli;

/// <summary>Builds an archive with one dump, shared by all tests of this file.</summary>
public sealed class SmallArchive : IAsyncLifetime
{
    private readonly TempFolder _folder = new();

    // Kept open for all tests here. A command that has to start Azurite takes a second and a half longer.
    private LocalStorageLease? _storage;

    public string Data => Path.Combine(_folder.Path, "data");

    public async ValueTask InitializeAsync()
    {
        _storage = await LocalStorageSupervisor.AcquireAsync(
            ArchiveSession.LocalStorage(Data), NullLogger.Instance, TimeProvider.System, CancellationToken.None);
        _folder.Write("dumps/900100.txt", InventedDumps.Ferry);
        CliRun run = await CliRun.InProcessAsync("run", Path.Combine(_folder.Path, "dumps"), "--once", "--data", Data, "--site", "alalam");
        Assert.Equal("", run.ExitCode == 0 ? "" : run.Error);
    }

    public async ValueTask DisposeAsync()
    {
        if (_storage is not null)
        {
            await _storage.DisposeAsync();
        }

        _folder.Dispose();
    }
}

public sealed class QueryCommandTests(SmallArchive archive) : IClassFixture<SmallArchive>
{
    private static readonly string[] TableCommands =
    [
        "articles", "articles alalam/900100", "articles alalam/900100 --versions", "links", "links alalam/p900101", "hosts", "events", "stats", "dumps",
        "poison", "operations", "summary", "summary --part hosts", "summary --part days", "summary --part history", "summary --part damage", "survival",
        "fix-list", "rejudge",
    ];

    private static readonly int[] Widths = [80, 40];

    private static readonly string[] NamesOfItems = ["linkId", "dumpId", "host", "contentHash", "id"];

    public static TheoryData<string> Tables => [.. TableCommands];

    [Fact]
    public async Task Articles_are_listed_and_shown()
    {
        CliRun list = await AskAsync("articles", "--from", "2021-05-01", "--json");
        JsonElement item = Assert.Single(list.Json.GetProperty("items").EnumerateArray());
        Assert.Equal("Night Ferry Returns to the Islands", item.GetProperty("title").GetString());

        CliRun one = await AskAsync("articles", "alalam/900100", "--json");
        Assert.Equal(2, one.Json.GetProperty("related").GetArrayLength());
        Assert.Equal("Unknown", one.Json.GetProperty("related")[0].GetProperty("linkState").GetString());
    }

    [Theory]
    [InlineData("ferry PIER", 1)]
    [InlineData("\"sold at the pier\"", 1)]
    [InlineData("\"pier the at\"", 0)]
    public async Task Articles_are_searched_by_their_words(string words, int expected)
    {
        CliRun run = await AskAsync("articles", "--q", words, "--json");

        Assert.Equal(expected, run.Json.GetProperty("items").GetArrayLength());
        Assert.Equal(JsonValueKind.Null, run.Json.GetProperty("note").ValueKind);
    }

    [Fact]
    public async Task Search_without_a_word_is_an_error()
    {
        CliRun run = await CliRun.InProcessAsync("articles", "--q", "!", "--data", archive.Data);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("--q has no word", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dumps_are_listed_shown_and_sent_again()
    {
        CliRun list = await AskAsync("dumps", "--status", "ingested", "--json");
        string id = Assert.Single(list.Json.GetProperty("items").EnumerateArray()).GetProperty("dumpId").GetString()!;
        Assert.Contains(id, (await AskAsync("dumps")).Output, StringComparison.Ordinal);
        Assert.Contains("900100.txt", (await AskAsync("dumps", id)).Output, StringComparison.Ordinal);

        CliRun retry = await AskAsync("dumps", "retry", id, "--json");
        Assert.Equal(id, retry.Json.GetProperty("dumpId").GetString());

        CliRun poison = await AskAsync("poison", "--json");
        JsonElement ingests = poison.Json.GetProperty("queues").EnumerateArray().Single(queue => queue.GetProperty("queue").GetString() == "ingests");
        Assert.Equal(1, ingests.GetProperty("messages").GetInt64());
        Assert.Empty(poison.Json.GetProperty("failedDumps").EnumerateArray());
        Assert.Contains("No dump has failed.", (await AskAsync("poison")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unknown_dump_is_not_sent_again()
    {
        CliRun run = await CliRun.InProcessAsync("dumps", "retry", "20160311125323-0123456789abcdef", "--data", archive.Data);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("has no dump 20160311125323-0123456789abcdef", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hosts_are_listed_with_their_health()
    {
        CliRun json = await AskAsync("hosts", "--json");
        string[] hosts = [.. json.Json.GetProperty("items").EnumerateArray().Select(host => host.GetProperty("host").GetString()!)];
        Assert.Contains("media.alalam.ir", hosts);

        CliRun table = await AskAsync("hosts");
        Assert.Contains("media.alalam.ir", table.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Host_is_paused_and_resumed_and_events_name_the_person()
    {
        CliRun paused = await AskAsync("hosts", "pause", "Media.Alalam.ir", "--until", "2999-01-01", "--reason", "They asked.", "--json");
        Assert.Equal("pause", paused.Json.GetProperty("override").GetProperty("kind").GetString());
        Assert.Contains("pause until 2999-01-01", (await AskAsync("hosts")).Output, StringComparison.Ordinal);

        CliRun resumed = await AskAsync("hosts", "resume", "media.alalam.ir", "--json");
        Assert.Equal(JsonValueKind.Null, resumed.Json.GetProperty("override").ValueKind);

        CliRun events = await AskAsync("events", "--what", "hostPaused", "--site", "alalam", "--json");
        JsonElement published = Assert.Single(events.Json.GetProperty("items").EnumerateArray());
        Assert.Equal(("alalam", "media.alalam.ir"), (published.GetProperty("site").GetString(), published.GetProperty("subject").GetString()));
        Assert.Contains($"by {Environment.UserName}: They asked.", published.GetProperty("reason").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Judgement_of_a_link_is_recorded_and_undone()
    {
        CliRun judged = await AskAsync("judge", "alalam/p900102", "dead", "--reason", "Shows another page.", "--until", "2999-01-01", "--json");
        JsonElement judgement = judged.Json.GetProperty("judgement");
        Assert.Equal(
            ("Dead", "dead", Environment.UserName, "Shows another page."),
            (judged.Json.GetProperty("state").GetString(), judgement.GetProperty("says").GetString(), judgement.GetProperty("by").GetString(), judgement.GetProperty("reason").GetString()));
        Assert.Contains("p900102", (await AskAsync("links", "--kind", "page", "--state", "Dead")).Output, StringComparison.Ordinal);
        Assert.Contains("Judged dead by", (await AskAsync("links", "alalam/p900102")).Output, StringComparison.Ordinal);

        CliRun undone = await AskAsync("judge", "alalam/p900102", "--undo");
        Assert.DoesNotContain("Dead", undone.Output, StringComparison.Ordinal);
        CliRun events = await AskAsync("events", "--what", "judged", "--kind", "page", "--json");
        Assert.Equal(2, events.Json.GetProperty("items").EnumerateArray().Count(published => published.GetProperty("subject").GetString() == "p900102"));
    }

    [Fact]
    public async Task Unknown_link_cannot_be_judged()
    {
        CliRun run = await CliRun.InProcessAsync("judge", "alalam/p1", "ignore", "--data", archive.Data);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("there is no link alalam/p1", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_continues_where_its_continuation_points()
    {
        CliRun first = await AskAsync("links", "--kind", "page", "--limit", "2", "--json");
        string continuation = first.Json.GetProperty("continuation").GetString()!;

        CliRun second = await AskAsync("links", "--kind", "page", "--limit", "2", "--continuation", continuation, "--json");

        string[] ids = [.. first.Json.GetProperty("items").EnumerateArray().Concat(second.Json.GetProperty("items").EnumerateArray())
            .Select(link => link.GetProperty("linkId").GetString()!)];
        Assert.Equal(["p900100", "p900101", "p900102"], ids.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_continuation_of_another_list_is_refused_without_a_stack_trace()
    {
        CliRun run = await CliRun.InProcessAsync("links", "--continuation", "made-up", "--data", archive.Data);

        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith("news: ", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_link_is_shown_with_its_checks()
    {
        CliRun run = await AskAsync("links", "alalam/p900101", "--json");

        Assert.Equal("p900101", run.Json.GetProperty("link").GetProperty("linkId").GetString());
        Assert.Single(run.Json.GetProperty("checks").GetProperty("items").EnumerateArray());
        JsonElement article = Assert.Single(run.Json.GetProperty("articles").GetProperty("items").EnumerateArray());
        Assert.Equal("900100", article.GetProperty("id").GetString());
    }

    [Fact]
    public async Task Events_and_articles_with_dead_media_may_be_empty_lists()
    {
        CliRun events = await AskAsync("events", "--what", "dead", "--json");
        CliRun articles = await AskAsync("articles", "--media-state", "unchecked", "--json");

        Assert.Equal("""{"items":[],"continuation":null}""", events.Json.GetRawText());
        Assert.Equal("unchecked", Assert.Single(articles.Json.GetProperty("items").EnumerateArray()).GetProperty("mediaState").GetString());
    }

    [Fact]
    public async Task Statistics_count_the_results_of_the_run()
    {
        CliRun run = await AskAsync("stats", "--json");

        Assert.Equal(1, run.Json.GetProperty("articles").GetProperty("total").GetInt32());
        Assert.Equal(5, run.Json.GetProperty("links").GetProperty("total").GetInt32());
    }

    [Fact]
    public async Task Statistics_cost_three_operations_because_nothing_is_created()
    {
        ParseResult parsed = NewsCommand.Build(new Terminal(TextWriter.Null, TextWriter.Null)).Parse(["stats", "--data", archive.Data]);
        await using ArchiveSession session = await ArchiveSession.OpenForReadingAsync(parsed, TestContext.Current.CancellationToken);

        await new StorageReading(session).GetStatsAsync(site: null, TestContext.Current.CancellationToken);

        OperationCounter counter = session.Services.GetRequiredService<OperationCounter>();
        Assert.Equal(["GET ArticleList", "GET Dumps", "GET LinkShards"], counter.TableRequests);
        Assert.Equal((0, 0), (counter.Blobs, counter.Queues));
    }

    [Fact]
    public async Task Checks_judged_by_the_current_rules_are_not_judged_again()
    {
        CliRun run = await AskAsync("rejudge", "--json");

        Assert.Empty(run.Json.GetProperty("items").EnumerateArray());
        JsonElement summary = run.Json.GetProperty("summary");
        Assert.Equal((5, 0), (summary.GetProperty("links").GetInt32(), summary.GetProperty("changed").GetInt32()));
        Assert.Equal(VerdictRules.Version, summary.GetProperty("rulesVersion").GetInt32());
    }

    [Theory]
    [InlineData("articles", "Night Ferry Returns to the Islands")]
    [InlineData("articles alalam/900100", "Tickets are sold at the pier.")]
    [InlineData("links", "/2021/05/14/ferry_637565979004170000_25f_4x3.jpg")]
    [InlineData("links alalam/p900101", "https://en.alalam.ir/news/900101")]
    [InlineData("stats", "Articles")]
    [InlineData("survival", "Too few to say how long they live")]
    [InlineData("summary", "with dead media")]
    [InlineData("summary --part hosts", "media.alalam.ir")]
    [InlineData("operations", "Failed dumps")]
    [InlineData("articles alalam/900100 --versions", "900100.txt")]
    [InlineData("rejudge", "There is nothing to write.")]
    [InlineData("articles --q pier", "Tickets are sold at the pier.")]
    [InlineData("rebuild", "Added the words of 0 of 1 articles; the others had theirs.")]
    public async Task People_get_tables_without_colours_when_the_output_is_redirected(string command, string shown)
    {
        CliRun run = await AskAsync(command.Split(' '));

        Assert.Contains(shown, run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', run.Output);
    }

    [Theory]
    [MemberData(nameof(Tables))]
    public async Task Table_fits_its_terminal_and_breaks_no_name(string command)
    {
        CliRun json = await AskAsync([.. command.Split(' '), "--json"]);
        string[] args = [.. command.Split(' '), "--data", archive.Data];
        foreach (int width in Widths)
        {
            using var output = new StringWriter();
            Assert.Equal(0, await NewsCommand.RunAsync(args, new Terminal(output, TextWriter.Null, width), TestContext.Current.CancellationToken));

            // A name wider than the terminal gets its own line, or follows its label. Sentences are left for the
            // terminal to wrap.
            string[] lines = [.. output.ToString().Split('\n').Select(line => line.TrimEnd())];
            Assert.All(lines, line => Assert.True(line.Length <= width || line.EndsWith('.') || !line[(line.IndexOf(": ", StringComparison.Ordinal) + 2)..].Trim().Contains(' ', StringComparison.Ordinal), line));
            Assert.All(Names(json.Json), name => Assert.Contains(lines, line => line.Contains(name, StringComparison.Ordinal)));
        }
    }

    [Theory]
    [InlineData("articles")]
    [InlineData("links")]
    [InlineData("events")]
    [InlineData("stats")]
    [InlineData("survival")]
    [InlineData("summary")]
    [InlineData("rejudge")]
    [InlineData("export --warc unwritten.warc")]
    [InlineData("export --ndjson - --what links")]
    [InlineData("fix-list")]
    public async Task Question_about_an_unknown_site_is_an_error_that_lists_the_sites(string command)
    {
        CliRun run = await CliRun.InProcessAsync([.. command.Split(' '), "--site", "nosuch", "--data", archive.Data]);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("there is no site 'nosuch'; the sites are alalam, local", run.Error, StringComparison.Ordinal);
        Assert.Equal("", run.Output);
    }

    [Fact]
    public async Task Question_says_nothing_about_the_storage_unless_it_is_verbose()
    {
        // Logs are written to the standard error of the process.
        CliRun quiet = await CliRun.ProcessAsync(archive.Data, "links", "alalam/p900101", "--data", archive.Data);
        CliRun verbose = await CliRun.ProcessAsync(archive.Data, "stats", "--verbose", "--data", archive.Data);

        Assert.Equal((0, ""), (quiet.ExitCode, quiet.Error));
        Assert.DoesNotContain("Died with", quiet.Output, StringComparison.Ordinal);
        Assert.Contains("Azurite", verbose.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("articles alalam/1")]
    [InlineData("links alalam/p1")]
    public async Task Unknown_item_is_an_error(string command)
    {
        CliRun run = await CliRun.InProcessAsync([.. command.Split(' '), "--data", archive.Data]);

        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith("news: there is no ", run.Error, StringComparison.Ordinal);
    }

    /// <summary>Gets the names of the items of a list.</summary>
    private static IEnumerable<string> Names(JsonElement json) => !json.TryGetProperty("items", out JsonElement items) ? []
        : items.EnumerateArray().SelectMany(item => NamesOfItems
            .Where(name => item.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String && !item.TryGetProperty("what", out _))
            .Select(name => item.GetProperty(name).GetString()!));

    private async Task<CliRun> AskAsync(params string[] args)
    {
        CliRun run = await CliRun.InProcessAsync([.. args, "--data", archive.Data]);
        Assert.Equal("", run.ExitCode == 0 ? "" : run.Error);
        return run;
    }
}
