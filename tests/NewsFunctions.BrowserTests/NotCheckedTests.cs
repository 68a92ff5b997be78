using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace NewsFunctions.BrowserTests;

/// <summary>
/// Tests an archive that has checked nothing, because no setting gives the addresses of its site's files.
/// </summary>
[Collection(typeof(SharedPage))]
public sealed class NotCheckedTests(PageFixture fixture)
{
    [Fact]
    public async Task Archive_without_addresses_says_that_nothing_was_checked_and_what_to_set()
    {
        await fixture.StartAsync();
        await using SampleArchive archive = await SampleArchive.StartWithoutAddressesAsync();
        await fixture.OpenAtAsync(new Uri(archive.Http.BaseAddress!, "dashboard"), async page =>
        {
            await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("are still there is not known: nothing has been checked yet.");
            await Expect(page.Locator(".answers")).ToContainTextAsync("No setting says where the files of the site local are");
            await Expect(page.Locator(".answers code").First).ToHaveTextAsync("Sites__local__MediaUrls__0");
            await Expect(page.Locator("section[aria-labelledby='lost-lately']")).ToHaveTextAsync("Lost latelyNothing has been checked yet.");
            await Expect(page.Locator("section[aria-labelledby='hosts-in-trouble'] p").First).ToHaveTextAsync("No host is known yet.");
            await Expect(page.Locator(".year-words").First).ToContainTextAsync("not checked");
            await Expect(page.Locator(".day").First).ToHaveAttributeAsync("aria-label", new System.Text.RegularExpressions.Regex("media, not checked$"));
            await page.AssertAccessibleAsync(".not-checked");

            await page.GotoAsync(new Uri(archive.Http.BaseAddress!, "dashboard#/articles/local/900429").ToString());
            await Expect(page.Locator(".article-line b")).ToHaveTextAsync("Whether its 5 pictures are still there is not known.");
            await Expect(page.Locator(".article-line code").First).ToHaveTextAsync("Sites__local__MediaUrls__0");
            await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Check" })).ToHaveCountAsync(0);

            await page.GotoAsync(new Uri(archive.Http.BaseAddress!, "dashboard#/links/local/p900405").ToString());
            await Expect(page.Locator(".evidence")).ToContainTextAsync("No address is known for it, so it is not checked.");
            await Expect(page.Locator(".link-view code").First).ToHaveTextAsync("Sites__local__PageUrls__0");
            await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Check" })).ToHaveCountAsync(0);
        });
    }
}
