using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace NewsFunctions.BrowserTests;

[Collection(typeof(SharedPage))]
public sealed class ReportTests(PageFixture fixture)
{
    [Fact]
    public Task Page_offers_the_report_of_its_site() => fixture.OpenAsync("?site=samples", async page =>
    {
        ILocator link = page.GetByRole(AriaRole.Link, new() { Name = "Report", Exact = true });

        await Expect(link).ToHaveAttributeAsync("href", "/api/report?site=samples");
        await Expect(link).ToHaveAttributeAsync("download", "");
    });

    [Fact]
    public async Task Report_has_the_figures_of_the_API_in_either_theme()
    {
        SampleArchive demo = await fixture.StartDemoAsync();
        JsonNode summary = await demo.GetAsync("api/summary");
        await OpenAsync(demo, "api/report", async page =>
        {
            foreach (string state in (string[])["alive", "suspect", "dead", "blocked", "unknown"])
            {
                await Expect(page.Locator($"#links-{state}")).ToHaveTextAsync(Figure(summary["links"]![state]));
            }

            await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync($"Of {Figure(summary["links"]!["total"])} pictures");
            await Expect(page.Locator("time").First).ToHaveAttributeAsync("datetime", DateTimeOffset.Parse((string)summary["asOf"]!, CultureInfo.InvariantCulture).ToString("O"));
            int mentions = (await demo.Http.GetStringAsync(new Uri("api/export/fixes.ndjson", UriKind.Relative), TestContext.Current.CancellationToken)).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length;
            await Expect(page.Locator("#fixes ~ .links li")).ToHaveCountAsync(Math.Min(2000, mentions));
            JsonNode[] troubled = [.. summary["hosts"]!.AsArray().Where(host => (int)host!["dead"]! + (int)host["suspect"]! > 0 || host["deadSince"] is not null || (bool)host["circuitOpen"]! || host["downSince"] is not null)!];
            await Expect(page.Locator("#hosts ~ table tbody tr")).ToHaveCountAsync(Math.Min(20, troubled.Length));
            await page.AssertAccessibleAsync("main");
        });
    }

    [Fact]
    public async Task Report_of_an_earlier_day_has_the_states_of_the_history()
    {
        SampleArchive demo = await fixture.StartDemoAsync();
        JsonNode then = (await demo.GetAsync("api/summary"))["history"]!.AsArray()[200]!;
        await OpenAsync(demo, $"api/report?date={then["date"]}", async page =>
        {
            await Expect(page.Locator("#links-dead")).ToHaveTextAsync(Figure(then["dead"]));
            await Expect(page.Locator("#links-alive")).ToHaveTextAsync(Figure(then["alive"]));
            await Expect(page.Locator("#fixes ~ .links li").First).ToBeVisibleAsync();
            await Expect(page.Locator("#doubts")).ToHaveCountAsync(0);
        });
    }

    [Fact]
    public async Task Report_shows_Persian_titles_from_right_to_left()
    {
        SampleArchive demo = await fixture.StartDemoAsync();
        await OpenAsync(demo, "api/report", async page =>
        {
            ILocator title = page.Locator(".what").Filter(new() { HasTextRegex = new("[\u0600-\u06FF]") }).First;
            Assert.Equal("rtl", await title.EvaluateAsync<string>("element => getComputedStyle(element).direction"));
        });
    }

    [Fact]
    public async Task Report_fits_a_phone_and_prints_on_white()
    {
        SampleArchive demo = await fixture.StartDemoAsync();
        await OpenAsync(
            demo,
            "api/report",
            async page =>
            {
                Assert.Equal(390, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
                await page.EmulateMediaAsync(new() { Media = Media.Print, ColorScheme = ColorScheme.Dark });
                Assert.Equal("rgb(255, 255, 255)", await page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor"));
            },
            new() { ViewportSize = new() { Width = 390, Height = 844 } });
    }

    /// <summary>Opens a report. Fails if the report requests any other resource.</summary>
    private async Task OpenAsync(SampleArchive archive, string path, Func<IPage, Task> test, BrowserNewContextOptions? options = null)
    {
        int requests = 0;
        await fixture.OpenAtAsync(new Uri(archive.Http.BaseAddress!, path), test, options, page =>
        {
            page.Request += (_, request) => requests += request.Url.EndsWith("/favicon.ico", StringComparison.Ordinal) ? 0 : 1;
            return Task.CompletedTask;
        });
        Assert.Equal(1, requests);
    }

    private static string Figure(JsonNode? number) => ((long)number!).ToString("N0", CultureInfo.GetCultureInfo("en"));
}
