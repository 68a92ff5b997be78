using LocalFunctionsHost.Hosting;
using LocalFunctionsHost.Settings;

namespace NewsFunctions.IntegrationTests.LocalFunctionsHost;

/// <summary>Runs a local host with some of the sample functions, on its own storage account and a free port.</summary>
public sealed class TestHost : IAsyncDisposable
{
    private readonly LocalHost _host;

    private TestHost(LocalHost host, Recorder recorder)
    {
        (_host, Recorder) = (host, recorder);
        Http = new HttpClient { BaseAddress = host.Address };
    }

    public Recorder Recorder { get; }

    public LocalHost Functions => _host;

    public HttpClient Http { get; }

    /// <summary>Gets the output folder of <c>tests/TestFunctions</c>.</summary>
    public static string AppFolder { get; } = Path.Combine(AppContext.BaseDirectory, "testapp");

    public static Task<TestHost> StartAsync(
        string connection, Recorder recorder, string[] functions, TimeProvider? time = null, params (string Key, string Value)[] settings) =>
        StartAsync(connection, recorder, functions, options => options with { Time = time ?? TimeProvider.System }, settings);

    public static async Task<TestHost> StartAsync(
        string connection, Recorder recorder, string[] functions, Func<LocalHostOptions, LocalHostOptions> configure, params (string Key, string Value)[] settings)
    {
        await recorder.StartAsync();
        var all = new Dictionary<string, string?>
        {
            ["ArchiveStorage"] = connection,
            ["AzureWebJobsStorage"] = connection,
            ["LocalHost:Port"] = "0",
            ["LocalHost:GracePeriod"] = "00:00:05",
            ["LocalHost:BlobPollingInterval"] = "00:00:00.500",
            ["TestCalls"] = recorder.Address,
            [Samples.Hourly.Key] = Samples.Hourly.Value,
        };
        foreach (string other in Samples.All.Except(functions))
        {
            all[$"AzureWebJobs.{other}.Disabled"] = "true";
        }

        foreach ((string key, string value) in settings)
        {
            all[key] = value;
        }

        return new TestHost(await LocalHost.StartAsync(configure(LocalHostOptions.From(AppFolder, all)), TestContext.Current.CancellationToken), recorder);
    }

    public Task StopAsync() => _host.StopAsync();

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _host.DisposeAsync();
    }
}
