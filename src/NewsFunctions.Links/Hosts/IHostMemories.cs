using NewsFunctions.Core.Ids;

namespace NewsFunctions.Links.Hosts;

/// <summary>Opens and stores the memories of hosts. Safe for concurrent checks.</summary>
public interface IHostMemories
{
    /// <summary>Tracks when hosts last answered this instance.</summary>
    NetworkWitness Network { get; }

    /// <summary>Opens the memory of a host. This instance may send requests to it while the lease holds.</summary>
    /// <param name="host">The host, spelled as in <see cref="HostName"/>.</param>
    /// <returns>The memory, which must be closed once for each time it was opened.</returns>
    /// <exception cref="HostBusyException">Another instance holds the lease of the host.</exception>
    ValueTask<HostMemory> OpenAsync(string host, CancellationToken cancellationToken);

    /// <summary>Stores the current memory of a host.</summary>
    /// <exception cref="HostBusyException">Another instance took over the host. Nothing was stored.</exception>
    Task KeepAsync(HostMemory memory, CancellationToken cancellationToken);

    /// <summary>Ends one use. The last use stores the memory and releases the lease. It never throws for storage failures: a lease
    /// that cannot be released expires.</summary>
    ValueTask CloseAsync(HostMemory memory);
}
