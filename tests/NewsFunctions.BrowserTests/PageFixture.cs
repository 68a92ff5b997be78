using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace NewsFunctions.BrowserTests;

/// <summary>
/// Shares one archive and one browser between all tests. The first test starts them, so that tests are skipped if there
/// is no browser.
/// </summary>
public sealed class PageFixture : IAsyncDisposable
{
    /// <summary>Limits each step, in milliseconds. Long enough for the slowest step on a busy machine.</summary>
    private const float Patience = 30_000;

    private Task? _started;
    private Task<SampleArchive>? _demo;
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    internal SampleArchive Archive { get; private set; } = null!;

    /// <summary>
    /// Opens the page at a hash address and runs a test. Fails if the page logs an error or requests anything outside
    /// the archive.
    /// </summary>
    /// <param name="prepare">Called before the page is opened.</param>
    public async Task OpenAsync(string address, Func<IPage, Task> test, BrowserNewContextOptions? options = null, Func<IPage, Task>? prepare = null)
    {
        await StartAsync();
        await OpenAtAsync(new Uri(Archive.Http.BaseAddress!, $"dashboard#/{address}"), test, options, prepare);
    }

    internal async Task OpenAtAsync(Uri uri, Func<IPage, Task> test, BrowserNewContextOptions? options = null, Func<IPage, Task>? prepare = null)
    {
        await using IBrowserContext context = await _browser!.NewContextAsync(options ?? new BrowserNewContextOptions());
        context.SetDefaultTimeout(Patience);
        IPage page = await context.NewPageAsync();
        var complaints = new ConcurrentQueue<string>();
        page.PageError += (_, error) => complaints.Enqueue(error);
        page.Console += (_, message) =>
        {
            // The page reports network errors itself, and the tests check that.
            if (message.Type is "error" or "warning" && !message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal))
            {
                complaints.Enqueue(message.Text);
            }
        };
        page.Request += (_, request) =>
        {
            if (new Uri(request.Url) is { Scheme: not ("blob" or "data") } asked && asked.Authority != uri.Authority)
            {
                complaints.Enqueue($"asked for {request.Url}");
            }
        };
        page.Dialog += (_, dialog) => complaints.Enqueue($"dialog: {dialog.Message}");
        if (prepare is not null)
        {
            await prepare(page);
        }

        await page.GotoAsync(uri.ToString());
        await test(page);
        Assert.Empty(complaints);
    }

    public async Task StartAsync()
    {
        string path = Chromium.Path;
        await (_started ??= StartOnceAsync(path));
    }

    /// <summary>Starts the browser and one demo archive, which all read-only tests share.</summary>
    internal async Task<SampleArchive> StartDemoAsync()
    {
        await StartAsync();
        return await (_demo ??= SampleArchive.StartDemoAsync());
    }

    public async ValueTask DisposeAsync()
    {
        if (_demo is not null)
        {
            await (await _demo).DisposeAsync();
        }

        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
        if (Archive is not null)
        {
            await Archive.DisposeAsync();
        }
    }

    private async Task StartOnceAsync(string path)
    {
        Task<SampleArchive> archive = SampleArchive.StartAsync();
        _playwright = await Playwright.CreateAsync();
        Assertions.SetDefaultExpectTimeout(Patience);
        _browser = await Chromium.LaunchAsync(_playwright, path);
        Archive = await archive;
    }
}

/// <summary>Tests that share the archive run one after another.</summary>
[CollectionDefinition]
public sealed class SharedPage : ICollectionFixture<PageFixture>;
