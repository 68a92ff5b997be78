using System.Text.Json.Nodes;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace NewsFunctions.BrowserTests;

[Collection(typeof(SharedPage))]
public sealed class ArticleTests(PageFixture fixture)
{
    [Fact]
    public Task Article_shows_its_text_and_the_state_of_each_item() => fixture.OpenAsync("articles/samples/900429", async page =>
    {
        JsonNode article = await fixture.Archive.GetAsync("api/articles/samples/900429");

        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync((string)article["title"]!);
        foreach (JsonNode? paragraph in article["paragraphs"]!.AsArray())
        {
            await Expect(page.Locator(".text")).ToContainTextAsync((string)paragraph!);
        }

        await Expect(page.Locator(".text time")).ToContainTextAsync("25 May 2021");
        await Expect(page.Locator(".frame h3")).ToHaveTextAsync([.. article["related"]!.AsArray().Select(item => (string)item!["title"]!)]);
        await Expect(page.Locator(".frame .state")).ToHaveTextAsync([.. article["related"]!.AsArray().Select(item => Word((string)item!["linkState"]!))]);
        JsonNode suspect = Assert.Single(article["related"]!.AsArray(), item => (string?)item!["linkState"] == "Suspect")!;
        JsonNode link = await fixture.Archive.GetAsync($"api/links/samples/{(string)suspect["linkId"]!}");
        await Expect(page.Locator(".frame[data-state='Suspect']")).ToContainTextAsync((string?)link["because"] ?? "sends an empty file");
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Original bytes" })).ToHaveAttributeAsync("href", "/api/articles/samples/900429/raw");
        await Expect(page.Locator("#versions ~ .list li")).ToHaveCountAsync(1);
    });

    [Fact]
    public Task Keys_step_through_frames_and_go_back() => fixture.OpenAsync("", async page =>
    {
        await page.GotoAsync(new Uri(fixture.Archive.Http.BaseAddress!, "dashboard#/articles/samples/900429").ToString());
        await Expect(page.Locator(".frame").First).ToBeVisibleAsync();

        // On a busy machine, data that arrive late would move the focus between two keys.
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        await page.Keyboard.PressAsync("j");
        await Expect(page.Locator(".frame").First).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("j");
        await Expect(page.Locator(".frame").Nth(1)).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("k");
        await Expect(page.Locator(".frame").First).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Escape");

        await Expect(page.Locator(".bar")).ToBeVisibleAsync();
    });

    [Fact]
    public Task Link_shows_its_checks_and_the_articles_that_use_it() => fixture.OpenAsync("links/samples/p900405", async page =>
    {
        JsonArray checks = (await fixture.Archive.GetAsync("api/links/samples/p900405/checks"))["items"]!.AsArray();
        JsonArray articles = (await fixture.Archive.GetAsync("api/links/samples/p900405/articles"))["items"]!.AsArray();

        await Expect(page.Locator(".life .dot")).ToHaveCountAsync(checks.Count);
        await Expect(page.Locator(".evidence")).ToContainTextAsync("in doubt");
        await page.Locator(".checks summary").First.ClickAsync();
        await Expect(page.Locator(".checks li").First).ToContainTextAsync((string)checks[0]!["reason"]!);
        await Expect(page.Locator("#used-by ~ .list li a")).ToHaveTextAsync([.. articles.Select(article => (string)article!["title"]!)]);
    });

    [Fact]
    public Task Check_now_adds_a_check_to_the_life_of_a_link() => fixture.OpenAsync("links/samples/p900410", async page =>
    {
        await Expect(page.Locator(".life .dot").First).ToBeVisibleAsync();
        int before = await page.Locator(".life .dot").CountAsync();

        await page.Keyboard.PressAsync("c");

        await Expect(page.GetByText("Checked 1 link.")).ToBeVisibleAsync();
        await Expect(page.Locator(".life .dot")).ToHaveCountAsync(before + 1);
    });

    [Fact]
    public Task Judgement_of_a_link_is_recorded_and_undone() => fixture.OpenAsync("links/samples/p900411", async page =>
    {
        string before = await page.Locator(".evidence .state").InnerTextAsync();
        int rows = await page.Locator(".life .dot").CountAsync();
        await page.GetByText("I know better than the checks").ClickAsync();
        await page.GetByLabel("It is lost, whatever the checks say").CheckAsync();
        await page.GetByLabel("Why").FillAsync("shows <b>another</b> page");
        await page.GetByRole(AriaRole.Button, new() { Name = "Record it" }).ClickAsync();

        await Expect(page.Locator(".evidence .state")).ToHaveTextAsync("lost");
        await Expect(page.Locator(".judged")).ToContainTextAsync("this machine judged it lost: shows <b>another</b> page. The checks say:");
        await Expect(page.Locator(".life .dot")).ToHaveCountAsync(rows + 1);
        await Expect(page.Locator(".checks li.judgement")).ToHaveCountAsync(1);

        await page.GetByRole(AriaRole.Button, new() { Name = "Take it back" }).ClickAsync();
        await Expect(page.Locator(".evidence .state")).ToHaveTextAsync(before);
        await Expect(page.Locator(".judged")).ToHaveCountAsync(0);
        await Expect(page.Locator(".checks li.judgement")).ToHaveCountAsync(2);
    });

    private static string Word(string state) => state switch { "Alive" => "there", "Suspect" => "in doubt", "Dead" => "lost", _ => state.ToLowerInvariant() };
}
