namespace NewsFunctions.Links;

/// <summary>Where the memories of hosts are. Safe for concurrent checks.</summary>
public interface IHostMemories
{
    /// <summary>The memory of a host, which this instance may ask from now on.</summary>
    /// <param name="host">As <see cref="HostName"/> spells it.</param>
    /// <exception cref="HostBusyException">Another instance asks it at the moment.</exception>
    ValueTask<HostMemory> OpenAsync(string host, CancellationToken cancellationToken);
}
