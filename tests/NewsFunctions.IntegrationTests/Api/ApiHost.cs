using EmbeddedFunctions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using NewsFunctions.Dumps;
using NewsFunctions.Functions;
using NewsFunctions.Ingest;
using NewsFunctions.Storage;

namespace NewsFunctions.IntegrationTests.Api;

/// <summary>The whole app on the embedded runtime, on a storage account of its own and a free port. Its triggers are switched off,
/// so that nothing happens but what a test does: it ingests and visits by calling what the functions call.</summary>
public class ApiHost : IAsyncDisposable
{
    public const string Site = "example";

    private static readonly string[] Triggers =
    [
        nameof(IngestDump), nameof(IngestQueuedDump), nameof(RecordFailedDump), nameof(RecordFailedQueuedDump),
        nameof(ReconcileDumps), nameof(ScheduleLinkChecks), nameof(CheckLinks), nameof(DeliverWebhook),
    ];

    private readonly Func<string> _account;
    private IHost? _host;
    private Task? _started;

    public ApiHost(AzuriteFixture azurite) => _account = azurite.NewAccount;

    protected ApiHost(string connection) => _account = () => connection;

    public HttpClient Http { get; } = new();

    /// <summary>Starts and fills it once. Called by tests, not by xunit, so that without Azurite they skip instead of failing.</summary>
    public Task StartAsync() => _started ??= StartOnceAsync();

    public T Service<T>()
        where T : class => _host!.Services.GetRequiredService<T>();

    /// <summary>Uploads a dump as <c>news upload</c> does.</summary>
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

    public Task StopAsync() => _host!.StopAsync(CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        if (_host is not null)
        {
            await _host.StopAsync(CancellationToken.None);
            await ((IAsyncDisposable)_host).DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }

    protected virtual IEnumerable<(string Key, string Value)> Settings => [];

    protected virtual void Register(IServiceCollection services)
    {
    }

    protected virtual Task FillAsync() => Task.CompletedTask;

    private async Task StartOnceAsync()
    {
        string connection = _account();
        var builder = NewsFunctionsApp.CreateBuilder([]).UseFunctionsFrom(typeof(NewsFunctionsApp).Assembly);
        builder.Configuration.AddInMemoryCollection(
        [
            new("ArchiveStorage", connection), new("AzureWebJobsStorage", connection), new("Embedded:Port", "0"),
            new("Embedded:GracePeriod", "00:00:05"), new("Logging:LogLevel:Default", "None"),

            // No check leaves this machine: the address guard refuses loopback.
            new($"Sites:{Site}:MediaUrls:0", "https://127.0.0.1/media{pic}"), new($"Sites:{Site}:PageUrls:0", "https://127.0.0.2/news/{id}"),
            .. Triggers.Select(function => KeyValuePair.Create($"AzureWebJobs.{function}.Disabled", (string?)"true")),
            .. Settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)),
        ]);
        Register(builder.Services);
        _host = builder.Build();
        await _host.StartAsync(TestContext.Current.CancellationToken);
        Http.BaseAddress = Service<FunctionsHost>().Address;
        await FillAsync();
    }
}
