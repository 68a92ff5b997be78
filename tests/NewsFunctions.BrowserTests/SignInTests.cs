using Microsoft.Playwright;
using NewsFunctions.Archive.Http.Access;
using static Microsoft.Playwright.Assertions;

namespace NewsFunctions.BrowserTests;

[Collection(typeof(SharedPage))]
public sealed class SignInTests(PageFixture fixture)
{
    [Fact]
    public async Task Archive_with_keys_opens_with_a_key_and_stays_signed_in()
    {
        await fixture.StartAsync();
        await using SampleArchive archive = await SampleArchive.StartAsync(
            isEmpty: true, ("Access__Read", "Keys"), ("Access__Keys__Read__press", AccessKey.HashOf("look at this")));
        await fixture.OpenAtAsync(new Uri(archive.Http.BaseAddress!, "/"), async page =>
        {
            ILocator heading = page.GetByRole(AriaRole.Heading, new() { Level = 1 });
            await Expect(heading).ToHaveTextAsync("This archive needs a key.");

            await page.GetByLabel("Key").FillAsync("another");
            await page.GetByRole(AriaRole.Button).ClickAsync();
            await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("does not know this key");

            await page.GetByLabel("Key").FillAsync("look at this");
            await page.GetByRole(AriaRole.Button).ClickAsync();
            await Expect(heading).ToHaveTextAsync("This archive is empty.");

            await page.ReloadAsync();
            await Expect(heading).ToHaveTextAsync("This archive is empty.");
            await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Try the samples" })).ToHaveCountAsync(0);
            await page.Locator("input[type=file]").SetInputFilesAsync(Repository.PathOf("samples", "dumps", "900429.txt"));
            await Expect(page.GetByTestId("fate")).ToContainTextAsync("This call needs the scope write");
            await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Use another one" })).ToBeVisibleAsync();
        });
    }
}
