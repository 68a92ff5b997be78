using System.Text.Json.Nodes;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace NewsFunctions.BrowserTests;

[Collection(typeof(SharedPage))]
public sealed class UploadTests(PageFixture fixture)
{
    private const string Hostile = """
        <img src=x onerror=alert(1)><script>alert(2)</script>
        Sat May 29, 2021 10:00:00
        <b onclick="alert(3)">Text</b> with </p><svg onload=alert(4)> in it &lt;script&gt;.
        S/SH 1
        string(300) "[{"id":"900998","sort":"1","contenttypeid":"21","pic":"javascript:alert(5)","title":"<iframe src=//evil.example></iframe>"} ,{"id":"900999","sort":"2","contenttypeid":"21","pic":"/2021/05/29/"onerror="alert(6).jpg","title":"'><style>*{display:none}</style>"} ]"
        """;

    [Fact]
    public Task Dropped_dump_is_ingested_and_its_outcome_is_shown() => fixture.OpenAsync("dumps", async page =>
    {
        await Expect(page.Locator(".drop-zone")).ToBeVisibleAsync();
        IJSHandle files = await page.EvaluateHandleAsync(
            "text => { const data = new DataTransfer(); data.items.add(new File([text], 'dropped.txt')); return data; }",
            "A Kite Lands on the Ferry\nFri May 28, 2021 08:00:00\nIt was red.\n");

        await page.DispatchEventAsync("main", "drop", new { dataTransfer = files });

        await Expect(page.GetByTestId("fate")).ToHaveTextAsync("read: 1 article, 0 links");
        await Expect(page.Locator("#ledger ~ .list li").First).ToContainTextAsync("dropped.txt");
    });

    [Fact]
    public Task File_without_news_is_shown_as_rejected() => fixture.OpenAsync("dumps", async page =>
    {
        await page.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = "list.txt", MimeType = "text/plain", Buffer = "Milk, bread, eggs.\n"u8.ToArray() });

        await Expect(page.GetByTestId("fate")).ToContainTextAsync("rejected");
    });

    [Fact]
    public async Task Hostile_dump_is_shown_as_text_only()
    {
        await fixture.StartAsync();
        await fixture.Archive.IngestAsync("900997.txt", Hostile);
        JsonNode article = await fixture.Archive.GetAsync("api/articles/samples/900997");

        await fixture.OpenAsync("articles/samples/900997", async page =>
        {
            await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync((string)article["title"]!);
            await Expect(page.Locator(".frame h3")).ToHaveTextAsync([.. article["related"]!.AsArray().Select(item => (string?)item!["title"] ?? "")]);
            await Expect(page.Locator(".frame .state").First).ToBeVisibleAsync();
            await Expect(page.Locator("#app img, #app script, #app iframe, #app style, #app b[onclick]")).ToHaveCountAsync(0);
            await Expect(page.Locator("a[href^='javascript:']")).ToHaveCountAsync(0);
        });
        await fixture.OpenAsync("?day=2021-05-29", page => Expect(page.Locator(".day-articles li")).ToHaveCountAsync(1));
        await fixture.OpenAsync("links?state=Blocked", page => Expect(page.Locator(".link-row").First).ToBeVisibleAsync());
    }

    [Fact]
    public async Task Empty_archive_asks_for_a_dump_and_shows_its_article()
    {
        await fixture.StartAsync();
        await using SampleArchive empty = await SampleArchive.StartAsync(isEmpty: true);
        await fixture.OpenAtAsync(new Uri(empty.Http.BaseAddress!, "/"), async page =>
        {
            await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("This archive is empty.");

            await page.Locator("input[type=file]").SetInputFilesAsync(Repository.PathOf("samples", "dumps", "900429.txt"));

            await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("1 article");
        });
    }

    [Fact]
    public async Task Empty_archive_loads_the_samples_when_asked_to()
    {
        await fixture.StartAsync();
        await using SampleArchive empty = await SampleArchive.StartAsync(isEmpty: true);
        await fixture.OpenAtAsync(new Uri(empty.Http.BaseAddress!, "/"), async page =>
        {
            await page.GetByRole(AriaRole.Button, new() { Name = "Try the samples" }).ClickAsync();

            await Expect(page.GetByTestId("fate")).ToHaveCountAsync(Directory.GetFiles(Repository.PathOf("samples", "dumps")).Length);
            await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("14 articles");
            Assert.Equal("local", (string?)(await empty.GetAsync("api/articles?limit=1"))["items"]![0]!["site"]);
        });
    }
}
