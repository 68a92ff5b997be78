namespace NewsFunctions.Core.Events;

/// <summary>What the events of a week say of links.</summary>
/// <param name="Lost">Link ids: those whose last event of the two is a death.</param>
/// <param name="Revived">How many links came back last.</param>
public sealed record WeekLosses(IReadOnlyList<string> Lost, int Revived)
{
    /// <param name="newestFirst">Subjects and what is told of them.</param>
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
