using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace NewsFunctions.BrowserTests;

/// <summary>Tests views that need an archive with a history of checks.</summary>
[Collection(typeof(SharedPage))]
public sealed class DemoViewTests(PageFixture fixture)
{
    [Fact]
    public Task Hosts_in_trouble_have_a_line_and_its_table() => OpenAsync("", async (demo, page) =>
    {
        JsonNode[] hosts = [.. (await demo.GetAsync("api/summary"))["hosts"]!.AsArray().Where(host => (int)host!["dead"]! + (int)host["suspect"]! > 0).Take(8)!];
        ILocator section = page.Locator("section[aria-labelledby='hosts-in-trouble']");

        await Expect(section.Locator(".host-line")).ToHaveCountAsync(hosts.Length);
        await Expect(section.Locator(".host-line").First).ToHaveAttributeAsync("aria-label", new Regex($"^{Regex.Escape((string)hosts[0]["host"]!)} since .* to {hosts[0]["dead"]}, in doubt"));
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = $"Most was lost on {hosts[0]["host"]}: {hosts[0]["dead"]} of" })).ToHaveAttributeAsync("href", "#/hosts");
        await section.GetByText("The lines as a table").ClickAsync();
        await Expect(section.Locator("details tbody tr")).ToHaveCountAsync(hosts.Sum(host => host["history"]!.AsArray().Count));
    });

    [Fact]
    public Task Lost_links_show_their_article_and_whether_a_copy_exists() => OpenAsync("?state=Dead", async (demo, page) =>
    {
        await page.Locator("#lost-lately").ScrollIntoViewIfNeededAsync();
        ILocator rows = page.Locator(".lost-row");
        await Expect(rows.First.GetByRole(AriaRole.Link).Nth(1)).ToBeVisibleAsync();
        string[] links = [.. await rows.Locator("a[data-item]").EvaluateAllAsync<string[]>("all => all.map(one => decodeURIComponent(one.getAttribute('href').slice('#/links/'.length)))")];
        JsonNode[] mentions = [.. (await demo.GetAsync($"api/mentions?links={string.Join(',', links)}"))["items"]!.AsArray()!];

        Assert.Equal(links, mentions.Select(mention => $"{mention["site"]}/{mention["linkId"]}"));
        for (int i = 0; i < mentions.Length; i++)
        {
            await Expect(rows.Nth(i)).ToContainTextAsync($"In {mentions[i]["article"]!["title"]}");
            bool hasCopy = mentions[i]["captureUrl"] is not null || mentions[i]["mementoUrl"] is not null;
            await Expect(rows.Nth(i).Locator(".tag").Filter(new() { HasText = "copy" })).ToHaveCountAsync(hasCopy ? 1 : 0);
        }
    });

    [Fact]
    public Task Links_are_listed_with_their_articles() => OpenAsync("links?state=Dead", async (demo, page) =>
    {
        JsonNode first = (await demo.GetAsync("api/links?state=Dead&limit=1"))["items"]![0]!;
        JsonNode mention = (await demo.GetAsync($"api/mentions?links={first["site"]}/{first["linkId"]}"))["items"]![0]!;

        await Expect(page.Locator(".link-row").First.GetByRole(AriaRole.Link).Nth(1)).ToHaveTextAsync((string)mention["article"]!["title"]!);
    });

    [Fact]
    public Task Capture_of_a_picture_is_shown_as_a_thumbnail() => OpenAsync("", async (demo, page) =>
    {
        JsonNode link = (await demo.GetAsync("api/links?kind=image&limit=1000"))["items"]!.AsArray().First(one => one!["captureUrl"] is not null)!;
        JsonNode mention = (await demo.GetAsync($"api/mentions?links={link["site"]}/{link["linkId"]}"))["items"]![0]!;
        await page.GotoAsync(new Uri(demo.Http.BaseAddress!, $"dashboard#/articles/{link["site"]}/{mention["article"]!["id"]}").ToString());

        ILocator picture = page.Locator($".frame img[src='{link["captureUrl"]}/thumbnail']").First;
        await picture.ScrollIntoViewIfNeededAsync();
        await Expect(picture).ToHaveJSPropertyAsync("complete", true);
        Assert.InRange(await picture.EvaluateAsync<int>("image => image.naturalWidth"), 1, 320);
        await Expect(page.Locator(".frame img:not([src$='/thumbnail'])")).ToHaveCountAsync(0);
    });

    [Fact]
    public Task Picture_that_has_no_thumbnail_shows_the_name_of_its_file() => OpenAsync(
        "",
        async (demo, page) =>
        {
            JsonNode link = (await demo.GetAsync("api/links?kind=image&limit=1000"))["items"]!.AsArray().First(one => one!["captureUrl"] is not null)!;
            await page.GotoAsync(new Uri(demo.Http.BaseAddress!, $"dashboard#/links/{link["site"]}/{link["linkId"]}").ToString());

            await Expect(page.Locator(".capture span")).ToBeVisibleAsync();
            await Expect(page.Locator(".capture img")).ToHaveCountAsync(0);
        },
        page => page.RouteAsync("**/thumbnail", route => route.FulfillAsync(new() { Status = 404 })));

    [Fact]
    public Task Replacements_of_an_article_are_copied() => OpenAsync("", async (demo, page) =>
    {
        JsonNode fix = JsonNode.Parse((await demo.Http.GetStringAsync(new Uri("api/export/fixes.ndjson?kind=image", UriKind.Relative), TestContext.Current.CancellationToken))
            .Split('\n').First(row => row.Contains("\"replacementFrom\":\"memento\"", StringComparison.Ordinal)))!;
        await page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await page.GotoAsync(new Uri(demo.Http.BaseAddress!, $"dashboard#/articles/{fix["site"]}/{fix["articleId"]}").ToString());

        await page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex(@"^Copy \d+ replacement") }).ClickAsync();

        await Expect(page.GetByText(new Regex(@"^Copied \d+ lines?: what is lost"))).ToBeVisibleAsync();
        Assert.Contains($"{fix["lostUrl"]}\t{fix["replacementUrl"]}", (await page.EvaluateAsync<string>("navigator.clipboard.readText()")).Split('\n'));
    });

    [Fact]
    public Task Three_clicks_lead_from_the_first_view_to_a_replacement() => OpenAsync("", async (_, page) =>
    {
        await page.Locator(".bar-words a").Filter(new() { HasText = "lost" }).ClickAsync();
        await page.Locator(".lost-row").Filter(new() { Has = page.Locator(".tag", new() { HasText = "copy" }) }).First.Locator("a[data-item]").ClickAsync();

        // The third click would open the replacement, which may be on another site.
        await Expect(page.GetByRole(AriaRole.Link, new() { NameRegex = new Regex("^Open (our copy|the copy in a web archive)") })).ToHaveAttributeAsync("href", new Regex("^(https?:|/api/captures/)"));
    });

    [Fact]
    public Task Chosen_part_of_the_bar_is_listed_above_the_calendar() => OpenAsync("", async (_, page) =>
    {
        ILocator list = page.Locator("#lost-lately");
        ILocator calendar = page.Locator(".calendar");
        Assert.True(await TopAsync(list) > await TopAsync(calendar));

        await page.Locator(".bar-words a").Filter(new() { HasText = "blocked" }).ClickAsync();

        await Expect(list).ToHaveTextAsync("Links that are blocked");
        Assert.True(await TopAsync(list) < await TopAsync(calendar));
        await page.GetByRole(AriaRole.Link, new() { Name = "Close", Exact = true }).ClickAsync();
        await Expect(list).ToHaveTextAsync("Lost lately");
    });

    [Fact]
    public Task Day_opens_under_its_year_and_is_named_above_the_calendar() => OpenAsync("", async (demo, page) =>
    {
        string date = (string)(await demo.GetAsync("api/summary"))["days"]![0]!["date"]!;
        string year = date[..4];
        ILocator cell = page.Locator($"#day-{date}");

        await cell.ClickAsync();

        await Expect(page.Locator(".year").Filter(new() { Has = page.GetByRole(AriaRole.Heading, new() { Name = year, Exact = true }) }).Locator("+ .day-articles .list li").First).ToBeVisibleAsync();
        await cell.HoverAsync();
        ILocator words = page.GetByTestId("day-words");
        await Expect(words).ToHaveTextAsync((await cell.GetAttributeAsync("aria-label"))!);
        await Expect(words).ToBeInViewportAsync();
    });

    [Fact]
    public Task Article_counts_its_lost_pictures_and_their_copies() => OpenAsync("", async (demo, page) =>
    {
        JsonNode[] articles = [.. (await demo.GetAsync("api/articles?mediaState=dead&limit=200"))["items"]!.AsArray()!];
        JsonNode some = articles.First(one => (int)one["media"]!["dead"]! is > 1 and var dead && dead < (int)one["media"]!["total"]! && (int)one["media"]!["suspect"]! == 0);

        await page.GotoAsync(new Uri(demo.Http.BaseAddress!, $"dashboard#/articles/{some["site"]}/{some["id"]}").ToString());

        await Expect(page.Locator(".article-line b")).ToHaveTextAsync(new Regex($"^{some["media"]!["dead"]} of {some["media"]!["total"]} (pictures|pictures and videos) are lost.*; (none has|1 has|[0-9]+ have) a copy\\.$"));
    });

    private static async Task<float> TopAsync(ILocator element) => (await element.BoundingBoxAsync())!.Y;

    private async Task OpenAsync(string address, Func<SampleArchive, IPage, Task> test, Func<IPage, Task>? prepare = null)
    {
        SampleArchive demo = await fixture.StartDemoAsync();
        await fixture.OpenAtAsync(new Uri(demo.Http.BaseAddress!, $"dashboard#/{address}"), page => test(demo, page), prepare: prepare);
    }
}
