using System.Net;
using System.Text.Json;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;
using NewsFunctions.IntegrationTests.Api;
using NewsFunctions.Storage.Links;
using NewsFunctions.Storage.Rows;
using Sylvan.Data.Csv;

namespace NewsFunctions.IntegrationTests.Exports;

/// <summary>Compares each export with the rows of the storage and the answers of the lists.</summary>
[Collection<SharedExportableArchive>]
public sealed class ExportTests(ExportableArchive api) : ApiTests<ExportableArchive>(api)
{
    [Theory]
    [InlineData("articles")]
    [InlineData("links")]
    [InlineData("checks")]
    [InlineData("fixes")]
    [InlineData("survival")]
    public async Task Both_formats_have_the_same_rows_as_attachments(string what)
    {
        using HttpResponseMessage csv = await GetAsync($"/api/export/{what}.csv?site=samples");
        using HttpResponseMessage ndjson = await GetAsync($"/api/export/{what}.ndjson?site=samples");

        Assert.Equal("text/csv; charset=utf-8; header=present", csv.Content.Headers.ContentType?.ToString());
        Assert.Equal("application/x-ndjson", ndjson.Content.Headers.ContentType?.ToString());
        Assert.Equal("nosniff", Assert.Single(csv.Headers.GetValues("X-Content-Type-Options")));
        Assert.Matches($@"^attachment; filename=""?samples-{what}-\d{{4}}-\d\d-\d\d\.csv""?$", csv.Content.Headers.ContentDisposition?.ToString());
        Assert.Equal([0xEF, 0xBB, 0xBF], (await csv.Content.ReadAsByteArrayAsync(Token))[..3]);
        JsonElement[] rows = Lines(await ndjson.Content.ReadAsStringAsync(Token));
        Assert.NotEmpty(rows);
        Assert.Equal(rows.Select(row => row.EnumerateObject().Select(Cell)), await CsvAsync(await csv.Content.ReadAsStringAsync(Token)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("?mediaState=dead")]
    [InlineData("?mediaState=ok")]
    [InlineData("?mediaState=lost")]
    [InlineData("?mediaState=lost&kind=image")]
    [InlineData("?from=2016-03-07&to=2016-03-08")]
    public async Task Exported_articles_are_those_of_the_list(string filter)
    {
        JsonElement[] rows = await RowsAsync($"/api/export/articles.ndjson{filter}");
        IReadOnlyList<JsonElement> listed = (await GetAsync($"/api/articles{filter}{(filter.Length == 0 ? "?" : "&")}limit=1000").JsonAsync()).Items();

        Assert.NotEmpty(rows);
        Assert.Equal(
            listed.Select(article => Values(article, "site", "id", "title", "publishedAt", "language", "signature", "damageScore", "mediaState", "dumpName")),
            rows.Select(row => Values(row, "site", "id", "title", "publishedAt", "language", "signature", "damageScore", "mediaState", "dumpName")));
        Assert.Equal(
            listed.Select(article => article.GetProperty("media")).Select(media => Values(media, "total", "dead", "suspect", "unknown")),
            rows.Select(row => Values(row, "mediaTotal", "mediaDead", "mediaSuspect", "mediaUnknown")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("?state=Dead")]
    [InlineData("?kind=page&state=Suspect")]
    [InlineData("?host=mirror.samples.example")]
    [InlineData("?site=samples&kind=image")]
    [InlineData("?verdict=Gone")]
    [InlineData("?checkedFrom=2026-03-02")]
    [InlineData("?checkedTo=2026-03-20")]
    public async Task Exported_links_are_those_of_the_list(string filter)
    {
        JsonElement[] rows = await RowsAsync($"/api/export/links.ndjson{filter}");
        IReadOnlyList<JsonElement> listed = (await GetAsync($"/api/links{filter}{(filter.Length == 0 ? "?" : "&")}limit=1000").JsonAsync()).Items();

        Assert.NotEmpty(rows);
        string[] shared = [.. rows[0].Names().Except(["hostDead", "hostDeadAt", "offer", "offeredAt", "judgement", "judgementReason", "judgedBy", "judgedAt", "judgedUntil"])];
        Assert.Equal([.. listed[0].Names().Except(["hostDead", "offer", "judgement"]).Order(StringComparer.Ordinal)], shared.Order(StringComparer.Ordinal));
        Assert.Equal(listed.Select(link => Values(link, shared)), rows.Select(row => Values(row, shared)));
    }

    [Fact]
    public async Task Export_of_checks_has_every_check_of_the_histories()
    {
        JsonElement[] rows = await RowsAsync("/api/export/checks.ndjson");

        Dictionary<string, int> counts = rows.CountBy(row => $"{row.Text("site")}/{row.Text("linkId")}").ToDictionary();
        Assert.Equal((await Api.LinksAsync()).ToDictionary(link => $"{link.Site}/{link.Id}", link => link.Checks), counts);
        string longest = counts.MaxBy(link => link.Value).Key;
        Assert.InRange(counts[longest], 33, 1000);
        string[] shared = [.. rows[0].Names().Except(["site", "linkId", "kind", "judgedBy", "judgedUntil"])];
        Assert.Equal(
            (await GetAsync($"/api/links/{longest}/checks?limit=1000").JsonAsync()).Items().Select(check => Values(check, shared)),
            rows.Where(row => $"{row.Text("site")}/{row.Text("linkId")}" == longest).Select(row => Values(row, shared)));
    }

    [Fact]
    public async Task Checks_are_found_by_kind_verdict_and_time()
    {
        JsonElement[] all = await RowsAsync("/api/export/checks.ndjson");
        JsonElement[] some = await RowsAsync("/api/export/checks.ndjson?kind=image&verdict=Gone&from=2026-03-02&to=2026-03-20");

        DateTimeOffset from = new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);
        Assert.NotEmpty(some);
        Assert.Equal(
            all.Where(row => row.Text("kind") == "image" && row.Text("verdict") == "Gone"
                && row.GetProperty("checkedAt").GetDateTimeOffset() is var at && at >= from && at < from.AddDays(18)).Select(row => row.GetRawText()),
            some.Select(row => row.GetRawText()));
    }

    [Theory]
    [InlineData("Dead", "")]
    [InlineData("Suspect", "state=Suspect")]
    public async Task Fixes_have_a_row_for_each_mention_of_a_lost_link(string state, string filter)
    {
        JsonElement[] rows = await RowsAsync($"/api/export/fixes.ndjson?{filter}");

        List<string> mentions = [];
        foreach (Link link in (await Api.LinksAsync()).Where(link => link.State.ToString() == state))
        {
            ResultPage<LinkReference> page = await Api.Service<LinkReferences>().ListAsync(link.Site, link.Id, 1000, null, Token);
            mentions.AddRange(page.Items.Select(reference => $"{link.Id} {reference.Article}"));
        }

        Assert.NotEmpty(mentions);
        Assert.Equal(mentions.Order(StringComparer.Ordinal), rows.Select(row => $"{row.Text("linkId")} {row.Text("articleId")}").Order(StringComparer.Ordinal));
        foreach (JsonElement row in rows)
        {
            JsonElement article = await GetAsync($"/api/articles/{row.Text("site")}/{row.Text("articleId")}").JsonAsync();
            JsonElement link = await GetAsync($"/api/links/{row.Text("site")}/{row.Text("linkId")}").JsonAsync();
            Assert.Equal(Values(article, "title", "publishedAt"), Values(row, "articleTitle", "publishedAt"));
            Assert.Equal(Values(link, "kind", "path", "state", "verdict", "lastAlive"), Values(row, "kind", "path", "state", "verdict", "lastAlive"));
            Assert.Equal(link.GetProperty("locations")[0].GetString(), row.Text("lostUrl"));
            Assert.Equal(article.Text("pageLinkId") is null ? null : $"https://samples.example/news/{article.Text("id")}", row.Text("pageUrl"));
        }
    }

    [Fact]
    public async Task Fixes_name_a_memento_and_a_capture_as_replacements()
    {
        ILookup<string?, JsonElement> rows = (await RowsAsync("/api/export/fixes.ndjson")).ToLookup(row => row.Text("replacementFrom"));

        Assert.All(rows["memento"], row => Assert.Equal(("https://archive.example/1", "unknown"), (row.Text("replacementUrl"), row.Text("sameBytes"))));
        Assert.All(rows["capture"], row => Assert.Equal($"/api/captures/{new string('c', 64)}", row.Text("replacementUrl")));
        Assert.All([rows["memento"], rows["capture"], rows[null]], Assert.NotEmpty);
    }

    [Fact]
    public async Task Fixes_are_found_by_host_kind_and_the_time_of_the_article()
    {
        JsonElement[] all = await RowsAsync("/api/export/fixes.ndjson");
        JsonElement[] some = await RowsAsync("/api/export/fixes.ndjson?host=mirror.samples.example&kind=image&from=2021-01-01&to=2022-01-01");

        Assert.NotEmpty(some);
        Assert.Equal(
            all.Where(row => row.Text("kind") == "image" && row.Text("publishedAt")?.StartsWith("2021", StringComparison.Ordinal) == true).Select(row => row.GetRawText()),
            some.Select(row => row.GetRawText()));
        Assert.Empty(await RowsAsync("/api/export/fixes.ndjson?host=elsewhere.example"));
    }

    [Fact]
    public async Task Exported_survival_has_a_row_for_each_link_with_its_data()
    {
        Dictionary<string, Link> links = (await Api.LinksAsync()).ToDictionary(link => $"{link.Site}/{link.Id}");
        JsonElement[] rows = await RowsAsync("/api/export/survival.ndjson");

        Assert.Equal(links.Keys.Order(StringComparer.Ordinal), rows.Select(row => $"{row.Text("site")}/{row.Text("linkId")}").Order(StringComparer.Ordinal));
        foreach (JsonElement row in rows)
        {
            Link link = links[$"{row.Text("site")}/{row.Text("linkId")}"];
            Assert.Equal((link.State.ToString(), link.LastAlive), (row.Text("state"), row.GetProperty("lastAlive").Deserialize<DateTimeOffset?>()));
            Assert.Equal(link.State == LinkState.Dead, row.Text("deadBy") is not null);
            Assert.Equal(link.State == LinkState.Dead && row.Text("born") is not null, row.GetProperty("toMonths").ValueKind == JsonValueKind.Number);
            Assert.Equal(link.Kind == LinkKind.Page ? "samples.example" : "media.samples.example", row.Text("host"));
            Assert.Equal(link.Kind == LinkKind.Page ? "article" : "path", row.Text("bornBy") ?? "article");
        }
    }

    [Fact]
    public async Task Survival_is_found_by_kind_host_and_year_of_birth()
    {
        JsonElement[] all = await RowsAsync("/api/export/survival.ndjson");
        JsonElement[] some = await RowsAsync("/api/export/survival.ndjson?kind=image&host=media.samples.example&born=2021");

        Assert.NotEmpty(some);
        Assert.Equal(
            all.Where(row => row.Text("kind") == "image" && row.Text("born")!.StartsWith("2021", StringComparison.Ordinal)).Select(row => row.GetRawText()),
            some.Select(row => row.GetRawText()));
        Assert.Empty(await RowsAsync("/api/export/survival.ndjson?host=mirror.samples.example"));
    }

    [Fact]
    public async Task Formula_title_is_harmless_in_CSV_and_unchanged_in_NDJSON()
    {
        JsonElement[] rows = await RowsAsync("/api/export/articles.ndjson");
        IReadOnlyList<IReadOnlyList<string?>> cells = await CsvAsync(await Api.Http.GetStringAsync(new Uri("/api/export/articles.csv", UriKind.Relative), Token), guarded: true);

        Assert.Contains(rows, row => row.Text("title") == ExportableArchive.HarmfulTitle);
        Assert.Contains(cells, row => row[2] == $"'{ExportableArchive.HarmfulTitle}");
    }

    [Fact]
    public async Task Export_of_links_costs_one_operation_a_shard()
    {
        long shards = (await Api.LinksAsync()).Select(link => link.Shard).Distinct().Count();

        Assert.Equal(Requests(("LinkShards", 1), ("Links", (int)shards)), await CostAsync("/api/export/links.csv"));
    }

    [Fact]
    public async Task Export_of_checks_costs_two_operations_a_shard_with_pages()
    {
        IGrouping<LinkShard, Link>[] shards = [.. (await Api.LinksAsync()).GroupBy(link => link.Shard)];
        int full = shards.Count(shard => shard.Any(link => link.Checks > 16));

        Assert.Equal(Requests(("LinkShards", 1), ("Links", shards.Length + full)), await CostAsync("/api/export/checks.csv"));
    }

    [Fact]
    public async Task Export_of_survival_costs_one_operation_a_shard()
    {
        long shards = (await Api.LinksAsync()).Select(link => link.Shard).Distinct().Count();

        Assert.Equal(Requests(("LinkShards", 1), ("Links", (int)shards)), await CostAsync("/api/export/survival.csv"));
    }

    [Fact]
    public async Task Export_of_fixes_costs_three_operations_a_shard_at_most()
    {
        int shards = (await Api.LinksAsync()).Where(link => link.State == LinkState.Dead).Select(link => link.Shard).Distinct().Count();

        Assert.Equal(Requests(("ArticleList", shards), ("LinkShards", 1), ("Links", 2 * shards)), await CostAsync("/api/export/fixes.csv"));
    }

    [Theory]
    [InlineData("/api/export/articles.csv?kind=page", "kind")]
    [InlineData("/api/export/fixes.ndjson?state=Alive", "state")]
    [InlineData("/api/export/checks.ndjson?bom=false", "bom")]
    [InlineData("/api/export/survival.csv?born=16", "born")]
    public async Task Wrong_parameter_is_a_problem(string path, string parameter)
    {
        JsonElement problem = await GetAsync(path).ProblemAsync(HttpStatusCode.BadRequest, "invalid-request");

        Assert.True(problem.GetProperty("errors").TryGetProperty(parameter, out _));
    }

    [Fact]
    public async Task Unknown_format_is_not_found() =>
        await GetAsync("/api/export/articles.xlsx").PlatformProblemAsync(HttpStatusCode.NotFound);

    private static string[] Requests(params (string Table, int Times)[] requests) =>
        [.. requests.SelectMany(request => Enumerable.Repeat($"GET {request.Table}", request.Times))];

    private async Task<string[]> CostAsync(string path)
    {
        await GetAsync(path);
        Api.TableRequests.Clear();
        using HttpResponseMessage response = await GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return [.. Api.TableRequests.Order(StringComparer.Ordinal)];
    }

    private async Task<JsonElement[]> RowsAsync(string path) =>
        Lines(await Api.Http.GetStringAsync(new Uri(path, UriKind.Relative), Token));

    private static JsonElement[] Lines(string ndjson) =>
        [.. ndjson.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];

    private static string?[] Values(JsonElement json, params string[] members) => [.. members.Select(member => json.GetProperty(member).GetRawText())];

    /// <summary>Returns a member's value as a CSV reader sees it.</summary>
    private static string? Cell(JsonProperty member) => member.Value.ValueKind switch
    {
        JsonValueKind.Null => "",
        JsonValueKind.String => member.Value.GetString(),
        JsonValueKind.Array => string.Join(' ', member.Value.EnumerateArray().Select(item => item.GetString())),
        _ => member.Value.GetRawText(),
    };

    /// <summary>Reads the cells of all rows, without the header.</summary>
    /// <param name="guarded">Whether cells keep the apostrophe that guards against formulas.</param>
    private static async Task<IReadOnlyList<IReadOnlyList<string?>>> CsvAsync(string csv, bool guarded = false)
    {
        List<IReadOnlyList<string?>> rows = [];
        await using CsvDataReader reader = CsvDataReader.Create(new StringReader(csv.TrimStart('\uFEFF')));
        while (await reader.ReadAsync(Token))
        {
            rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetString).Select(cell => guarded || !cell.StartsWith("'=", StringComparison.Ordinal) ? cell : cell[1..])]);
        }

        return rows;
    }
}
