using Microsoft.Playwright;

namespace NewsFunctions.BrowserTests;

/// <summary>
/// Finds the browser for the tests: <c>NEWS_CHROMIUM</c>, or one on the path. Playwright's own is never downloaded.
/// </summary>
internal static class Chromium
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome"];

    /// <summary>Gets the path of the browser. Skips the running test if there is none.</summary>
    public static string Path
    {
        get
        {
            string? found = Environment.GetEnvironmentVariable("NEWS_CHROMIUM") is { Length: > 0 } named
                ? named
                : Names.SelectMany(name => Folders().Select(folder => System.IO.Path.Combine(folder, name))).FirstOrDefault(File.Exists);
            if (found is null)
            {
                Required.SkipWithout("chromium", "No Chromium was found: install the Debian package chromium, or name a browser in NEWS_CHROMIUM.");
            }

            return found!;
        }
    }

    public static async Task<IBrowser> LaunchAsync(IPlaywright playwright, string path) =>
        await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = path, Args = ["--disable-dev-shm-usage"] });

    private static string[] Folders() => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(System.IO.Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
}
