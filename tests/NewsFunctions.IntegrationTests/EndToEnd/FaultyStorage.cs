using System.Collections.Concurrent;
using System.IO.Hashing;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace NewsFunctions.IntegrationTests.EndToEnd;

/// <summary>
/// Proxies a storage account and makes one answer in ten a fault: an error or a broken connection, before or after the
/// request took effect. A seed, the request and its repetition decide which.
/// </summary>
internal sealed class FaultyStorage : IAsyncDisposable
{
    private const double Share = 0.1;
    private readonly int _seed;
    private readonly ConcurrentDictionary<string, int> _requests = new(StringComparer.Ordinal);
    private ProxiedAccount? _account;
    private int _faults;

    private FaultyStorage(int seed) => _seed = seed;

    public string ConnectionString => _account!.ConnectionString;

    public int Faults => Volatile.Read(ref _faults);

    public int Requests => _requests.Values.Sum();

    public static async Task<FaultyStorage> StartAsync(string account, int seed)
    {
        var storage = new FaultyStorage(seed);
        storage._account = await ProxiedAccount.StartAsync(account, storage.HandleAsync);
        return storage;
    }

    public ValueTask DisposeAsync() => _account!.DisposeAsync();

    private async Task HandleAsync(ProxiedRequest request, Func<Task> pass)
    {
        string what = $"{request.Method} {request.RawTarget}";
        int count = _requests.AddOrUpdate(what, 1, (_, before) => before + 1);
        ulong hash = XxHash3.HashToUInt64(Encoding.UTF8.GetBytes($"{_seed} {what} {count}"));
        if ((hash >> 11) * Math.Pow(2, -53) >= Share)
        {
            await pass();
            return;
        }

        Interlocked.Increment(ref _faults);
        if ((hash & 1) == 0)
        {
            using HttpResponseMessage swallowed = await request.Send();
        }

        switch ((hash >> 1) % 3)
        {
            case 0:
                request.Context.Response.StatusCode = StatusCodes.Status500InternalServerError;
                break;
            case 1:
                request.Context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
                break;
            default:
                request.Context.Abort();
                break;
        }
    }
}
