namespace NewsFunctions.IntegrationTests.EndToEnd;

/// <summary>A proxy before one service of a storage account. Signatures cover path and date, not the host, so requests pass unchanged.</summary>
internal sealed class StorageProxy : IAsyncDisposable
{
    private readonly HttpProxy _proxy;

    private StorageProxy(HttpProxy proxy, string connectionString) => (_proxy, ConnectionString) = (proxy, connectionString);

    /// <summary>The account's connection string, with this proxy in place of the service.</summary>
    public string ConnectionString { get; }

    /// <param name="service"><c>Blob</c>, <c>Queue</c> or <c>Table</c>.</param>
    /// <param name="handle">Gets each request and what passes it on.</param>
    public static async Task<StorageProxy> StartAsync(string account, string service, Func<ProxiedRequest, Func<Task>, Task> handle)
    {
        string endpoint = account.Split(';').Single(part => part.StartsWith($"{service}Endpoint=", StringComparison.Ordinal)).Split('=', 2)[1];
        var target = new Uri(endpoint);
        HttpProxy proxy = await HttpProxy.StartAsync(target, handle);
        return new StorageProxy(proxy, account.Replace(endpoint, $"http://127.0.0.1:{proxy.Port}{target.AbsolutePath}", StringComparison.Ordinal));
    }

    public ValueTask DisposeAsync() => _proxy.DisposeAsync();
}
