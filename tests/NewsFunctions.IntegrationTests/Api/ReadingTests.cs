using System.Net;
using System.Text.Json;
using NewsFunctions.Archive.Operations;
using NewsFunctions.Storage.Summaries;

namespace NewsFunctions.IntegrationTests.Api;

/// <summary>Tests every call that reads, and the structure of its answer.</summary>
[Collection<SharedReadableArchive>]
public sealed class ReadingTests(ReadableArchive api) : ApiTests<ReadableArchive>(api)
{
    private const string Museum = $"/api/articles/{ApiHost.Site}/{ExampleDumps.Museum}";

    [Fact]
    public async Task Articles_are_listed_newest_first_as_documented()
    {
        JsonElement page = await GetAsync($"/api/articles?site={ApiHost.Site}").JsonAsync();

        DocumentedShape.Fits("GET /api/articles", page);
        Assert.Equal(ReadableArchive.YearbookArticles + 1, page.Items().Count);
        JsonElement newest = page.Items()[0];
        Assert.Equal(
            (ExampleDumps.Museum, "Harbour Museum Opens Its Doors", "2021-05-14T18:05:41+00:00", ReadableArchive.MuseumDump),
            (newest.Text("id"), newest.Text("title"), newest.Text("publishedAt"), newest.Text("dumpName")));
        Assert.Equal((3, 1), (newest.GetProperty("relatedCount").GetInt32(), newest.GetProperty("diagnostics").GetInt32()));
        Assert.Equal(page.Items().Select(item => item.Text("publishedAt")).OrderDescending(), page.Items().Select(item => item.Text("publishedAt")));
    }

    [Theory]
    [InlineData("from=2020-03-10T09:30:00&to=2020-05-10T09:30:00Z", 2)]
    [InlineData("from=2020-03-10T11:00:00%2B01:30&to=2020-03-10T09:30:01Z", 1)]
    [InlineData("from=2021-01-01", 1)]
    [InlineData("to=2020-01-10", 0)]
    public async Task From_is_inclusive_and_to_is_exclusive(string period, int articles) =>
        Assert.Equal(articles, (await GetAsync($"/api/articles?site={ApiHost.Site}&{period}").JsonAsync()).Items().Count);

    [Theory]
    [InlineData("mediaState=lost", 1)]
    [InlineData("mediaState=lost&kind=image", 1)]
    [InlineData("mediaState=lost&kind=video", 0)]
    [InlineData("mediaState=dead&kind=image&from=2021-05-01&to=2021-06-01", 1)]
    [InlineData("mediaState=lost&kind=image&to=2021-01-01", 0)]
    [InlineData("kind=video", 1)]
    [InlineData("kind=other", 0)]
    public async Task Articles_that_lost_media_of_a_kind_are_found(string query, int articles) =>
        Assert.Equal(articles, (await GetAsync($"/api/articles?site={ApiHost.Site}&{query}").JsonAsync()).Items().Count);

    [Fact]
    public async Task A_site_without_articles_has_an_empty_list() =>
        Assert.Equal("""{"items":[],"continuation":null,"scannedTo":null,"note":null}""", (await GetAsync("/api/articles?site=alalam").JsonAsync()).GetRawText());

    [Fact]
    public async Task Article_has_its_text_and_the_states_of_its_media()
    {
        JsonElement article = await GetAsync(Museum).JsonAsync();

        DocumentedShape.Fits("GET /api/articles/{site}/{id}", article);
        Assert.Equal(("Sundby - Culture", "M/KL 14", "p900417"), (article.Text("section"), article.Text("signature"), article.Text("pageLinkId")));
        Assert.Equal("Entry is free <b>until</b> noon & it's 5 crowns later.", article.GetProperty("paragraphs")[1].GetString());
        Assert.Equal(3, article.GetProperty("declaredLength").GetInt64() - article.GetProperty("actualLength").GetInt64());
        Assert.Equal(
            [(ReadableArchive.DeadLink.Value, "Dead"), ("image", "Unknown"), ("video", "Unknown")],
            article.GetProperty("related").EnumerateArray().Select((item, at) => (item.Text(at == 0 ? "linkId" : "kind"), item.Text("linkState"))));
        Assert.Equal(ReadableArchive.MuseumDump, article.GetProperty("provenance")[0].Text("dumpName"));
    }

    [Fact]
    public async Task Markup_from_a_dump_is_escaped_on_the_wire()
    {
        string body = await Api.Http.GetStringAsync(new Uri(Museum, UriKind.Relative), Token);

        Assert.Equal(-1, body.AsSpan().IndexOfAny("<>&'"));
        Assert.Contains("\\u003Cb\\u003E", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Article_costs_two_operations_and_one_a_shard_of_media()
    {
        await GetAsync(Museum).JsonAsync();
        Api.TableRequests.Clear();

        await GetAsync(Museum).JsonAsync();

        Assert.InRange(Api.TableRequests.Count, 1, 2 + 2);
        Assert.Equal(2, Api.TableRequests.Count(request => request.StartsWith("GET Links(", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("", 25)]
    [InlineData("&state=Dead", 1)]
    [InlineData("&state=dead&kind=image", 1)]
    [InlineData("&state=Dead&kind=page", 0)]
    [InlineData("&kind=video", 1)]
    [InlineData("&kind=page&state=Unknown", 13)]
    [InlineData("&host=127.0.0.2", 13)]
    [InlineData("&host=127.0.0.1&kind=page", 0)]
    [InlineData("&host=127.0.0.1&state=Dead", 1)]
    [InlineData("&host=127.0.0.1:443", 12)]
    [InlineData("&host=127.0.0.1:80", 0)]
    [InlineData("&verdict=Gone", 1)]
    [InlineData("&verdict=Alive", 0)]
    [InlineData("&checkedFrom=2026-03-09", 1)]
    [InlineData("&checkedFrom=2026-03-09T12:00:00Z&checkedTo=2026-03-10", 1)]
    [InlineData("&checkedTo=2026-03-09T12:00:00Z", 0)]
    [InlineData("&state=Blocked", 0)]
    public async Task Links_are_found_by_kind_state_and_host(string filter, int links) =>
        Assert.Equal(links, (await GetAsync($"/api/links?site={ApiHost.Site}{filter}").JsonAsync()).Items().Count);

    [Fact]
    public async Task Link_by_id_is_the_same_as_in_the_list()
    {
        JsonElement page = await GetAsync($"/api/links?site={ApiHost.Site}&state=Dead").JsonAsync();
        JsonElement link = await GetAsync($"/api/links/{ApiHost.Site}/{ReadableArchive.DeadLink}").JsonAsync();

        DocumentedShape.Fits("GET /api/links", page);
        string because = link.Text("because")!;
        Assert.Equal(Assert.Single(page.Items()).GetRawText(), link.GetRawText().Replace($",\"because\":\"{because}\"", "", StringComparison.Ordinal));
        Assert.Equal("Answered three times that it is gone, 1 to 9 Mar 2026; never seen alive.", because);
        Assert.Equal((ExampleDumps.Hall, "The Hall", "Gone"), (link.Text("path"), link.Text("title"), link.Text("verdict")));
        Assert.Equal(ReadableArchive.ChecksOfDeadLink, link.GetProperty("strikes").GetInt32());
        Assert.Equal([$"https://127.0.0.1/media{ExampleDumps.Hall}"], link.GetProperty("locations").EnumerateArray().Select(url => url.GetString()));
    }

    [Fact]
    public async Task The_checks_of_a_link_come_newest_first()
    {
        JsonElement page = await GetAsync($"/api/links/{ApiHost.Site}/{ReadableArchive.DeadLink}/checks").JsonAsync();

        DocumentedShape.Fits("GET /api/links/{site}/{linkId}/checks", page);
        Assert.Equal(
            ["2026-03-09T12:00:00+00:00", "2026-03-05T12:00:00+00:00", "2026-03-01T12:00:00+00:00"],
            page.Items().Select(check => check.Text("checkedAt")));
        Assert.Equal(200, page.Items()[0].GetProperty("evidence").GetProperty("status").GetInt32());
    }

    [Fact]
    public async Task Articles_of_a_link_cost_an_operation_and_one_for_titles()
    {
        string path = $"/api/links/{ApiHost.Site}/{ReadableArchive.DeadLink}/articles";
        await GetAsync(path).JsonAsync();
        Api.TableRequests.Clear();

        JsonElement page = await GetAsync(path).JsonAsync();

        Assert.Equal(2, Api.TableRequests.Count);
        DocumentedShape.Fits("GET /api/links/{site}/{linkId}/articles", page);
        JsonElement article = Assert.Single(page.Items());
        Assert.Equal(
            (ApiHost.Site, ExampleDumps.Museum, "2021-05-14T18:05:41+00:00"), (article.Text("site"), article.Text("id"), article.Text("publishedAt")));
        Assert.Equal((await GetAsync($"/api/articles/{ApiHost.Site}/{ExampleDumps.Museum}").JsonAsync()).Text("title"), article.Text("title"));
    }

    [Fact]
    public async Task Mentions_name_an_article_for_each_link()
    {
        string[] ids = [ReadableArchive.DeadLink.Value, "p1", $"p{ExampleDumps.Museum}"];
        string path = $"/api/mentions?links={string.Join(',', ids.Select(id => $"{ApiHost.Site}/{id}"))}";
        Api.TableRequests.Clear();
        JsonElement page = await GetAsync(path).JsonAsync();

        // One request for each link. For the two known links, one more for the references and one for the article.
        Assert.Equal(7, Api.TableRequests.Count);
        DocumentedShape.Fits("GET /api/mentions", page);
        JsonElement dead = page.Items()[0];
        JsonElement link = await GetAsync($"/api/links/{ApiHost.Site}/{ReadableArchive.DeadLink}").JsonAsync();
        Assert.Equal((link.Text("linkId"), link.Text("state"), link.Text("captureUrl")), (dead.Text("linkId"), dead.Text("state"), dead.Text("captureUrl")));
        JsonElement[] articles = [.. (await GetAsync($"/api/links/{ApiHost.Site}/{ReadableArchive.DeadLink}/articles").JsonAsync()).Items()];
        Assert.Equal(articles[0].GetRawText(), dead.GetProperty("article").GetRawText());
        Assert.Equal(articles.Length > 1, dead.GetProperty("moreArticles").GetBoolean());
        Assert.DoesNotContain(page.Items(), item => item.Text("linkId") == "p1");
    }

    [Theory]
    [InlineData($"/api/links/{ApiHost.Site}/p1/articles", HttpStatusCode.NotFound, "not-found")]
    [InlineData($"/api/links/{ApiHost.Site}/p900417/articles?continuation=made-up", HttpStatusCode.BadRequest, "invalid-continuation")]
    [InlineData($"/api/links/{ApiHost.Site}/p900417/articles?limit=0", HttpStatusCode.BadRequest, "invalid-request")]
    public async Task Articles_of_an_unknown_link_or_wrong_parameter_are_a_problem(string path, HttpStatusCode status, string type) =>
        await GetAsync(path).ProblemAsync(status, type);

    [Fact]
    public async Task A_link_that_was_never_checked_has_an_empty_history() =>
        Assert.Empty((await GetAsync($"/api/links/{ApiHost.Site}/p900417/checks").JsonAsync()).Items());

    [Fact]
    public async Task Dumps_are_found_by_name_status_and_id_alike()
    {
        JsonElement rejected = await GetAsync("/api/dumps?status=Rejected").JsonAsync();
        JsonElement dump = Assert.Single(rejected.Items());

        DocumentedShape.Fits("GET /api/dumps", rejected);
        Assert.Equal((ReadableArchive.RejectedDump, "Rejected"), (dump.Text("name"), dump.Text("status")));
        Assert.Equal(dump.GetRawText(), (await GetAsync($"/api/dumps/{dump.Text("dumpId")}").JsonAsync()).GetRawText());
        Assert.Equal(3, (await GetAsync($"/api/dumps?name={ApiHost.Site}/*").JsonAsync()).Items().Count);
        JsonElement museum = Assert.Single((await GetAsync($"/api/dumps?name={ReadableArchive.MuseumDump}&status=ingested").JsonAsync()).Items());
        Assert.Equal("""{"articles":1,"relatedItems":3,"links":7,"diagnostics":1,"damage":{"bytesDeclared":339,"bytesThere":336,"itemsKept":3,"itemsLost":0,"score":0.0088}}""", museum.GetProperty("counts").GetRawText());
    }

    [Fact]
    public async Task Uploads_without_a_started_ingest_are_waiting()
    {
        JsonElement page = await GetAsync("/api/dumps?status=Waiting").JsonAsync();

        Assert.Equal(ReadableArchive.WaitingDumps, page.Items().Select(dump => dump.Text("name")));
        JsonElement first = page.Items()[0];
        Assert.Equal(first.GetRawText(), (await GetAsync($"/api/dumps/{first.Text("dumpId")}").JsonAsync()).GetRawText());
    }

    [Fact]
    public async Task Measurements_of_the_archive_are_listed()
    {
        Measurement measured = await Api.Service<Measuring>().MeasureAsync(Token);

        JsonElement page = await GetAsync("/api/operations?limit=1").JsonAsync();

        DocumentedShape.Fits("GET /api/operations", page);
        Assert.Equal(measured.At, page.Items()[0].GetProperty("at").GetDateTimeOffset());
    }

    [Fact]
    public async Task Statistics_give_their_time_and_the_number_of_uncounted_shards()
    {
        JsonElement stats = await GetAsync($"/api/stats?site={ApiHost.Site}").JsonAsync();

        DocumentedShape.Fits("GET /api/stats", stats);
        Assert.Equal("2026-03-01T12:00:00+00:00", stats.Text("asOf"));
        Assert.Equal(ReadableArchive.YearbookArticles + 1, stats.GetProperty("articles").GetProperty("total").GetInt64());
        Assert.Equal(
            """{"Running":0,"Ingested":2,"Rejected":1,"Failed":0,"Replaced":0,"Removing":0,"Removed":0}""",
            stats.GetProperty("dumps").GetProperty("byStatus").GetRawText());
        JsonElement links = stats.GetProperty("links");
        Assert.Equal(
            (2, 1, 1),
            (Number(links, "total"), Number(links.GetProperty("byState"), "Dead"), Number(links.GetProperty("byVerdict"), "Gone")));
        JsonElement shards = stats.GetProperty("shards");
        Assert.Equal(1, Number(shards, "total") - Number(shards, "notYetCounted"));
    }

    [Theory]
    [InlineData("", 1)]
    [InlineData($"?site={ApiHost.Site}", 1)]
    [InlineData("?site=alalam", 0)]
    public async Task Summary_counts_the_archive_or_a_site(string query, int dead)
    {
        JsonElement summary = await GetAsync($"/api/summary{query}").JsonAsync();

        Assert.Equal(dead, Number(summary.GetProperty("links"), "dead"));
        Assert.Equal(dead, Number(summary.GetProperty("articles"), "withDead"));
        Assert.Equal([ApiHost.Site], summary.GetProperty("sites").EnumerateArray().Select(site => site.GetString()));
        Assert.Equal(3, Number(summary.GetProperty("damage"), "dumps"));
        if (dead > 0)
        {
            DocumentedShape.Fits("GET /api/summary", summary);
            Assert.Equal(
                (25L, 1L), (Number(summary.GetProperty("links"), "total"), Number(summary.GetProperty("byKind").GetProperty("image"), "dead")));
        }
    }

    [Fact]
    public async Task Survival_with_too_little_data_still_gives_its_counts()
    {
        JsonElement survival = await GetAsync("/api/survival?kind=image&born=2021&hostDeaths=false").JsonAsync();

        Assert.Equal(("image", 2021L, JsonValueKind.False), (survival.Text("kind"), Number(survival, "born"), survival.GetProperty("hostDeaths").ValueKind));
        Assert.Equal(1L, Number(survival, "deaths"));
        Assert.Equal(0, survival.GetProperty("points").GetArrayLength());
        Assert.Equal((JsonValueKind.Null, JsonValueKind.Null), (survival.GetProperty("half").ValueKind, survival.GetProperty("band").ValueKind));
    }

    [Theory]
    [InlineData("kind=picture", "kind")]
    [InlineData("born=yesterday", "born")]
    [InlineData("hostDeaths=no", "hostDeaths")]
    [InlineData("host=http://a.example", "host")]
    [InlineData("by=year", "by")]
    public async Task Wrong_parameter_of_survival_is_a_problem(string query, string parameter)
    {
        JsonElement problem = await GetAsync($"/api/survival?{query}").ProblemAsync(HttpStatusCode.BadRequest, "invalid-request");

        Assert.True(problem.GetProperty("errors").TryGetProperty(parameter, out _));
    }

    [Fact]
    public async Task Hosts_are_listed_by_name_with_their_health()
    {
        JsonElement first = await GetAsync("/api/hosts?limit=1").JsonAsync();
        JsonElement second = await GetAsync($"/api/hosts?limit=1&continuation={first.Text("continuation")}").JsonAsync();

        DocumentedShape.Fits("GET /api/hosts", first);
        Assert.Equal(["media.example", "news.example:8080"], first.Items().Concat(second.Items()).Select(host => host.Text("host")));
        Assert.Equal((JsonValueKind.True, "change"), (first.Items()[0].GetProperty("circuitOpen").ValueKind, first.Items()[0].Text("trouble")));
        Assert.Equal(JsonValueKind.Null, second.GetProperty("continuation").ValueKind);
    }

    [Fact]
    public async Task Health_reports_that_the_tables_are_available() =>
        Assert.Equal("""{"status":"ok","tables":"ok","maintenance":false}""", (await GetAsync("/api/health").JsonAsync()).GetRawText());

    [Theory]
    [InlineData($"/api/articles/{ApiHost.Site}/{ExampleDumps.Museum}")]
    [InlineData($"/api/links/{ApiHost.Site}/p900417")]
    [InlineData("/api/summary")]
    public async Task Unchanged_content_is_not_sent_again(string path)
    {
        using HttpResponseMessage first = await GetAsync(path);
        string etag = first.Headers.ETag!.ToString();

        using HttpResponseMessage same = await GetAsync(path, etag);
        using HttpResponseMessage other = await GetAsync(path, "\"0123\"");

        Assert.Equal((HttpStatusCode.NotModified, etag), (same.StatusCode, same.Headers.ETag?.ToString()));
        Assert.Empty(await same.Content.ReadAsByteArrayAsync(Token));
        Assert.Equal((HttpStatusCode.OK, etag), (other.StatusCode, other.Headers.ETag?.ToString()));
    }

    private async Task<HttpResponseMessage> GetAsync(string path, string known)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { { "If-None-Match", known } } };
        return await Api.Http.SendAsync(request, Token);
    }

    private static long Number(JsonElement json, string member) => json.GetProperty(member).GetInt64();
}
