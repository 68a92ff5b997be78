using NewsFunctions.Links;
using NewsFunctions.Summaries;

namespace NewsFunctions.Demo.Past;

/// <summary>Counts the links of a past by state, day by day, as the summaries of those days would have.</summary>
internal sealed class DailyCounts
{
    private readonly List<HistoryEntry> _days = [];

    /// <summary>Ascending.</summary>
    public IReadOnlyList<HistoryEntry> Days => _days;

    /// <param name="at">The end of the day's visits.</param>
    public void Add(DateTimeOffset at, IEnumerable<PastLink> links)
    {
        long[] byState = new long[Enum.GetValues<LinkState>().Length];
        foreach (PastLink past in links.Where(past => past.FirstLook <= at))
        {
            byState[(int)past.Link.State]++;
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
}
