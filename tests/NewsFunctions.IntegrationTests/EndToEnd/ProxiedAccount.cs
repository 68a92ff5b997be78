namespace NewsFunctions.IntegrationTests.EndToEnd;

/// <summary>Puts a <see cref="StorageProxy"/> in front of each service of a storage account.</summary>
internal sealed class ProxiedAccount : IAsyncDisposable
{
    private readonly List<StorageProxy> _proxies = [];

    private ProxiedAccount(string connectionString) => ConnectionString = connectionString;

    public string ConnectionString { get; private set; }

    /// <param name="handle">Gets each request and a callback that forwards it.</param>
    public static async Task<ProxiedAccount> StartAsync(string account, Func<ProxiedRequest, Func<Task>, Task> handle)
    {
        var proxied = new ProxiedAccount(account);
        foreach (string service in (string[])["Blob", "Queue", "Table"])
        {
            StorageProxy proxy = await StorageProxy.StartAsync(proxied.ConnectionString, service, handle);
            proxied._proxies.Add(proxy);
            proxied.ConnectionString = proxy.ConnectionString;
        }

        return proxied;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (StorageProxy proxy in _proxies)
        {
            await proxy.DisposeAsync();
        }
    }
}
