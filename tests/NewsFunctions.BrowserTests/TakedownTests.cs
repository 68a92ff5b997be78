using System.Net;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace NewsFunctions.BrowserTests;

[Collection(typeof(SharedPage))]
public sealed class TakedownTests(PageFixture fixture)
{
    private const string Lantern = "A Lantern Goes Out\nThu May 27, 2021 21:00:00\nIt was the last one.\n";
    private const string Kettle = "A Kettle Is Found\nThu May 27, 2021 22:00:00\nIt was warm.\n";

    [Fact]
    public async Task Article_is_removed_after_its_id_is_typed()
    {
        await fixture.StartAsync();
        await fixture.Archive.IngestAsync("900981.txt", Lantern);
        await fixture.OpenAsync("articles/samples/900981", async page =>
        {
            await page.GetByRole(AriaRole.Link, new() { Name = "Take down" }).ClickAsync();
            await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Take down the article 900981?");
            await Expect(page.Locator("#going ~ .list li").First).ToContainTextAsync("1 article: 1 text in all");
            await Expect(page.Locator("#going ~ .list")).ToContainTextAsync("the upload 900981.txt");

            ILocator confirm = page.GetByRole(AriaRole.Button, new() { Name = "Take it down" });
            await Expect(confirm).ToBeDisabledAsync();
            await page.Locator("[name='confirm']").FillAsync("900982");
            await Expect(confirm).ToBeDisabledAsync();
            Assert.Equal(HttpStatusCode.OK, await StatusAsync("api/articles/samples/900981"));
            await page.Locator("[name='confirm']").FillAsync("900981");
            await confirm.ClickAsync();

            await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("The article 900981 was taken down.");
            Assert.Equal(HttpStatusCode.Gone, await StatusAsync("api/articles/samples/900981"));
            await page.GetByRole(AriaRole.Link, new() { Name = "Back" }).ClickAsync();
            await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("was taken down");
        });
    }

    [Fact]
    public async Task Interrupted_takedown_of_a_dump_can_be_continued()
    {
        await fixture.StartAsync();
        await fixture.Archive.IngestAsync("900983.txt", Kettle);
        string dump = (string)(await fixture.Archive.GetAsync("api/dumps?name=900983.txt"))["items"]![0]!["dumpId"]!;
        int failures = 1;
        await fixture.OpenAsync(
            "dumps",
            async page =>
            {
                await page.Locator("#ledger ~ .list li").Filter(new() { HasText = "900983.txt" }).GetByRole(AriaRole.Link).ClickAsync();
                await page.Locator("[name='confirm']").FillAsync(dump);
                await page.GetByRole(AriaRole.Button, new() { Name = "Take it down" }).ClickAsync();
                await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("The storage does not answer");
                await page.GetByRole(AriaRole.Button, new() { Name = "Try again" }).ClickAsync();

                await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync($"The dump {dump} was taken down.");
                Assert.Equal("Removed", (string?)(await fixture.Archive.GetAsync($"api/dumps/{dump}"))["status"]);
            },
            prepare: page => page.RouteAsync("**/api/dumps/*dryRun=false*", route => failures-- > 0
                ? route.FulfillAsync(new()
                {
                    Status = 503,
                    ContentType = "application/problem+json",
                    Body = """{"title":"Unavailable","detail":"The storage does not answer."}""",
                })
                : route.ContinueAsync()));
    }

    private async Task<HttpStatusCode> StatusAsync(string path)
    {
        using HttpResponseMessage answer = await fixture.Archive.Http.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }
}
