using NewsFunctions.Core.Ids;

namespace NewsFunctions.Links.Hosts;

/// <summary>Where the memories of hosts are. Safe for concurrent checks.</summary>
public interface IHostMemories
{
    /// <summary>What this instance has seen of the network.</summary>
    NetworkWitness Network { get; }

    /// <summary>The memory of a host, which this instance may ask from now on, for as long as its leave holds.</summary>
    /// <param name="host">As <see cref="HostName"/> spells it.</param>
    /// <returns>To be closed once for each time that it was opened.</returns>
    /// <exception cref="HostBusyException">Another instance asks it at the moment.</exception>
    ValueTask<HostMemory> OpenAsync(string host, CancellationToken cancellationToken);

    /// <summary>Writes down what is known of a host now.</summary>
    /// <exception cref="HostBusyException">The host is lost to another instance: nothing was written.</exception>
    Task KeepAsync(HostMemory memory, CancellationToken cancellationToken);

    /// <summary>Ends one use. With the last one what was learned is kept, and another instance may ask the host. Never throws for the
    /// storage: what cannot be given back runs out.</summary>
    ValueTask CloseAsync(HostMemory memory);
}
