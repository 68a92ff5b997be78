using System.Globalization;
using System.Net;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;
using NewsFunctions.IntegrationTests.Api;
using NewsFunctions.IntegrationTests.Storage;
using NewsFunctions.Storage.Links;
using NewsFunctions.Storage.Setup;

namespace NewsFunctions.IntegrationTests.Exports;

/// <summary>Serves an archive with two shards, each larger than the buffer of an export.</summary>
public sealed class LargeArchive(AzuriteFixture azurite) : WatchedArchive(azurite)
{
    public const int Links = 1200;

    protected override async Task FillAsync()
    {
        CancellationToken token = TestContext.Current.CancellationToken;
        await Service<ArchiveSetup>().CreateAsync(token);
        LinkMention[] links = [.. Enumerable.Range(0, Links).Select(Image)];
        await Service<LinkStore>().RegisterAsync(links, "a.txt", token);
        await Service<LinkShardStore>().MarkAsync([.. links.Select(link => new LinkShard(link.Site, link.Id.Kind, link.Id.Bucket)).Distinct()], token);
    }

    private static LinkMention Image(int number)
    {
        string path = string.Create(CultureInfo.InvariantCulture, $"/2016/{1 + (number % 2):00}/07/{new string('a', 100)}{number}.jpg");
        return Made.Mention(LinkId.ForMedia(LinkKind.Image, path), path);
    }
}

/// <summary>Tests exports whose storage fails while they are read.</summary>
public sealed class BrokenExportTests(LargeArchive api) : ApiTests<LargeArchive>(api), IClassFixture<LargeArchive>
{
    [Theory]
    [InlineData("csv")]
    [InlineData("ndjson")]
    public async Task Storage_that_fails_in_mid_stream_breaks_the_connection(string format)
    {
        int queries = 0;
        Api.Refuses = request => request.Path.EndsWith("/Links()", StringComparison.Ordinal) && Interlocked.Increment(ref queries) > 1;
        try
        {
            using HttpResponseMessage response = await Api.Http.GetAsync(
                new Uri($"/api/export/links.{format}", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, Token);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);

            HttpRequestException broken = await Assert.ThrowsAsync<HttpRequestException>(() => response.Content.ReadAsByteArrayAsync(Token));

            Assert.IsType<IOException>(broken.InnerException, exactMatch: false);
        }
        finally
        {
            Api.Refuses = null;
        }

        string whole = await Api.Http.GetStringAsync(new Uri("/api/export/links.ndjson", UriKind.Relative), Token);
        Assert.Equal(LargeArchive.Links, whole.Count(c => c == '\n'));
    }

    [Fact]
    public async Task Storage_that_fails_before_the_first_bytes_is_a_problem()
    {
        Api.Refuses = request => request.Method == HttpMethod.Get.Method;
        try
        {
            await GetAsync("/api/export/fixes.csv").ProblemAsync(HttpStatusCode.ServiceUnavailable, "storage-unavailable");
        }
        finally
        {
            Api.Refuses = null;
        }
    }
}
