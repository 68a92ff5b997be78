namespace NewsFunctions.IntegrationTests.LocalFunctionsHost;

/// <summary>
/// Shares one host with the HTTP functions of <c>tests/TestFunctions</c> between tests that do not change it.
/// </summary>
public sealed class HttpHost : IAsyncDisposable
{
    /// <summary>Is never used, because no trigger of these functions needs storage.</summary>
    public const string NoStorage = "DefaultEndpointsProtocol=http;AccountName=none;AccountKey=bm9uZQ==;BlobEndpoint=http://127.0.0.1:1/none";

    private readonly Recorder _recorder = new();
    private Task<TestHost>? _host;

    /// <summary>Gets the host. The first caller starts it.</summary>
    public Task<TestHost> GetAsync() => _host ??= TestHost.StartAsync(NoStorage, _recorder, Samples.Http);

    public async ValueTask DisposeAsync()
    {
        if (_host is not null)
        {
            await (await _host).DisposeAsync();
        }

        await _recorder.DisposeAsync();
    }
}
