using System.Net;
using System.Text;
using System.Text.Json;
using NewsFunctions.Storage.Dumps;
using NewsFunctions.Storage.Setup;

namespace NewsFunctions.IntegrationTests.Api;

/// <summary>Tests the versions of an article, where each was found, and its bytes.</summary>
public sealed class VersionTests(VersionedArchive api) : ApiTests<VersionedArchive>(api), IClassFixture<VersionedArchive>
{
    private const string Article = $"/api/articles/{ApiHost.Site}/{VersionedArchive.Id}";

    [Fact]
    public async Task Versions_are_listed_newest_first_as_documented()
    {
        JsonElement page = await GetAsync($"{Article}/versions").JsonAsync();

        DocumentedShape.Fits("GET /api/articles/{site}/{id}/versions", page);
        Assert.Equal(["As it is.", "As it was."], page.Items().Select(version => version.Text("title")));
        Assert.Equal([true, false], page.Items().Select(version => version.GetProperty("current").GetBoolean()));
        Assert.Equal(
            [[VersionedArchive.Newer], [VersionedArchive.OlderAgain, VersionedArchive.Older]],
            page.Items().Select(version => version.GetProperty("provenance").EnumerateArray().Select(place => place.Text("dumpName")!).Order(StringComparer.Ordinal).ToArray()));
    }

    [Fact]
    public async Task Versions_come_in_pages()
    {
        JsonElement first = await GetAsync($"{Article}/versions?limit=1").JsonAsync();
        JsonElement second = await GetAsync($"{Article}/versions?limit=1&continuation={first.Text("continuation")}").JsonAsync();

        Assert.Equal("As it is.", Assert.Single(first.Items()).Text("title"));
        Assert.Equal("As it was.", Assert.Single(second.Items()).Text("title"));
        Assert.Null(second.Text("continuation"));
    }

    [Fact]
    public async Task A_version_is_shown_in_full_in_the_shape_of_the_article()
    {
        JsonElement older = (await GetAsync($"{Article}/versions").JsonAsync()).Items()[1];
        JsonElement current = await GetAsync(Article).JsonAsync();

        JsonElement version = await GetAsync($"{Article}/versions/{older.Text("contentHash")}").JsonAsync();

        Assert.Equal(current.Names(), version.Names());
        Assert.Equal(("As it was.", false), (version.Text("title"), version.GetProperty("current").GetBoolean()));
        Assert.True(current.GetProperty("current").GetBoolean());
        JsonElement same = await GetAsync($"{Article}/versions/{current.Text("contentHash")}").JsonAsync();
        Assert.Equal(current.GetRawText(), same.GetRawText());
    }

    [Fact]
    public async Task The_bytes_of_an_article_are_those_of_its_dump()
    {
        using HttpResponseMessage response = await GetAsync($"{Article}/raw");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(VersionedArchive.NewerText, await response.Content.ReadAsStringAsync(Token));
        Assert.Equal("application/octet-stream", response.Content.Headers.ContentType?.ToString());
        Assert.Equal("attachment", response.Content.Headers.ContentDisposition?.DispositionType);
        Assert.Matches($"^{ApiHost.Site}-{VersionedArchive.Id}-[0-9a-f]{{16}}[.]bin$", response.Content.Headers.ContentDisposition?.FileName?.Trim('"'));
        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal(Uri.EscapeDataString(VersionedArchive.Newer), Assert.Single(response.Headers.GetValues("x-news-dump")));
        Assert.StartsWith("</api/dumps/", Assert.Single(response.Headers.GetValues("Link")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bytes_of_an_older_version_come_from_the_requested_dump()
    {
        JsonElement older = (await GetAsync($"{Article}/versions").JsonAsync()).Items()[1];
        string hash = older.Text("contentHash")!;
        foreach (JsonElement place in older.GetProperty("provenance").EnumerateArray())
        {
            string bytes = await Api.Http.GetStringAsync(new Uri($"{Article}/raw?version={hash}&dump={place.Text("dumpId")}", UriKind.Relative), Token);

            Assert.Equal(VersionedArchive.OlderText, bytes);
        }
    }

    [Fact]
    public async Task Bytes_of_an_article_in_a_shared_dump_are_its_own()
    {
        JsonElement page = await GetAsync($"/api/articles?site={ApiHost.Site}&to=2021-01-01").JsonAsync();
        int at = 0;
        foreach (JsonElement item in page.Items().Reverse())
        {
            string bytes = await Api.Http.GetStringAsync(new Uri($"/api/articles/{ApiHost.Site}/{item.Text("id")}/raw", UriKind.Relative), Token);

            Assert.Contains(item.Text("title")!, bytes, StringComparison.Ordinal);
            Assert.Equal(ExampleDumps.Yearbook(VersionedArchive.YearbookArticles).Substring(at, bytes.Length), bytes);
            at += bytes.Length;
        }
    }

    [Fact]
    public async Task Unknown_version_is_404_and_overwritten_bytes_are_410()
    {
        string dump = VersionedArchive.UnknownDump;

        await GetAsync($"/api/articles/{ApiHost.Site}/1/versions").ProblemAsync(HttpStatusCode.NotFound, "not-found");
        await GetAsync($"{Article}/versions/0123456789abcdef").ProblemAsync(HttpStatusCode.NotFound, "not-found");
        await GetAsync($"{Article}/versions/x").ProblemAsync(HttpStatusCode.BadRequest, "invalid-request");
        await GetAsync($"/api/articles/{ApiHost.Site}/1/raw").ProblemAsync(HttpStatusCode.NotFound, "not-found");
        await GetAsync($"{Article}/raw?version=0123456789abcdef").ProblemAsync(HttpStatusCode.NotFound, "not-found");
        await GetAsync($"{Article}/raw?dump={dump}").ProblemAsync(HttpStatusCode.NotFound, "not-found");
        await GetAsync($"{Article}/raw?version=x&dump=y").ProblemAsync(HttpStatusCode.BadRequest, "invalid-request");
        await GetAsync($"/api/articles/{ApiHost.Site}/{VersionedArchive.OverwrittenId}/raw").ProblemAsync(HttpStatusCode.Gone, "gone");
    }
}

/// <summary>
/// Has an article in two versions, one of them in two dumps; an article whose dump was overwritten; and several
/// articles in one dump.
/// </summary>
public sealed class VersionedArchive(AzuriteFixture azurite) : ApiHost(azurite)
{
    public const string Id = "900500";
    public const string OverwrittenId = "900501";
    public const string Older = $"{Site}/older/{Id}.txt";
    public const string OlderAgain = $"{Site}/older, again ن/{Id}.txt";
    public const string Newer = $"{Site}/newer/{Id}.txt";
    public const string UnknownDump = "20160311125323-0123456789abcdef";
    public const int YearbookArticles = 3;
    public const string OlderText = "As it was.\nAs it was.\n\nFri May 14, 2021 18:05:41\nThe tower has 200 steps.\n";
    public const string NewerText = "As it is.\nAs it is.\n\nFri May 14, 2021 18:05:41\nThe tower has 201 steps.\n";

    protected override async Task FillAsync()
    {
        await Service<ArchiveSetup>().CreateAsync(TestContext.Current.CancellationToken);
        await IngestAsync(Older, OlderText);
        await IngestAsync(OlderAgain, OlderText);
        DateTimeOffset older = (await Service<DumpBlobs>().FindAsync(OlderAgain, TestContext.Current.CancellationToken))!.LastModified;

        // Last-Modified has whole seconds. Two uploads within one second would have no order.
        await Eventually.HoldsAsync("the next second", () => TimeProvider.System.GetUtcNow() >= older.AddSeconds(1));
        await IngestAsync(Newer, NewerText);
        await IngestAsync($"{Site}/yearbook.txt", ExampleDumps.Yearbook(YearbookArticles));
        string overwritten = $"{Site}/{OverwrittenId}.txt";
        await IngestAsync(overwritten, OlderText.Replace("tower", "bridge", StringComparison.Ordinal));
        using var other = new MemoryStream(Encoding.UTF8.GetBytes(NewerText));
        await Service<DumpBlobs>().UploadAsync(
            overwritten, other, new Dictionary<string, string>(), UploadMode.Overwrite, TestContext.Current.CancellationToken);
    }
}
