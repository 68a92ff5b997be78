using EmbeddedFunctions;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using NewsFunctions.Functions;

namespace NewsFunctions.IntegrationTests.EndToEnd;

/// <summary>The function app as it is, in this process, on a free port.</summary>
internal sealed class NewsApp : IAsyncDisposable
{
    private readonly IHost _host;

    private NewsApp(IHost host)
    {
        _host = host;
        Functions = host.Services.GetRequiredService<FunctionsHost>();
        Http = new HttpClient { BaseAddress = Functions.Address };
    }

    public FunctionsHost Functions { get; }

    public HttpClient Http { get; }

    /// <param name="connection">The archive's storage, behind a proxy perhaps.</param>
    /// <param name="runtimeConnection">The storage of the runtime's own state.</param>
    public static async Task<NewsApp> StartAsync(
        string connection,
        string runtimeConnection,
        TimeProvider? time = null,
        params (string Key, string Value)[] settings)
    {
        FunctionsApplicationBuilder builder = NewsFunctionsApp.CreateBuilder([]);
        builder.UseFunctionsFrom(typeof(IngestDump).Assembly);
        builder.Configuration.AddInMemoryCollection(
        [
            new("ArchiveStorage", connection),
            new("AzureWebJobsStorage", runtimeConnection),
            new("Embedded:Port", "0"),
            new("Embedded:BlobPollingInterval", "00:00:00.250"),
            new("Logging:LogLevel:Default", "None"),
            .. settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)),
        ]);
        if (time is not null)
        {
            builder.Services.AddSingleton(time);
        }

        IHost host = builder.Build();
        await host.StartAsync(TestContext.Current.CancellationToken);
        return new NewsApp(host);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _host.StopAsync(CancellationToken.None);
        await ((IAsyncDisposable)_host).DisposeAsync();
    }
}
