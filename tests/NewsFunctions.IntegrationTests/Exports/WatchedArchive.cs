using System.Collections.Concurrent;
using NewsFunctions.IntegrationTests.Api;
using NewsFunctions.IntegrationTests.EndToEnd;

namespace NewsFunctions.IntegrationTests.Exports;

/// <summary>
/// Serves an archive with a proxy between its functions and its tables. A test sees every request and may refuse it.
/// </summary>
public abstract class WatchedArchive(AzuriteFixture azurite) : ApiHost(azurite)
{
    private StorageProxy? _tables;

    /// <summary>Gets what the functions requested from the tables, such as <c>GET Links</c>.</summary>
    public ConcurrentQueue<string> TableRequests { get; } = new();

    /// <summary>Selects the table requests to refuse; null for none.</summary>
    internal Func<ProxiedRequest, bool>? Refuses { get; set; }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (_tables is not null)
        {
            await _tables.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }

    protected override async Task<string> WorkerConnectionAsync(string account)
    {
        _tables = await StorageProxy.StartAsync(account, "Table", (request, pass) =>
        {
            TableRequests.Enqueue($"{request.Method} {request.Path.Split('/')[^1].Split('(')[0]}");
            return Refuses?.Invoke(request) == true ? request.RefuseAsync() : pass();
        });
        return _tables.ConnectionString;
    }
}
