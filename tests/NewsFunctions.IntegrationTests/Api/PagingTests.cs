using System.Net;
using System.Text.Json;

namespace NewsFunctions.IntegrationTests.Api;

[Collection<SharedReadableArchive>]
public sealed class PagingTests(ReadableArchive api) : ApiTests<ReadableArchive>(api)
{
    [Theory]
    [InlineData($"/api/articles?site={ApiHost.Site}", 2)]
    [InlineData("/api/articles?from=2020-01-01&to=2020-08-01", 3)]
    [InlineData($"/api/links?site={ApiHost.Site}", 3)]
    [InlineData("/api/links?kind=page&state=Unknown", 4)]
    [InlineData("/api/links?host=127.0.0.2", 5)]
    [InlineData("/api/dumps?", 1)]
    [InlineData($"/api/dumps?name={ApiHost.Site}/*", 1)]
    [InlineData("/api/dumps?status=Waiting", 1)]
    [InlineData($"/api/links/{ApiHost.Site}/CHECKED/checks?", 1)]
    public async Task Pages_together_are_the_whole_list_without_loss_or_repetition(string list, int limit)
    {
        string path = list.Replace("CHECKED", ReadableArchive.DeadLink.Value, StringComparison.Ordinal);
        JsonElement whole = await GetAsync($"{path}&limit=1000").JsonAsync();
        List<string> items = [];
        int pages = 0;
        string? continuation = null;
        do
        {
            string next = continuation is null ? "" : $"&continuation={Uri.EscapeDataString(continuation)}";
            JsonElement page = await GetAsync($"{path}&limit={limit}{next}").JsonAsync();
            Assert.InRange(page.Items().Count, 0, limit);
            items.AddRange(page.Items().Select(item => item.GetRawText()));
            continuation = page.Text("continuation");
            Assert.InRange(++pages, 1, 100);
        }
        while (continuation is not null);

        Assert.InRange(pages, 3, 100);
        Assert.Equal(JsonValueKind.Null, whole.GetProperty("continuation").ValueKind);
        Assert.Equal(whole.Items().Select(item => item.GetRawText()), items);
    }

    [Theory]
    [InlineData($"/api/articles?site={ApiHost.Site}", "/api/articles?")]
    [InlineData($"/api/articles?site={ApiHost.Site}", $"/api/articles?site={ApiHost.Site}&from=2020-01-01")]
    [InlineData($"/api/articles?site={ApiHost.Site}", $"/api/links?site={ApiHost.Site}")]
    [InlineData("/api/links?kind=page", "/api/links?kind=image")]
    [InlineData("/api/links?host=127.0.0.1", "/api/links?host=127.0.0.2")]
    [InlineData("/api/links?host=127.0.0.1", "/api/links?")]
    [InlineData("/api/dumps?", "/api/dumps?status=Ingested")]
    [InlineData("/api/dumps?", "/api/dumps?status=Waiting")]
    [InlineData("/api/dumps?status=Waiting", "/api/dumps?")]
    [InlineData("/api/dumps?status=Waiting", $"/api/dumps?status=Waiting&name={ApiHost.Site}/*")]
    public async Task A_continuation_is_refused_with_another_filter(string list, string other)
    {
        string continuation = Uri.EscapeDataString((await GetAsync($"{list}&limit=1").JsonAsync()).Text("continuation")!);

        await GetAsync($"{other}&limit=1&continuation={continuation}").ProblemAsync(HttpStatusCode.BadRequest, "invalid-continuation");
        Assert.Single((await GetAsync($"{list}&limit=1&continuation={continuation}").JsonAsync()).Items());
    }

    [Theory]
    [InlineData("/api/articles?continuation=")]
    [InlineData("/api/links?continuation=")]
    [InlineData("/api/dumps?continuation=")]
    [InlineData("/api/dumps?status=Waiting&continuation=")]
    [InlineData($"/api/links/{ApiHost.Site}/p900417/checks?continuation=")]
    public async Task Malformed_continuation_is_rejected(string list)
    {
        foreach (string continuation in (string[])["x", "%00", "AAAA", "' or true", new string('A', 5000)])
        {
            await GetAsync(list + continuation).ProblemAsync(HttpStatusCode.BadRequest, "invalid-continuation");
        }
    }
}
