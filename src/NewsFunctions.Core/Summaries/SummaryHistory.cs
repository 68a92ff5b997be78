namespace NewsFunctions.Core.Summaries;

/// <summary>Maintains the history of a summary: one entry for each UTC day with a summary.</summary>
public static class SummaryHistory
{
    /// <summary>The maximum number of entries, more than two years. The oldest entries are removed first.</summary>
    public const int MaxEntries = 800;

    /// <summary>Returns the earlier entries with today's, which replaces an earlier one of the same day.</summary>
    public static IReadOnlyList<HistoryEntry> With(IReadOnlyList<HistoryEntry> earlier, DateTimeOffset asOf, LinkCounts links)
    {
        ArgumentNullException.ThrowIfNull(earlier);
        ArgumentNullException.ThrowIfNull(links);
        var today = DateOnly.FromDateTime(asOf.UtcDateTime);
        return
        [
            .. earlier
                .Where(entry => entry.Date != today)
                .Append(new HistoryEntry(today, links.Alive, links.Suspect, links.Dead, links.Blocked, links.Unknown))
                .OrderBy(entry => entry.Date)
                .TakeLast(MaxEntries),
        ];
    }
}
