using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace NewsFunctions.BrowserTests;

[Collection(typeof(SharedPage))]
public sealed class FirstViewTests(PageFixture fixture)
{
    [Fact]
    public Task First_view_shows_the_figures_of_the_API() => fixture.OpenAsync("", async page =>
    {
        JsonNode summary = await fixture.Archive.GetAsync("api/summary");
        JsonNode links = summary["links"]!;

        ILocator headline = page.GetByRole(AriaRole.Heading, new() { Level = 1 });
        await Expect(headline).ToContainTextAsync($"Of {Figure(links["total"])} pictures, videos");
        await Expect(headline).ToContainTextAsync($"in {Figure(summary["articles"]!["total"])} articles");
        await Expect(headline).ToContainTextAsync($"{Figure(links["alive"])} are there");
        string[] words = ["there", "in doubt", "lost", "blocked", "unknown"];
        string[] members = ["alive", "suspect", "dead", "blocked", "unknown"];
        await Expect(page.Locator(".bar-words li a")).ToHaveTextAsync([.. members.Zip(words, (member, word) => $"{Figure(links[member])} {word}")]);
        await Expect(page.Locator(".day")).ToHaveCountAsync(summary["days"]!.AsArray().Count);
    });

    [Fact]
    public async Task First_view_needs_few_requests_and_few_bytes()
    {
        var requests = new List<IRequest>();
        await fixture.OpenAsync(
            "",
            async page =>
            {
                await Expect(page.Locator(".lost-row").First).ToBeVisibleAsync();
                await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
                int bytes = 0;
                foreach (IRequest request in requests)
                {
                    RequestSizesResult sizes = await request.SizesAsync();
                    bytes += sizes.ResponseBodySize + sizes.ResponseHeadersSize;
                }

                Assert.InRange(requests.Count, 4, 8);
                Assert.InRange(bytes, 1_000, 150_000);
            },
            prepare: page =>
            {
                page.Request += (_, request) => requests.Add(request);
                return Task.CompletedTask;
            });
    }

    [Fact]
    public Task Part_of_the_bar_shows_the_links_in_that_state() => fixture.OpenAsync("", async page =>
    {
        JsonNode blocked = await fixture.Archive.GetAsync("api/links?state=Blocked");

        await page.GetByRole(AriaRole.Link, new() { Name = "blocked" }).ClickAsync();

        await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("state=Blocked$"));
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Links that are blocked" })).ToBeVisibleAsync();
        await Expect(page.Locator(".lost-row")).ToHaveCountAsync(blocked["items"]!.AsArray().Count);
    });

    [Fact]
    public Task Day_of_the_calendar_opens_its_articles_by_keyboard() => fixture.OpenAsync("", async page =>
    {
        JsonNode[] days = [.. (await fixture.Archive.GetAsync("api/summary"))["days"]!.AsArray().Select(day => day!)];
        JsonNode first = days[0];

        await page.Locator(".day[tabindex='0']").FocusAsync();
        await page.Keyboard.PressAsync("Home");
        string label = (await page.Locator(".day:focus").GetAttributeAsync("aria-label"))!;
        await Expect(page.GetByTestId("day-words")).ToHaveTextAsync(label);
        await page.Keyboard.PressAsync("Enter");

        Assert.Contains($"{Figure(first["articles"])} article", label, StringComparison.Ordinal);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = label })).ToBeFocusedAsync();
        await Expect(page.Locator(".day-articles li")).ToHaveCountAsync((int)first["articles"]!);
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Locator(".day-articles")).ToHaveCountAsync(0);
    });

    [Fact]
    public Task Fix_list_is_a_download_of_the_API() => fixture.OpenAsync("?site=samples", async page =>
    {
        ILocator button = page.GetByRole(AriaRole.Link, new() { Name = "Fix list" });

        await Expect(button).ToHaveAttributeAsync("href", "/api/export/fixes.csv?site=samples");
        await Expect(button).ToHaveAttributeAsync("download", "fixes.csv");
    });

    [Theory]
    [InlineData("900429", "articles/samples/900429")]
    [InlineData("p900405", "links/samples/p900405")]
    [InlineData("127.0.0.1", "links?host=127.0.0.1")]
    [InlineData("2021-05-25", "?day=2021-05-25")]
    [InlineData("cellar chalk", "articles?q=cellar+chalk")]
    [InlineData("2021-05", "articles?from=2021-05-01&to=2021-06-01")]
    public Task Search_opens_the_matching_view(string words, string address) => fixture.OpenAsync("", async page =>
    {
        await Expect(page.Locator(".bar")).ToBeVisibleAsync();

        await page.Keyboard.PressAsync("/");
        await page.Keyboard.TypeAsync(words);
        await page.Keyboard.PressAsync("Enter");

        await Expect(page).ToHaveURLAsync(new Uri(fixture.Archive.Http.BaseAddress!, $"dashboard#/{address}").ToString());
    });

    [Fact]
    public Task Search_that_finds_nothing_says_so() => fixture.OpenAsync("", async page =>
    {
        await Expect(page.Locator(".bar")).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Searchbox).FillAsync("zeppelin");
        await page.Keyboard.PressAsync("Enter");

        await Expect(page.GetByText("No article has all of these words.")).ToBeVisibleAsync();
    });

    [Fact]
    public async Task Storage_outage_is_shown_and_figures_recover()
    {
        bool isDown = true;
        await fixture.OpenAsync(
            "",
            async page =>
            {
                await Expect(page.GetByRole(AriaRole.Alert).First).ToContainTextAsync("The storage does not answer.");
                isDown = false;
                await page.GetByRole(AriaRole.Button, new() { Name = "Try again" }).First.ClickAsync();

                await Expect(page.Locator(".bar")).ToBeVisibleAsync();
            },
            prepare: page => page.RouteAsync("**/api/**", route => isDown
                ? route.FulfillAsync(new()
                {
                    Status = 503,
                    ContentType = "application/problem+json",
                    Body = """{"type":"urn:newsfunctions:problem:storage-unavailable","title":"Unavailable","status":503,"detail":"The storage does not answer."}""",
                })
                : route.ContinueAsync()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("hosts")]
    [InlineData("articles/samples/900429")]
    [InlineData("links/samples/p900405")]
    public Task View_whose_calls_fail_has_a_heading_and_says_why(string address) => fixture.OpenAsync(
        address,
        async page =>
        {
            await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeVisibleAsync();
            await Expect(page.GetByRole(AriaRole.Alert).First).ToContainTextAsync("The archive answered 503");
            await Expect(page.Locator(".waiting")).ToHaveCountAsync(0);
        },
        prepare: page => page.RouteAsync("**/api/**", route => route.FulfillAsync(new() { Status = 503 })));

    [Fact]
    public Task Missing_article_links_to_the_articles_of_its_site() => fixture.OpenAsync("articles/samples/1", async page =>
    {
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Not found");
        await page.GetByRole(AriaRole.Link, new() { Name = "The articles of samples" }).ClickAsync();

        await Expect(page.Locator(".list-row").First).ToBeVisibleAsync();
    });

    private static string Figure(JsonNode? number) => ((int)number!).ToString("N0", CultureInfo.InvariantCulture);
}
