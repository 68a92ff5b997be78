using System.Net;
using System.Net.Http.Headers;
using NewsFunctions.Cli.Samples;

namespace NewsFunctions.Tests.Cli.Samples;

public sealed class SampleSiteTests : IDisposable
{
    private const string Plan = """
        {
          "media": {
            "/2026/01/harbour.jpg": "alive", "/2026/01/gone.jpg": "gone", "/2026/01/wall.jpg": "blocked", "/2026/01/empty.jpg": "empty",
            "/2026/01/sold.jpg": "html", "/2026/01/ill.mp4": "error", "/2026/01/tram.mp4": "moved"
          },
          "pages": { "100": { "answer": "alive", "title": "Boats & Trams" }, "101": { "answer": "gone" } },
          "archived": { "/2026/01/gone.jpg": "2026-01-09T10:00:00Z" }
        }
        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("news-samples-");
    private readonly HttpClient _client = new(new HttpClientHandler { AllowAutoRedirect = false });

    public void Dispose()
    {
        _client.Dispose();
        _folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData("/media/2026/01/harbour.jpg", HttpStatusCode.OK, "image/jpeg", "a picture")]
    [InlineData("/media/2026/01/gone.jpg", HttpStatusCode.NotFound, null, "")]
    [InlineData("/media/2026/01/wall.jpg", HttpStatusCode.Forbidden, null, "")]
    [InlineData("/media/2026/01/empty.jpg", HttpStatusCode.OK, "image/jpeg", "")]
    [InlineData("/media/2026/01/ill.mp4", HttpStatusCode.InternalServerError, null, "")]
    [InlineData("/media/2026/01/tram.mp4", HttpStatusCode.MovedPermanently, null, "")]
    [InlineData("/media/not/in/the/plan.jpg", HttpStatusCode.NotFound, null, "")]
    [InlineData("/media/..%2fsite.json", HttpStatusCode.NotFound, null, "")]
    [InlineData("/news/101", HttpStatusCode.NotFound, null, "")]
    [InlineData("/news/102", HttpStatusCode.NotFound, null, "")]
    public async Task Site_answers_as_planned(string path, HttpStatusCode status, string? type, string body)
    {
        await using SampleSite site = await StartAsync();

        using HttpResponseMessage answer = await GetAsync(site, path);

        Assert.Equal(status, answer.StatusCode);
        Assert.Equal(type, answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal(body, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Moved_file_is_found_at_its_redirect_target()
    {
        await using SampleSite site = await StartAsync();
        using HttpResponseMessage moved = await GetAsync(site, "/media/2026/01/tram.mp4");

        using HttpResponseMessage found = await GetAsync(site, moved.Headers.Location!.ToString());

        Assert.Equal("a video", await found.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Fake_web_archive_has_only_its_own_memento()
    {
        await using SampleSite site = await StartAsync();
        using HttpResponseMessage found = await _client.GetAsync(new Uri(site.TimeGateUrl + $"http://127.0.0.1:{site.Port}/media/2026/01/gone.jpg"), TestContext.Current.CancellationToken);
        using HttpResponseMessage other = await _client.GetAsync(new Uri(site.TimeGateUrl + $"http://127.0.0.1:{site.Port}/media/2026/01/wall.jpg"), TestContext.Current.CancellationToken);

        using HttpResponseMessage copy = await GetAsync(site, found.Headers.Location!.ToString());

        Assert.Equal((HttpStatusCode.Found, HttpStatusCode.NotFound), (found.StatusCode, other.StatusCode));
        Assert.Equal("Fri, 09 Jan 2026 10:00:00 GMT", Assert.Single(copy.Headers.GetValues("Memento-Datetime")));
        Assert.Equal("a copy", await copy.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Page_has_its_title_and_a_sold_image_answers_with_a_page()
    {
        await using SampleSite site = await StartAsync();

        using HttpResponseMessage page = await GetAsync(site, "/news/100");
        using HttpResponseMessage sold = await GetAsync(site, "/media/2026/01/sold.jpg");

        Assert.Contains("<title>Boats &amp; Trams</title>", await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal("text/html", sold.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task Range_requests_are_honoured()
    {
        await using SampleSite site = await StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, $"http://127.0.0.1:{site.Port}/media/2026/01/harbour.jpg");
        request.Headers.Range = new RangeHeaderValue(2, 4);

        using HttpResponseMessage part = await _client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.PartialContent, part.StatusCode);
        Assert.Equal("pic", await part.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Every_sample_file_planned_alive_is_there_and_unique()
    {
        SampleFolder samples = Assert.IsType<SampleFolder>(SampleFolder.Find());
        string[] served = [.. SamplePlan.Read(samples).Media.Where(m => m.Value is SampleAnswer.Alive or SampleAnswer.Moved).Select(m => m.Key)];

        Assert.NotEmpty(served);
        Assert.All(served, path => Assert.True(File.Exists(samples.Media + path), path));
        Assert.Equal(served.Length, served.Select(path => Convert.ToHexString(File.ReadAllBytes(samples.Media + path))).Distinct().Count());
    }

    private Task<SampleSite> StartAsync()
    {
        Write("site.json", Plan);
        Write("media/2026/01/harbour.jpg", "a picture");
        Write("media/2026/01/tram.mp4", "a video");
        Write("archived/2026/01/gone.jpg", "a copy");
        _folder.CreateSubdirectory("dumps");
        return SampleSite.StartAsync(SampleFolder.At(_folder.FullName)!, TestContext.Current.CancellationToken);
    }

    private Task<HttpResponseMessage> GetAsync(SampleSite site, string path) =>
        _client.GetAsync(new Uri(new Uri($"http://127.0.0.1:{site.Port}"), path), TestContext.Current.CancellationToken);

    private void Write(string name, string content)
    {
        string path = Path.Combine(_folder.FullName, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
    }
}
