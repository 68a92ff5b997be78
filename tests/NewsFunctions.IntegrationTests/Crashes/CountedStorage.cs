using NewsFunctions.IntegrationTests.EndToEnd;

namespace NewsFunctions.IntegrationTests.Crashes;

/// <summary>Proxies the three services of a storage account and counts the requests.</summary>
internal sealed class CountedStorage : IAsyncDisposable
{
    private ProxiedAccount? _account;
    private int _requests;

    public string ConnectionString => _account!.ConnectionString;

    public int Requests => Volatile.Read(ref _requests);

    public static async Task<CountedStorage> StartAsync(string account)
    {
        var storage = new CountedStorage();
        storage._account = await ProxiedAccount.StartAsync(account, storage.PassAsync);
        return storage;
    }

    public ValueTask DisposeAsync() => _account!.DisposeAsync();

    private async Task PassAsync(ProxiedRequest request, Func<Task> pass)
    {
        Interlocked.Increment(ref _requests);
        try
        {
            await pass();
        }
        catch (HttpRequestException)
        {
            // The storage was killed, so the caller's connection must break too.
            request.Context.Abort();
        }
    }
}
