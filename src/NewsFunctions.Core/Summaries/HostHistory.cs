namespace NewsFunctions.Core.Summaries;

/// <summary>Counts the dead and suspect links of one host from this day until the next entry.</summary>
public sealed record HostDay(DateOnly Date, long Suspect, long Dead);

/// <summary>Maintains the last 90 days of one host. A day without changes has no entry, so a host without changes needs only one.</summary>
public static class HostHistory
{
    /// <summary>The number of days that are kept.</summary>
    public const int Days = 90;

    /// <summary>Returns the earlier entries with today's counts. A later summary of a day replaces an earlier one.</summary>
    public static IReadOnlyList<HostDay> With(IReadOnlyList<HostDay> earlier, DateTimeOffset asOf, long suspect, long dead)
    {
        ArgumentNullException.ThrowIfNull(earlier);
        var today = DateOnly.FromDateTime(asOf.UtcDateTime);
        List<HostDay> days = [.. earlier.Where(day => day.Date < today)];
        if (days.Count == 0 || days[^1].Suspect != suspect || days[^1].Dead != dead)
        {
            days.Add(new HostDay(today, suspect, dead));
        }

        // The last entry before the 90 days holds the counts at their start.
        DateOnly first = today.AddDays(1 - Days);
        int begin = Math.Max(0, days.FindLastIndex(day => day.Date <= first));
        return days[begin..];
    }
}
