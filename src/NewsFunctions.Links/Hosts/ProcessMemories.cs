using System.Collections.Concurrent;
using NewsFunctions.Core.Hosts;

namespace NewsFunctions.Links.Hosts;

/// <summary>Keeps memories of hosts in the process, for checks that are not stored.</summary>
public sealed class ProcessMemories : IHostMemories
{
    private readonly ConcurrentDictionary<string, HostMemory> _hosts = new(StringComparer.Ordinal);

    public NetworkWitness Network { get; } = new();

    public ValueTask<HostMemory> OpenAsync(string host, CancellationToken cancellationToken) =>
        ValueTask.FromResult(_hosts.GetOrAdd(host, name => new HostMemory(name, HostRecord.Nothing)));

    public Task KeepAsync(HostMemory memory, CancellationToken cancellationToken) => Task.CompletedTask;

    public ValueTask CloseAsync(HostMemory memory) => ValueTask.CompletedTask;
}
