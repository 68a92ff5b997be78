namespace NewsFunctions.Core.Summaries;

/// <summary>The history of a summary: one entry for each UTC day on which one was made.</summary>
public static class SummaryHistory
{
    /// <summary>More than two years; the oldest entries go first.</summary>
    public const int MaxEntries = 800;

    /// <summary>The earlier entries with that of today, which takes the place of an earlier one of the same day.</summary>
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
