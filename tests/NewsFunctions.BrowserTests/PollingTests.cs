using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace NewsFunctions.BrowserTests;

[Collection(typeof(SharedPage))]
public sealed class PollingTests(PageFixture fixture)
{
    private const string Visibility = """
        window.visibility = 'visible';
        Object.defineProperty(document, 'visibilityState', { get: () => window.visibility });
        """;

    private const string Running = """
        {"items":[{"dumpId":"20261130120000-0123456789abcdef","name":"large.warc.gz","status":"Running","size":1000,"uploadedAt":"2026-11-30T12:00:00Z","finishedAt":null,
        "counts":{"articles":7,"relatedItems":0,"links":0,"diagnostics":0,"damage":{"bytesDeclared":0,"bytesThere":0,"itemsKept":0,"itemsLost":0,"score":0}},
        "progress":{"leg":1,"bytesRead":400,"committedAt":"2026-11-30T12:00:00Z","resumedAt":null},"error":null,"diagnostics":[]}],"continuation":null}
        """;

    [Fact]
    public async Task Hidden_page_sends_no_requests()
    {
        int asked = 0;
        await fixture.OpenAsync(
            "",
            async page =>
            {
                await Expect(page.Locator(".lost-row").First).ToBeVisibleAsync();
                await page.EvaluateAsync("window.visibility = 'hidden'");
                int before = asked;
                await page.Clock.RunForAsync(10 * 60_000);
                Assert.Equal(before, asked);

                Task<IRequest> next = page.WaitForRequestAsync("**/api/summary*");
                await page.EvaluateAsync("window.visibility = 'visible'; document.dispatchEvent(new Event('visibilitychange'))");
                await next;
            },
            prepare: page => PrepareAsync(page, () => asked++));
    }

    [Fact]
    public async Task Ingest_is_polled_every_five_seconds_and_described()
    {
        int asked = 0;
        await fixture.OpenAsync(
            "",
            async page =>
            {
                await Expect(page.Locator(".running")).ToHaveTextAsync("large.warc.gz being read: 40 %, 7 articles so far");
                int before = asked;
                await page.RunAndWaitForRequestAsync(() => page.Clock.RunForAsync(5_100), "**/api/dumps*");
                Assert.True(asked > before);
            },
            prepare: async page =>
            {
                await PrepareAsync(page, () => asked++);
                await page.RouteAsync("**/api/dumps*status=Running*", route => route.FulfillAsync(new() { ContentType = "application/json", Body = Running }));
            });
    }

    private static async Task PrepareAsync(IPage page, Action onRequest)
    {
        await page.Clock.InstallAsync();
        await page.AddInitScriptAsync(Visibility);
        page.Request += (_, _) => onRequest();
    }
}
