using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace NewsFunctions.BrowserTests;

/// <summary>Asserts what must hold in every view.</summary>
internal static class PageAssertions
{
    /// <summary>
    /// Fails if axe finds a serious problem in the light theme, or a contrast problem in the dark one. The themes
    /// differ only in their colours.
    /// </summary>
    /// <param name="element">An element that appears once the view has its data.</param>
    public static async Task AssertAccessibleAsync(this IPage page, string element)
    {
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light, ReducedMotion = ReducedMotion.Reduce });
        await AssertAccessibleAsync(page, element, options: null);
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await AssertAccessibleAsync(page, element, new AxeRunOptions { RunOnly = RunOnlyOptions.Rules("color-contrast") });
    }

    private static async Task AssertAccessibleAsync(IPage page, string element, AxeRunOptions? options)
    {
        await Expect(page.Locator(element).First).ToBeVisibleAsync();
        AxeResult result = await page.RunAxe(options);

        Assert.NotEmpty(result.Passes);
        Assert.Empty(result.Violations.Where(finding => finding.Impact is "serious" or "critical").Select(finding =>
            $"{finding.Id}: {finding.Help}: {string.Join("; ", finding.Nodes.Take(3).Select(node => node.Html))}"));
    }
}
