using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using NewsFunctions.Archive.Visits;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;
using NewsFunctions.IntegrationTests.Storage;
using NewsFunctions.Storage.Links;
using NewsFunctions.Storage.Queues;
using NewsFunctions.Storage.Setup;

namespace NewsFunctions.IntegrationTests.Api;

public sealed class RecheckTests(ApiHost api) : ApiTests<ApiHost>(api), IClassFixture<ApiHost>
{
    private static readonly LinkMention Dead = Made.Image(1);
    private static readonly LinkMention Alive = Made.Image(2);
    private static readonly LinkMention Page = Made.Mention(LinkId.ForPage(ArticleId.Parse("900417")), "900417");

    [Fact]
    public async Task Recheck_by_kind_and_state_is_done_by_the_next_visit()
    {
        await SettleAsync();

        JsonElement answer = await PostAsync("""{"site":"example","kind":"image","state":"Dead"}""").JsonAsync(HttpStatusCode.Accepted);

        Assert.Equal(("example", "image", "Dead"), (answer.Text("site"), answer.Text("kind"), answer.Text("state")));
        Assert.Equal((true, false), (await IsDueAsync(Dead.Shard), await IsDueAsync(Page.Shard)));
        Assert.Equal((2, 1, 1), await ChecksAfterVisitAsync());
    }

    [Fact]
    public async Task Recheck_sends_its_shard_and_gives_the_expected_time()
    {
        await SettleAsync();
        long run = (await Api.Service<LinkShardStore>().GetAsync(Dead.Shard, Token))!.Run;

        JsonElement answer = await PostAsync($$"""{"site":"example","linkIds":["{{Alive.Id}}"]}""").JsonAsync(HttpStatusCode.Accepted);

        ShardStatus sent = (await Api.Service<LinkShardStore>().GetAsync(Alive.Shard, Token))!;
        Assert.Equal((run + 1, true), (sent.Run, sent.LeaseUntil > TimeProvider.System.GetUtcNow()));
        TimeSpan expected = answer.GetProperty("expectedBy").GetDateTimeOffset() - answer.GetProperty("requestedAt").GetDateTimeOffset();
        Assert.InRange(expected, TimeSpan.FromMinutes(4), TimeSpan.FromMinutes(5));
    }

    [Fact]
    public async Task A_recheck_of_a_site_makes_all_of_it_due()
    {
        await SettleAsync();

        await PostAsync("""{"site":"example"}""").JsonAsync(HttpStatusCode.Accepted);

        Assert.Equal((true, true), (await IsDueAsync(Dead.Shard), await IsDueAsync(Page.Shard)));
        Assert.Equal((2, 2, 2), await ChecksAfterVisitAsync());
    }

    [Fact]
    public async Task A_recheck_by_ids_makes_those_links_due_and_names_the_unknown()
    {
        await SettleAsync();

        JsonElement answer = await PostAsync($$"""{"site":"example","linkIds":["{{Alive.Id}}","p2"]}""").JsonAsync(HttpStatusCode.Accepted);

        DocumentedShape.Fits("POST /api/link-checks", answer);
        Assert.Equal($"[\"{Alive.Id}\"]", answer.GetProperty("linkIds").GetRawText());
        Assert.Equal("[\"p2\"]", answer.GetProperty("unknownLinkIds").GetRawText());
        Assert.Equal(answer.Text("requestedAt"), (await GetAsync($"/api/links/example/{Alive.Id}").JsonAsync()).Text("nextDue"));
        Assert.Equal((true, false), (await IsDueAsync(Alive.Shard), await IsDueAsync(Page.Shard)));
        Assert.Equal((1, 2, 1), await ChecksAfterVisitAsync());
    }

    [Theory]
    [InlineData("""{"site":"elsewhere"}""")]
    [InlineData("""{"site":"example","linkIds":["p2","i2016-03-0123456789abcdef"]}""")]
    public async Task Recheck_of_an_unknown_site_or_link_is_not_found(string body) =>
        await PostAsync(body).ProblemAsync(HttpStatusCode.NotFound, "not-found");

    [Theory]
    [InlineData("", "body")]
    [InlineData("null", "body")]
    [InlineData("[]", "body")]
    [InlineData("""{"site":"example",""", "body")]
    [InlineData("{}", "site")]
    [InlineData("""{"site":"No"}""", "site")]
    [InlineData("""{"site":"example","kind":"picture"}""", "kind")]
    [InlineData("""{"site":"example","state":4}""", "state")]
    [InlineData("""{"site":"example","linkIds":[]}""", "linkIds")]
    [InlineData("""{"site":"example","linkIds":["x"]}""", "linkIds")]
    [InlineData("""{"site":"example","linkIds":["p1"],"kind":"page"}""", "linkIds")]
    public async Task Invalid_body_is_rejected_and_the_member_is_named(string body, string member)
    {
        JsonElement problem = await PostAsync(body).ProblemAsync(HttpStatusCode.BadRequest, "invalid-request");

        Assert.Contains(member, problem.GetProperty("errors").Names());
    }

    [Fact]
    public async Task An_unknown_member_is_refused() =>
        await PostAsync("""{"site":"example","force":true}""").ProblemAsync(HttpStatusCode.BadRequest, "invalid-request");

    [Fact]
    public async Task A_body_that_is_too_large_is_refused()
    {
        await PostAsync($$"""{"site":"{{new string('a', 70_000)}}"}""").ProblemAsync(HttpStatusCode.RequestEntityTooLarge, "body-too-large");

        using HttpRequestMessage announced = AnnouncedContent.Post("/api/link-checks", 70_000, "application/json");
        await Api.Http.SendAsync(announced, Token).ProblemAsync(HttpStatusCode.RequestEntityTooLarge, "body-too-large");
    }

    [Fact]
    public async Task Body_that_is_not_JSON_is_an_unsupported_media_type() =>
        await PostAsync("site=example", "application/x-www-form-urlencoded")
            .ProblemAsync(HttpStatusCode.UnsupportedMediaType, "unsupported-media-type");

    /// <summary>
    /// Registers three links that were just checked and are due in a week, in shards that a visit has counted.
    /// </summary>
    private async Task SettleAsync()
    {
        LinkStore links = Api.Service<LinkStore>();
        LinkShardStore shards = Api.Service<LinkShardStore>();
        DateTimeOffset checkedAt = TimeProvider.System.GetUtcNow();
        await Api.Service<ArchiveSetup>().CreateAsync(Token);
        await links.RegisterAsync([Dead, Alive, Page], "a.txt", Token);
        foreach (var shard in new[] { Dead, Alive, Page }.GroupBy(mention => mention.Shard))
        {
            await shards.MarkAsync([shard.Key], Token);
            ShardStatus status = await ClaimAsync(shard.Key);
            foreach (LinkMention mention in shard)
            {
                StoredLink before = (await links.GetAsync(ApiHost.Site, mention.Id, Token))!;
                LinkState state = mention == Dead ? LinkState.Dead : LinkState.Alive;
                CheckedLink check = Made.Checked(before, checkedAt, $"{Guid.NewGuid():N}", state);
                await links.RecordAsync(shard.Key, [check with { After = check.After with { Checks = 1 } }], Token);
            }

            var summary = new ShardSummary(ShardCounts.None, checkedAt.AddDays(7), status.Mark, checkedAt) { Suspects = SuspectMedia.Of([]) };
            Assert.NotNull(await shards.EndVisitAsync(status, summary, goOn: false, checkedAt, Token));
        }

        Assert.Equal((false, false), (await IsDueAsync(Dead.Shard), await IsDueAsync(Page.Shard)));
    }

    /// <summary>Visits both shards as the queue function does.</summary>
    private async Task<(int Dead, int Alive, int Page)> ChecksAfterVisitAsync()
    {
        foreach (LinkShard shard in (LinkShard[])[Dead.Shard, Page.Shard])
        {
            await Api.Service<LinkVisits>().VisitAsync(LinkCheckMessage.For(await ClaimAsync(shard)), Token);
        }

        return (await ChecksAsync(Dead), await ChecksAsync(Alive), await ChecksAsync(Page));
    }

    private async Task<int> ChecksAsync(LinkMention mention) =>
        (await Api.Service<LinkStore>().GetAsync(ApiHost.Site, mention.Id, Token))!.Link.Checks;

    private async Task<bool> IsDueAsync(LinkShard shard) =>
        (await Api.Service<LinkShardStore>().GetAsync(shard, Token))!.IsDue(TimeProvider.System.GetUtcNow());

    private async Task<ShardStatus> ClaimAsync(LinkShard shard)
    {
        LinkShardStore shards = Api.Service<LinkShardStore>();
        ShardStatus status = (await shards.GetAsync(shard, Token))!;
        return Assert.Single(await shards.ClaimAsync([status], TimeProvider.System.GetUtcNow().AddMinutes(30), Token));
    }

    private async Task<HttpResponseMessage> PostAsync(string json, string contentType = "application/json")
    {
        using var body = new ByteArrayContent(Encoding.UTF8.GetBytes(json));
        body.Headers.ContentType = new MediaTypeHeaderValue(contentType);
        return await Api.Http.PostAsync(new Uri("/api/link-checks", UriKind.Relative), body, Token);
    }
}
