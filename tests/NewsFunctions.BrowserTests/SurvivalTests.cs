using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace NewsFunctions.BrowserTests;

[Collection(typeof(SharedPage))]
public sealed class SurvivalTests(PageFixture fixture)
{
    [Fact]
    public async Task Survival_sentence_leads_to_the_curve_and_its_table()
    {
        SampleArchive demo = await fixture.StartDemoAsync();
        JsonNode headline = (await demo.GetAsync("api/summary"))["survival"]!;
        string born = headline["born"] is { } year ? $"&born={year}" : "";
        JsonNode survival = await demo.GetAsync($"api/survival?kind={headline["kind"]}{born}");

        await fixture.OpenAtAsync(new Uri(demo.Http.BaseAddress!, "/"), async page =>
        {
            ILocator sentence = page.GetByRole(AriaRole.Link, new() { NameRegex = new Regex(@"^(Half of the pictures|After \d+(\.\d)? years, \d+ % of the pictures) ") });
            string words = await sentence.InnerTextAsync();
            await sentence.ClickAsync();

            await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(words);
            await Expect(page.Locator(".survival-words")).ToContainTextAsync($"{Figure(survival["deaths"])} of {Figure(survival["links"])} pictures");
            await Expect(page.Locator(".survival-line").First).ToHaveAttributeAsync("d", new Regex("^M"));
            await Expect(page.Locator(".survival svg")).ToHaveAttributeAsync("aria-label", new Regex(@"after 1 year, \d+ % after 2 years|after 1 year"));
            await page.GetByText("The same as a table").ClickAsync();
            int whole = survival["points"]!.AsArray().Select(point => (int)point!["months"]!).Count(months => months % 12 == 0);
            await Expect(page.Locator(".survival tbody tr")).ToHaveCountAsync(whole + ((int)survival["points"]!.AsArray()[^1]!["months"]! % 12 == 0 ? 0 : 1));

            await page.GetByLabel("hostDeaths").SelectOptionAsync("false");
            await Expect(page).ToHaveURLAsync(new Regex("hostDeaths=false"));
            JsonNode without = await demo.GetAsync("api/survival?kind=image&hostDeaths=false");
            await page.GetByLabel("born").SelectOptionAsync("");
            await Expect(page.Locator(".survival-words")).ToContainTextAsync($"{Figure(without["deaths"])} of {Figure(without["links"])} pictures are lost");
            await Expect(page.Locator("#by-birth ~ table tbody tr")).ToHaveCountAsync(without["years"]!.AsArray().Count);
            await Expect(page.GetByRole(AriaRole.Link, new() { Name = "List of lives" })).ToHaveAttributeAsync("href", "/api/export/survival.csv?kind=image");
        });
    }

    [Fact]
    public Task Archive_without_deaths_says_that_it_is_too_early() => fixture.OpenAsync("", async page =>
    {
        await page.GetByRole(AriaRole.Link, new() { Name = "How long pictures live cannot be told yet." }).ClickAsync();

        await Expect(page.Locator(".survival-words")).ToContainTextAsync("Too few to say how long they live");
        await Expect(page.Locator(".survival svg")).ToHaveCountAsync(0);
    });

    private static string Figure(JsonNode? number) => ((long)number!).ToString("N0", CultureInfo.GetCultureInfo("en"));
}
