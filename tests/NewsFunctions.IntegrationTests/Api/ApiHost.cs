using LocalFunctionsHost.Hosting;
using LocalFunctionsHost.Settings;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NewsFunctions.Archive.Composition;
using NewsFunctions.Archive.Ingest;
using NewsFunctions.Cli.Sessions;
using NewsFunctions.Core.Ledger;
using NewsFunctions.Core.Sites;
using NewsFunctions.Storage.Dumps;

namespace NewsFunctions.IntegrationTests.Api;

/// <summary>
/// Runs the function app in a worker, on its own storage account and a free port, with the archive's services in this
/// process. Triggers are disabled: tests ingest and visit by calling what the functions call.
/// </summary>
public class ApiHost : IAsyncDisposable
{
    public const string Site = "example";

    private static readonly string[] Triggers =
    [
        "IngestDump", "IngestQueuedDump", "RecordFailedDump", "RecordFailedQueuedDump",
        "ReconcileDumps", "ScheduleLinkChecks", "CheckLinks", "DeliverWebhook", "RescueLinks", "CaptureMedia", "SummarizeArchive",
        "MeasureOperations", "OfferLinks", "WriteDigests",
    ];

    private readonly Func<string> _account;
    private LocalHost? _host;
    private ServiceProvider? _services;
    private Task? _started;

    public ApiHost(AzuriteFixture azurite) => _account = azurite.NewAccount;

    protected ApiHost(string connection) => _account = () => connection;

    /// <summary>
    /// Waits for 100 Continue as long as a cold worker may take. By default the client sends the body after a second.
    /// </summary>
    public HttpClient Http { get; } = new(new SocketsHttpHandler { Expect100ContinueTimeout = TimeSpan.FromMinutes(1), UseCookies = false });

    /// <summary>
    /// Starts and fills the archive once. Tests call it instead of xunit, so that without Azurite they are skipped and
    /// do not fail.
    /// </summary>
    public Task StartAsync() => _started ??= StartOnceAsync();

    public T Service<T>()
        where T : class => _services!.GetRequiredService<T>();

    /// <summary>Uploads a dump the way <c>news upload</c> does.</summary>
    public async Task<DumpBlob> UploadAsync(string name, string text)
    {
        using var content = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text));
        UploadResult result = await Service<DumpBlobs>().UploadAsync(
            name, content, new Dictionary<string, string>(), UploadMode.CreateOnly, TestContext.Current.CancellationToken);
        return result.Dump;
    }

    public async Task IngestAsync(string name, string text)
    {
        await UploadAsync(name, text);
        Assert.NotNull(await Service<DumpIngest>().IngestAsync(name, TestContext.Current.CancellationToken));
    }

    public Task StopAsync() => _host!.StopAsync();

    public virtual async ValueTask DisposeAsync()
    {
        Http.Dispose();
        if (_host is not null)
        {
            await _host.DisposeAsync();
        }

        if (_services is not null)
        {
            await _services.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }

    protected virtual IEnumerable<(string Key, string Value)> Settings => [];

    protected virtual Action<ILoggingBuilder> Logging => static _ => { };

    /// <summary>Gets the connection of the worker: this account, or a proxy in front of it.</summary>
    protected virtual Task<string> WorkerConnectionAsync(string account) => Task.FromResult(account);

    protected virtual Task FillAsync() => Task.CompletedTask;

    private async Task StartOnceAsync()
    {
        string account = _account();
        var settings = new Dictionary<string, string?>
        {
            ["ArchiveStorage"] = account,
            ["AzureWebJobsStorage"] = account,
            ["LocalHost:Port"] = "0",
            ["LocalHost:GracePeriod"] = "00:00:05",
            ["LinkCheckSchedule"] = "0 */15 * * * *",

            // A test may ingest articles of another site before a test uploads a dump that names none.
            ["DefaultSite"] = SitesOptions.LocalSite,

            // No check leaves this machine, because the address guard refuses loopback.
            [$"Sites:{Site}:MediaUrls:0"] = "https://127.0.0.1/media{pic}",
            [$"Sites:{Site}:PageUrls:0"] = "https://127.0.0.2/news/{id}",
        };
        foreach ((string key, string value) in Triggers.Select(function => ($"AzureWebJobs.{function}.Disabled", "true")).Concat(Settings))
        {
            settings[key] = value;
        }

        IConfiguration configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        _services = new ServiceCollection().AddSingleton(configuration).AddLogging().AddArchive(configuration).BuildServiceProvider();
        settings["ArchiveStorage"] = await WorkerConnectionAsync(account);
        _host = await LocalHost.StartAsync(LocalHostOptions.From(FunctionApp.Folder, settings) with { Logging = Logging }, TestContext.Current.CancellationToken);
        Http.BaseAddress = _host.Address;
        await FillAsync();
    }
}
