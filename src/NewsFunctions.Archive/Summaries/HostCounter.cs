using NewsFunctions.Core.Links;
using NewsFunctions.Core.Summaries;

namespace NewsFunctions.Archive.Summaries;

/// <summary>Counts links by host and state, for a limited number of hosts.</summary>
/// <remarks>A dump may name another host in every link. If there are too many hosts, those with the fewest dead, suspect and other
/// links are dropped. A host of a site has thousands of links and stays.</remarks>
/// <param name="maxHosts">The number of hosts that are counted at a time.</param>
internal sealed class HostCounter(int maxHosts = HostCounter.MaxHosts)
{
    public const int MaxHosts = 10_000;

    private readonly Dictionary<string, LinkCounter> _byHost = new(StringComparer.Ordinal);
    private int _forgotten;

    /// <summary>Counts the hosts. Above the limit this is an estimate, since a dropped host may have come again.</summary>
    public int Hosts => _byHost.Count + _forgotten;

    public void Add(string host, LinkState state, bool hasCopy) => Of(host).Add(state, hasCopy);

    public void Add(HostCounter other)
    {
        foreach ((string host, LinkCounter counter) in other._byHost)
        {
            Of(host).Add(counter);
        }

        _forgotten += other._forgotten;
    }

    /// <summary>Returns hosts ordered by dead and suspect links, then by links, both descending, then by name.</summary>
    public IReadOnlyList<HostCounts> Worst(int count) => [.. Ranked().Take(count).Select(one => ToCounts(one.Key, one.Value.Counts))];

    private static HostCounts ToCounts(string host, LinkCounts links) => new()
    {
        Host = host,
        Total = links.Total,
        Alive = links.Alive,
        Suspect = links.Suspect,
        Dead = links.Dead,
        Blocked = links.Blocked,
        Unknown = links.Unknown,
        Ignored = links.Ignored,
    };

    private LinkCounter Of(string host)
    {
        if (!_byHost.TryGetValue(host, out LinkCounter? counter))
        {
            if (_byHost.Count >= maxHosts)
            {
                Forget();
            }

            _byHost[host] = counter = new LinkCounter();
        }

        return counter;
    }

    // Half of them, so that the cost of sorting is negligible for each host.
    private void Forget()
    {
        string[] least = [.. Ranked().Skip(maxHosts / 2).Select(one => one.Key)];
        foreach (string host in least)
        {
            _byHost.Remove(host);
        }

        _forgotten += least.Length;
    }

    private IOrderedEnumerable<KeyValuePair<string, LinkCounter>> Ranked() => _byHost
        .OrderByDescending(one => one.Value[LinkState.Dead] + one.Value[LinkState.Suspect])
        .ThenByDescending(one => one.Value.Counts.Total)
        .ThenBy(one => one.Key, StringComparer.Ordinal);
}
