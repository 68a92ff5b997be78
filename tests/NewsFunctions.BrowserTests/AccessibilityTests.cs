using static Microsoft.Playwright.Assertions;

namespace NewsFunctions.BrowserTests;

[Collection(typeof(SharedPage))]
public sealed class AccessibilityTests(PageFixture fixture)
{
    private const string Persian = """
        بازگشایی موزه بندر پس از هشت سال
        سه شنبه 5 بهمن 1395 - 23:58
        موزه بندر پس از هشت سال دوباره درهای خود را به روی بازدیدکنندگان گشود و صدها نفر در روز نخست از آن دیدن کردند.
        """;

    /// <summary>Lists every view with an element that appears once the view has its data.</summary>
    public static TheoryData<string, string> Views => new()
    {
        { "", ".lost-row" },
        { "?day=2021-05-25&state=Suspect", ".day-articles li" },
        { "articles", ".list-row" },
        { "articles/samples/900429", ".frame .soft" },
        { "links", ".link-row" },
        { "links/samples/p900405", ".checks li" },
        { "hosts", ".hosts" },
        { "survival?kind=image", ".survival-words" },
        { "dumps", "#ledger ~ .list li" },
        { "articles/samples/900429/takedown", "#going ~ .list li" },
        { "nowhere", "h1" },
    };

    [Theory]
    [MemberData(nameof(Views))]
    public Task View_has_no_serious_accessibility_problem_in_either_theme(string address, string element) =>
        fixture.OpenAsync(address, page => page.AssertAccessibleAsync(element));

    [Fact]
    public async Task Persian_article_reads_from_right_to_left_with_its_own_date()
    {
        await fixture.StartAsync();
        await fixture.Archive.IngestAsync("900995.txt", Persian);
        await fixture.OpenAsync("articles/samples/900995", async page =>
        {
            await page.AssertAccessibleAsync(".text h1");
            await Expect(page.Locator(".text")).ToHaveAttributeAsync("lang", "fa");
            await Expect(page.Locator(".jalali")).ToContainTextAsync("۱۳۹۵");
            Assert.Equal("rtl", await page.Locator(".text > p[dir=auto]").First.EvaluateAsync<string>("element => getComputedStyle(element).direction"));
        });
    }

    [Theory]
    [MemberData(nameof(Views))]
    public Task View_fits_a_phone(string address, string element) => fixture.OpenAsync(
        address,
        async page =>
        {
            await Expect(page.Locator(element).First).ToBeVisibleAsync();
            Assert.Equal(390, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        },
        new() { ViewportSize = new() { Width = 390, Height = 844 } });
}
