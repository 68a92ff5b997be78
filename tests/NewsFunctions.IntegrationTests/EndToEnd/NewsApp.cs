using LocalFunctionsHost.Hosting;
using LocalFunctionsHost.Settings;
using NewsFunctions.Cli.Sessions;

namespace NewsFunctions.IntegrationTests.EndToEnd;

/// <summary>Runs the real function app in its own worker, on a free port.</summary>
internal sealed class NewsApp : IAsyncDisposable
{
    private NewsApp(LocalHost host)
    {
        Functions = host;
        Http = new HttpClient { BaseAddress = host.Address };
    }

    public LocalHost Functions { get; }

    public HttpClient Http { get; }

    /// <param name="connection">The archive's storage, possibly behind a proxy.</param>
    /// <param name="runtimeConnection">The storage for the host's own state.</param>
    public static async Task<NewsApp> StartAsync(string connection, string runtimeConnection, params (string Key, string Value)[] settings)
    {
        var all = new Dictionary<string, string?>
        {
            ["ArchiveStorage"] = connection,
            ["AzureWebJobsStorage"] = runtimeConnection,
            ["LinkCheckSchedule"] = "0 */15 * * * *",
            ["LocalHost:Port"] = "0",
            ["LocalHost:BlobPollingInterval"] = "00:00:00.250",
        };
        foreach ((string key, string value) in settings)
        {
            all[key] = value;
        }

        return new NewsApp(await LocalHost.StartAsync(LocalHostOptions.From(FunctionApp.Folder, all), TestContext.Current.CancellationToken));
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Functions.DisposeAsync();
    }
}
