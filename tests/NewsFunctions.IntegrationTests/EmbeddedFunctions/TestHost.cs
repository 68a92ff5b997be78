using EmbeddedFunctions;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace NewsFunctions.IntegrationTests.EmbeddedFunctions;

/// <summary>An embedded host over some of the sample functions, on a storage account of its own and a free port.</summary>
public sealed class TestHost : IAsyncDisposable
{
    private readonly IHost _host;

    private TestHost(IHost host, Recorder recorder)
    {
        (_host, Recorder) = (host, recorder);
        Functions = host.Services.GetRequiredService<FunctionsHost>();
        Http = new HttpClient();
    }

    public Recorder Recorder { get; }

    public FunctionsHost Functions { get; }

    public HttpClient Http { get; }

    public static async Task<TestHost> StartAsync(string connection, Recorder recorder, Type functions, TimeProvider? time = null, params (string Key, string Value)[] settings)
    {
        var builder = FunctionsApplication.CreateBuilder([]);
        builder.ConfigureFunctionsWebApplication().UseFunctionClasses(functions);
        builder.Configuration.AddInMemoryCollection(
        [
            new("ArchiveStorage", connection), new("AzureWebJobsStorage", connection), new("Embedded:Port", "0"), new("Embedded:GracePeriod", "00:00:05"),
            new("Logging:LogLevel:Default", "None"), .. settings.Select(s => KeyValuePair.Create(s.Key, (string?)s.Value)),
        ]);
        builder.Services.AddSingleton(recorder);
        if (time is not null)
        {
            builder.Services.AddSingleton(time);
        }
        var host = builder.Build();
        await host.StartAsync(TestContext.Current.CancellationToken);
        var test = new TestHost(host, recorder);
        test.Http.BaseAddress = test.Functions.Address;
        return test;
    }

    public Task StopAsync() => _host.StopAsync(CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _host.StopAsync(CancellationToken.None);
        await ((IAsyncDisposable)_host).DisposeAsync();
    }
}
