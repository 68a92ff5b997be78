namespace NewsFunctions.Core.Summaries;

/// <summary>How many links of one host were dead or suspect, from this day on until the next entry.</summary>
public sealed record HostDay(DateOnly Date, long Suspect, long Dead);

/// <summary>The last 90 days of one host. A day on which nothing changed has no entry, so a quiet host costs one.</summary>
public static class HostHistory
{
    /// <summary>How far back it reaches.</summary>
    public const int Days = 90;

    /// <summary>The earlier entries with the counts of today. A later summary of a day takes the place of an earlier one.</summary>
    public static IReadOnlyList<HostDay> With(IReadOnlyList<HostDay> earlier, DateTimeOffset asOf, long suspect, long dead)
    {
        ArgumentNullException.ThrowIfNull(earlier);
        var today = DateOnly.FromDateTime(asOf.UtcDateTime);
        List<HostDay> days = [.. earlier.Where(day => day.Date < today)];
        if (days.Count == 0 || days[^1].Suspect != suspect || days[^1].Dead != dead)
        {
            days.Add(new HostDay(today, suspect, dead));
        }

        // The last entry before the 90 days says how they began.
        DateOnly first = today.AddDays(1 - Days);
        int begin = Math.Max(0, days.FindLastIndex(day => day.Date <= first));
        return days[begin..];
    }
}
