using NewsFunctions.Core.Links;
using NewsFunctions.Core.Summaries;

namespace NewsFunctions.Demo.Past;

/// <summary>Counts the links of a past by state, day by day, as the summaries of those days would have.</summary>
internal sealed class DailyCounts
{
    private readonly List<HistoryEntry> _days = [];
    private readonly Dictionary<string, IReadOnlyList<HostDay>> _hosts = new(StringComparer.Ordinal);

    /// <summary>Lists the days, ascending.</summary>
    public IReadOnlyList<HistoryEntry> Days => _days;

    /// <summary>Lists the last days of each host.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<HostDay>> Hosts => _hosts;

    /// <param name="at">The end of the day's visits.</param>
    public void Add(DateTimeOffset at, IEnumerable<PastLink> links)
    {
        long[] byState = new long[Enum.GetValues<LinkState>().Length];
        Dictionary<string, (long Suspect, long Dead)> byHost = new(StringComparer.Ordinal);
        foreach (PastLink past in links.Where(past => past.FirstLook <= at))
        {
            byState[(int)past.Link.State]++;
            if (past.Scripted.Host is { } host)
            {
                (long suspect, long dead) = byHost.GetValueOrDefault(host);
                byHost[host] = (suspect + (past.Link.State == LinkState.Suspect ? 1 : 0), dead + (past.Link.State == LinkState.Dead ? 1 : 0));
            }
        }

        foreach ((string host, (long suspect, long dead)) in byHost)
        {
            _hosts[host] = HostHistory.With(_hosts.GetValueOrDefault(host, []), at, suspect, dead);
        }

        _days.Add(new HistoryEntry(
            DateOnly.FromDateTime(at.UtcDateTime),
            byState[(int)LinkState.Alive],
            byState[(int)LinkState.Suspect],
            byState[(int)LinkState.Dead],
            byState[(int)LinkState.Blocked],
            byState[(int)LinkState.Unknown]));
    }

    /// <summary>Adds up the days of several sites.</summary>
    public static IReadOnlyList<HistoryEntry> Sum(IEnumerable<IReadOnlyList<HistoryEntry>> sites) =>
    [
        .. sites.SelectMany(days => days)
            .GroupBy(day => day.Date)
            .OrderBy(day => day.Key)
            .Select(day => new HistoryEntry(
                day.Key,
                day.Sum(one => one.Alive),
                day.Sum(one => one.Suspect),
                day.Sum(one => one.Dead),
                day.Sum(one => one.Blocked),
                day.Sum(one => one.Unknown))),
    ];

    /// <summary>Adds up the days of hosts that several sites use.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<HostDay>> Sum(IEnumerable<IReadOnlyDictionary<string, IReadOnlyList<HostDay>>> sites) => sites
        .SelectMany(hosts => hosts)
        .GroupBy(host => host.Key, host => host.Value, StringComparer.Ordinal)
        .ToDictionary(host => host.Key, host => Sum([.. host]), StringComparer.Ordinal);

    private static IReadOnlyList<HostDay> Sum(IReadOnlyList<HostDay>[] sites) =>
    [
        .. sites.SelectMany(days => days)
            .Select(day => day.Date)
            .Distinct()
            .Order()
            .Select(date =>
            {
                HostDay[] then = [.. sites.Select(days => days.LastOrDefault(day => day.Date <= date)).OfType<HostDay>()];
                return new HostDay(date, then.Sum(day => day.Suspect), then.Sum(day => day.Dead));
            }),
    ];
}
