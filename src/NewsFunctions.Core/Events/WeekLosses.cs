namespace NewsFunctions.Core.Events;

/// <summary>Counts the links that a week's events report as lost or revived.</summary>
/// <param name="Lost">The ids of links whose last such event in the week is a death.</param>
/// <param name="Revived">The number of links whose last such event in the week is a revival.</param>
public sealed record WeekLosses(IReadOnlyList<string> Lost, int Revived)
{
    /// <param name="newestFirst">Subjects and kinds of events.</param>
    public static WeekLosses Of(IEnumerable<(string Subject, EventWhat What)> newestFirst)
    {
        ArgumentNullException.ThrowIfNull(newestFirst);
        Dictionary<string, EventWhat> last = [];
        foreach ((string subject, EventWhat what) in newestFirst)
        {
            if (what is EventWhat.Dead or EventWhat.Revived)
            {
                last.TryAdd(subject, what);
            }
        }

        return new WeekLosses(
            [.. last.Where(link => link.Value == EventWhat.Dead).Select(link => link.Key)], last.Values.Count(what => what == EventWhat.Revived));
    }

    public WeeklyDigest ToDigest(IsoWeek week, int replaceable, int hostsInTrouble) => new()
    {
        Week = week.ToString(),
        From = week.Start,
        To = week.End,
        Lost = Lost.Count,
        Replaceable = replaceable,
        Revived = Revived,
        HostsInTrouble = hostsInTrouble,
    };
}
