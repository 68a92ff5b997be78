using NewsFunctions.Core.Hosts;
using NewsFunctions.Demo.Web;
using NewsFunctions.Links.Hosts;

namespace NewsFunctions.Demo.Past;

/// <summary>Holds the memories of one site's hosts while its past is simulated.</summary>
internal sealed class DemoMemories : IHostMemories
{
    private readonly SortedDictionary<string, HostMemory> _hosts = new(StringComparer.Ordinal);

    public NetworkWitness Network { get; } = new();

    /// <summary>Lists the memories of all hosts, sorted by name.</summary>
    public IReadOnlyList<HostMemory> All => [.. _hosts.Values];

    public ValueTask<HostMemory> OpenAsync(string host, CancellationToken cancellationToken)
    {
        if (!_hosts.TryGetValue(host, out HostMemory? memory))
        {
            _hosts[host] = memory = new HostMemory(host, HostRecord.Nothing);
            memory.Lessons.LearnBytes(ScriptedWeb.PlaceholderSha256, ScriptedWeb.PlaceholderSize, ScriptedWeb.PlaceholderLinks);
        }

        return ValueTask.FromResult(memory);
    }

    public Task KeepAsync(HostMemory memory, CancellationToken cancellationToken) => Task.CompletedTask;

    public ValueTask CloseAsync(HostMemory memory) => ValueTask.CompletedTask;
}
