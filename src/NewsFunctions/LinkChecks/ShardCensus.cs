using NewsFunctions.Links;
using NewsFunctions.Storage;

namespace NewsFunctions.LinkChecks;

/// <summary>What a visit knows of its shard when it ends: counts by state and verdict, and when it is next due.</summary>
internal sealed class ShardCensus(LinkCheckOptions options)
{
    private readonly Dictionary<LinkState, long> _byState = [];
    private readonly Dictionary<Verdict, long> _byVerdict = [];
    private readonly Dictionary<LinkId, DateTimeOffset> _nextDue = [];
    private int _unvisited;

    /// <summary>Links that were due and that the time budget left for the next visit.</summary>
    public int Unvisited => Volatile.Read(ref _unvisited);

    /// <param name="checkable">Whether the link has a location; one without is counted but never due.</param>
    public void Add(Link link, bool checkable)
    {
        Count(link, 1);
        if (checkable)
        {
            _nextDue[link.Id] = link.NextDue ?? DateTimeOffset.MinValue;
        }
    }

    public void Replace(Link before, Link after)
    {
        Count(before, -1);
        Add(after, checkable: true);
    }

    public void LeaveUnvisited() => Interlocked.Increment(ref _unvisited);

    public ShardSummary Summarize(string? mark, DateTimeOffset now)
    {
        var counts = new ShardCounts(
            _byState.Values.Sum(),
            _byState.Where(count => count.Value > 0).ToDictionary(),
            _byVerdict.Where(count => count.Value > 0).ToDictionary());
        return new ShardSummary(counts, EarliestDue(now), mark, now);
    }

    private DateTimeOffset? EarliestDue(DateTimeOffset now)
    {
        if (Unvisited > 0)
        {
            return now;
        }

        if (_nextDue.Count == 0)
        {
            return null;
        }

        DateTimeOffset[] due = [.. _nextDue.Values.Order()];
        DateTimeOffset firstHasWaited = due[0] == DateTimeOffset.MinValue ? now : due[0] + options.LongestWait;
        int worthAVisit = options.LinksWorthAVisit;
        return due.Length >= worthAVisit && due[worthAVisit - 1] < firstHasWaited ? due[worthAVisit - 1] : firstHasWaited;
    }

    private void Count(Link link, int by)
    {
        _byState[link.State] = _byState.GetValueOrDefault(link.State) + by;
        if (link.Verdict is { } verdict)
        {
            _byVerdict[verdict] = _byVerdict.GetValueOrDefault(verdict) + by;
        }
    }
}
