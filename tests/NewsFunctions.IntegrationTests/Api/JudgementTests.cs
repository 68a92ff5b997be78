using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using NewsFunctions.Core.Links;
using NewsFunctions.IntegrationTests.Storage;
using NewsFunctions.Storage.Links;
using NewsFunctions.Storage.Setup;

namespace NewsFunctions.IntegrationTests.Api;

public sealed class JudgementTests(ApiHost api) : ApiTests<ApiHost>(api), IClassFixture<ApiHost>
{
    [Fact]
    public async Task Judgement_joins_the_history_and_decides_the_state_until_undone()
    {
        LinkMention link = await RegisterAsync(101);

        JsonElement judged = await JudgeAsync(link, new { says = "dead", reason = "shows another picture", until = "2999-05-01T00:00:00Z" }).JsonAsync();

        Assert.Equal(("Dead", "Alive"), (judged.Text("state"), judged.Text("checkedState")));
        JsonElement judgement = judged.GetProperty("judgement");
        Assert.Equal(("dead", "this machine", "shows another picture"), (judgement.Text("says"), judgement.Text("by"), judgement.Text("reason")));
        Assert.StartsWith("Judged dead by this machine until 2999-05-01 00:00 UTC: shows another picture. The checks say Alive", judged.Text("because"), StringComparison.Ordinal);
        Assert.Contains(link.Id.Value, await IdsAsync("state=Dead"));
        JsonElement row = await HistoryAsync(link);
        Assert.Equal((JsonValueKind.Null, "dead"), (row.GetProperty("verdict").ValueKind, row.GetProperty("judgement").Text("says")));

        JsonElement undone = await Api.Http.DeleteAsync(PathOf(link), Token).JsonAsync();
        Assert.Equal(("Alive", JsonValueKind.Null), (undone.Text("state"), undone.GetProperty("judgement").ValueKind));
        Assert.Equal("none", (await HistoryAsync(link)).GetProperty("judgement").Text("says"));
        await Api.Http.DeleteAsync(PathOf(link), Token).JsonAsync();
        Assert.DoesNotContain(link.Id.Value, await IdsAsync("state=Dead"));
    }

    [Fact]
    public async Task Ignored_link_is_listed_as_ignored_and_makes_one_event()
    {
        LinkMention link = await RegisterAsync(102);

        await JudgeAsync(link, new { says = "ignore" }).JsonAsync();

        Assert.Contains(link.Id.Value, await IdsAsync("state=Ignored"));
        Assert.DoesNotContain(link.Id.Value, await IdsAsync("state=Alive"));
        Assert.Contains(link.Id.Value, await SubjectsAsync("what=judged&kind=image"));
        Assert.DoesNotContain(link.Id.Value, await SubjectsAsync("what=judged&kind=page"));
        Assert.DoesNotContain(link.Id.Value, await SubjectsAsync("what=judged&host=elsewhere.example"));
    }

    [Theory]
    [InlineData("""{"says":"gone"}""", "says")]
    [InlineData("""{"says":"none"}""", "says")]
    [InlineData("{}", "says")]
    [InlineData("""{"says":"dead","until":"2001-01-01T00:00:00Z"}""", "until")]
    [InlineData("""{"says":"dead","until":"later"}""", "until")]
    [InlineData("""{"says":"dead","why":"because"}""", "why")]
    public async Task Invalid_body_is_rejected_and_its_member_is_named(string body, string member)
    {
        LinkMention link = await RegisterAsync(103);

        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        JsonElement problem = await Api.Http.PostAsync(PathOf(link), content, Token).ProblemAsync(HttpStatusCode.BadRequest, "invalid-request");

        Assert.True(problem.GetProperty("errors").TryGetProperty(member, out _), problem.ToString());
    }

    [Fact]
    public async Task Unknown_link_cannot_be_judged()
    {
        LinkMention unknown = Made.Image(9999);

        await JudgeAsync(unknown, new { says = "dead" }).ProblemAsync(HttpStatusCode.NotFound, "not-found");
        await Api.Http.DeleteAsync(PathOf(unknown), Token).ProblemAsync(HttpStatusCode.NotFound, "not-found");
    }

    private static Uri PathOf(LinkMention link) => new($"/api/links/{ApiHost.Site}/{link.Id}/judgement", UriKind.Relative);

    private Task<HttpResponseMessage> JudgeAsync(LinkMention link, object body) => Api.Http.PostAsJsonAsync(PathOf(link), body, Token);

    private async Task<JsonElement> HistoryAsync(LinkMention link) =>
        (await GetAsync($"/api/links/{ApiHost.Site}/{link.Id}/checks").JsonAsync()).GetProperty("items")[0];

    private async Task<IReadOnlyList<string>> IdsAsync(string query) =>
        [.. (await GetAsync($"/api/links?site={ApiHost.Site}&limit=1000&{query}").JsonAsync()).GetProperty("items").EnumerateArray().Select(link => link.Text("linkId")!)];

    private async Task<IReadOnlyList<string>> SubjectsAsync(string query) =>
        [.. (await GetAsync($"/api/events?site={ApiHost.Site}&limit=1000&{query}").JsonAsync()).GetProperty("items").EnumerateArray().Select(published => published.Text("subject")!)];

    /// <summary>Registers a picture that one check found alive.</summary>
    private async Task<LinkMention> RegisterAsync(int number)
    {
        LinkMention link = Made.Image(number);
        LinkStore links = Api.Service<LinkStore>();
        await Api.Service<ArchiveSetup>().CreateAsync(Token);
        await links.RegisterAsync([link], "a.txt", Token);
        await Api.Service<LinkShardStore>().MarkAsync([link.Shard], Token);
        StoredLink before = (await links.GetAsync(ApiHost.Site, link.Id, Token))!;
        if (before.Link.LastChecked is null)
        {
            await links.RecordAsync(link.Shard, [Made.Checked(before, TimeProvider.System.GetUtcNow(), string.Create(CultureInfo.InvariantCulture, $"visit {number}"))], Token);
        }

        return link;
    }
}
