using NewsFunctions.Core.Events;
using NewsFunctions.Core.Ids;
using NewsFunctions.Demo.Past;

namespace NewsFunctions.Demo.Writing;

/// <summary>Writes the digests of the weeks of the past.</summary>
internal static class PastDigests
{
    /// <param name="events">The events of the site, in any order.</param>
    public static IEnumerable<ArchiveEvent> Of(string site, IReadOnlyList<ArchiveEvent> events, SitePast past, DateTimeOffset now)
    {
        if (past.Links.Values.Select(one => one.Link.FirstChecked).Min() is not { } since)
        {
            yield break;
        }

        ILookup<IsoWeek, ArchiveEvent> byWeek = events.ToLookup(one => IsoWeek.Of(one.At));
        HashSet<string> inTrouble = [];
        for (var week = IsoWeek.Of(since); week.End <= now; week = week.Next)
        {
            ArchiveEvent[] newestFirst = [.. byWeek[week].OrderByDescending(one => one.At)];
            Follow(inTrouble, newestFirst);
            WeekLosses losses = WeekLosses.Of(newestFirst.Select(one => (one.Subject, one.What)));
            yield return losses.ToDigest(week, losses.Lost.Count(id => past.Links[LinkId.Parse(id)].Link.HasCopy), inTrouble.Count).ToEvent(site);
        }
    }

    private static void Follow(HashSet<string> inTrouble, ArchiveEvent[] newestFirst)
    {
        foreach (ArchiveEvent one in newestFirst.Reverse())
        {
            if (one.What is EventWhat.HostDown or EventWhat.HostDead)
            {
                inTrouble.Add(one.Subject);
            }
            else if (one.What == EventWhat.HostBack)
            {
                inTrouble.Remove(one.Subject);
            }
        }
    }
}
