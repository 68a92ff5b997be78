using System.Net;
using System.Text.Json;
using System.Xml.Linq;

namespace NewsFunctions.IntegrationTests.Api;

/// <summary>
/// Tests what the API reports about dead links: events, their feed, and the media states of articles.
/// </summary>
[Collection<SharedReadableArchive>]
public sealed class EventTests(ReadableArchive api) : ApiTests<ReadableArchive>(api)
{
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";

    [Fact]
    public async Task Events_are_listed_newest_first_as_documented()
    {
        JsonElement page = await GetAsync($"/api/events?site={ApiHost.Site}").JsonAsync();

        DocumentedShape.Fits("GET /api/events", page);
        Assert.Equal(["dead", "hostDown"], page.Items().Select(published => published.Text("what")));
        JsonElement dead = page.Items()[0];
        Assert.Equal(
            (ReadableArchive.DeadLink.Value, "image", ExampleDumps.Hall, "The Hall", "Gone"),
            (dead.Text("subject"), dead.Text("kind"), dead.Text("path"), dead.Text("title"), dead.Text("verdict")));
        Assert.Equal(ExampleDumps.Museum, Assert.Single(dead.GetProperty("articles").EnumerateArray()).GetString());
    }

    [Fact]
    public async Task Events_of_one_kind_come_page_by_page()
    {
        JsonElement first = await GetAsync("/api/events?limit=1").JsonAsync();
        JsonElement second = await GetAsync($"/api/events?limit=1&continuation={first.Text("continuation")}").JsonAsync();

        Assert.Equal("hostDown", Assert.Single(second.Items()).Text("what"));
        Assert.Equal("hostDown", Assert.Single((await GetAsync("/api/events?what=HOSTDOWN").JsonAsync()).Items()).Text("what"));
        Assert.Empty((await GetAsync("/api/events?what=revived").JsonAsync()).Items());
        await GetAsync($"/api/events?what=dead&limit=1&continuation={first.Text("continuation")}").ProblemAsync(HttpStatusCode.BadRequest, "invalid-continuation");
        await GetAsync("/api/events?what=gone").ProblemAsync(HttpStatusCode.BadRequest, "invalid-request");
    }

    [Fact]
    public async Task Feed_is_Atom_and_answers_304_when_unchanged()
    {
        using HttpResponseMessage first = await GetAsync("/api/feeds/events.xml?what=dead");
        XElement feed = XDocument.Parse(await first.Content.ReadAsStringAsync(Token)).Root!;
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/feeds/events.xml?what=dead") { Headers = { { "If-None-Match", first.Headers.ETag!.ToString() } } };
        using HttpResponseMessage again = await Api.Http.SendAsync(request, Token);

        Assert.Equal("application/atom+xml; charset=utf-8", first.Content.Headers.ContentType?.ToString());
        Assert.Equal("Dead: The Hall", Assert.Single(feed.Elements(Atom + "entry")).Element(Atom + "title")?.Value);
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
        Assert.Empty(await again.Content.ReadAsByteArrayAsync(Token));
    }

    [Theory]
    [InlineData("dead", 1)]
    [InlineData("unchecked", ReadableArchive.YearbookArticles)]
    [InlineData("ok", 0)]
    public async Task Articles_are_filtered_by_media_state(string state, int articles)
    {
        IReadOnlyList<JsonElement> found = (await GetAsync($"/api/articles?site={ApiHost.Site}&mediaState={state}").JsonAsync()).Items();

        Assert.Equal(articles, found.Count);
        Assert.All(found, article => Assert.Equal(state, article.Text("mediaState")));
        Assert.All(found, article => Assert.Equal(
            state == "dead" ? [ReadableArchive.DeadLink.Value] : [], article.GetProperty("deadLinks").EnumerateArray().Select(id => id.GetString())));
    }
}
