using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NewsFunctions.Links.Hosts;
using NewsFunctions.Links.Http;
using NewsFunctions.Storage.Hosts;

namespace NewsFunctions.Archive.Visits;

/// <summary>Stores memories of hosts under leases: one instance at a time sends requests to a host. All visits of the process share one lease,
/// from the first that opens the host to the last that closes it.</summary>
public sealed class LeasedMemories(
    HostStore store, IOptions<HostOptions> options, IOptions<FetchOptions> fetchOptions, TimeProvider time, ILogger<LeasedMemories> logger) : IHostMemories
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, LeasedHost> _hosts = new(StringComparer.Ordinal);

    public NetworkWitness Network { get; } = new();

    public async ValueTask<HostMemory> OpenAsync(string host, CancellationToken cancellationToken)
    {
        LeasedHost leased = Enter(host);
        try
        {
            // Opening is shared: it must not end with the visit that came first.
            HostMemory memory = await leased.Memory.WaitAsync(cancellationToken);
            return leased.IsLost ? throw new HostBusyException(host) : memory;
        }
        catch
        {
            await ReleaseAsync(host, leased);
            throw;
        }
    }

    public Task KeepAsync(HostMemory memory, CancellationToken cancellationToken) => Leased(memory).KeepAsync(memory, cancellationToken);

    public async ValueTask CloseAsync(HostMemory memory) => await ReleaseAsync(memory.Host, Leased(memory));

    private LeasedHost Leased(HostMemory memory)
    {
        lock (_lock)
        {
            return _hosts[memory.Host];
        }
    }

    private LeasedHost Enter(string host)
    {
        lock (_lock)
        {
            // A lease that is being released is awaited, otherwise we would find the host busy with ourselves.
            if (!_hosts.TryGetValue(host, out LeasedHost? leased) || leased.Users == 0)
            {
                Task after = leased?.Closed ?? Task.CompletedTask;
                leased = _hosts[host] = new LeasedHost(host, after, store, options.Value.PerHost, fetchOptions.Value, time, logger);
            }

            leased.Users++;
            return leased;
        }
    }

    private async Task ReleaseAsync(string host, LeasedHost leased)
    {
        lock (_lock)
        {
            if (--leased.Users > 0)
            {
                return;
            }

            leased.Close();
        }

        await leased.Closed;
        lock (_lock)
        {
            if (_hosts.GetValueOrDefault(host) == leased)
            {
                _hosts.Remove(host);
            }
        }
    }
}
