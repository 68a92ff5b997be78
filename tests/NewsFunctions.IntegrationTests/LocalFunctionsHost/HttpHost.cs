namespace NewsFunctions.IntegrationTests.LocalFunctionsHost;

/// <summary>One host with the HTTP functions of <c>tests/TestFunctions</c>, for all tests that leave it as it is.</summary>
public sealed class HttpHost : IAsyncDisposable
{
    /// <summary>No trigger of these functions needs storage; a connection string is never opened.</summary>
    public const string NoStorage = "DefaultEndpointsProtocol=http;AccountName=none;AccountKey=bm9uZQ==;BlobEndpoint=http://127.0.0.1:1/none";

    private readonly Recorder _recorder = new();
    private Task<TestHost>? _host;

    /// <summary>The host, started by the first test that asks for it.</summary>
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
