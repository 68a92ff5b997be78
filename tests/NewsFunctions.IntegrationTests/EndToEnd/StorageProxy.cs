namespace NewsFunctions.IntegrationTests.EndToEnd;

/// <summary>
/// Proxies one service of a storage account. The test decides what happens to each request: forward, hold or refuse it.
/// Requests are forwarded unchanged, because signatures cover path and date but not the host.
/// </summary>
internal sealed class StorageProxy : IAsyncDisposable
{
    private readonly HttpProxy _proxy;

    private StorageProxy(HttpProxy proxy, string connectionString) => (_proxy, ConnectionString) = (proxy, connectionString);

    /// <summary>Gets the account's connection string with this proxy as the endpoint.</summary>
    public string ConnectionString { get; }

    /// <param name="service"><c>Blob</c>, <c>Queue</c> or <c>Table</c>.</param>
    /// <param name="handle">Gets each request and a callback that forwards it.</param>
    public static async Task<StorageProxy> StartAsync(string account, string service, Func<ProxiedRequest, Func<Task>, Task> handle)
    {
        string endpoint = account.Split(';').Single(part => part.StartsWith($"{service}Endpoint=", StringComparison.Ordinal)).Split('=', 2)[1];
        var target = new Uri(endpoint);
        HttpProxy proxy = await HttpProxy.StartAsync(target, handle);
        return new StorageProxy(proxy, account.Replace(endpoint, $"http://127.0.0.1:{proxy.Port}{target.AbsolutePath}", StringComparison.Ordinal));
    }

    public ValueTask DisposeAsync() => _proxy.DisposeAsync();
}
