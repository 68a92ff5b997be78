using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Hosts;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;
using NewsFunctions.Links.Captures;
using NewsFunctions.Links.Checks;
using NewsFunctions.Storage.Links;

namespace NewsFunctions.Archive.Visits;

/// <summary>What a visit knows of its shard when it ends: counts by state and verdict, and when it is next due.</summary>
/// <param name="readAt">Before the links were read.</param>
public sealed class ShardCounter(DateTimeOffset readAt, VisitOptions options, LessonOptions lessons)
{
    private readonly Dictionary<LinkState, long> _byState = [];
    private readonly Dictionary<Verdict, long> _byVerdict = [];
    private readonly Dictionary<LinkId, DateTimeOffset> _nextDue = [];
    private readonly Dictionary<LinkId, DateTimeOffset> _judgementEnds = [];
    private readonly Dictionary<LinkId, Link> _dying = [];
    private readonly HashSet<LinkId> _unjudgedMedia = [];
    private readonly HashSet<LinkId> _suspectMedia = [];
    private readonly HashSet<LinkId> _uncaptured = [];
    private int _unvisited;
    private int _busy;

    /// <summary>Whether any link wants to be copied.</summary>
    public bool HasUncaptured => _uncaptured.Count > 0;

    /// <summary>Links of the whole shard that may want to be rescued, those of earlier visits too: their message may have been lost.</summary>
    public IEnumerable<Link> Dying => _dying.Values;

    /// <summary>What the links answered, checked ones included.</summary>
    public ShardAnswers Answers { get; } = new(lessons.SharedLinks);

    /// <summary>Links that were due and that are left for the next visit, by the time budget or for a host that another instance asks.</summary>
    public int Unvisited => Volatile.Read(ref _unvisited);

    /// <summary>Whether links are left, and all of them for a host that another instance asks.</summary>
    public bool OnlyBusyLeft => Unvisited > 0 && Unvisited == Volatile.Read(ref _busy);

    /// <param name="checkable">Whether the link has a location; one without is counted but never due.</param>
    public void Add(Link link, bool checkable)
    {
        Count(link, 1);
        if (link.State is LinkState.Suspect or LinkState.Dead)
        {
            _dying[link.Id] = link;
        }
        else
        {
            _dying.Remove(link.Id);
        }

        if (CaptureRules.IsWanted(link))
        {
            _uncaptured.Add(link.Id);
        }
        else
        {
            _uncaptured.Remove(link.Id);
        }

        Note(_unjudgedMedia, link, LinkState.Unknown);
        Note(_suspectMedia, link, LinkState.Suspect);

        Answers.Add(link);
        if (link.Judgement?.Given.Until is { } until)
        {
            _judgementEnds[link.Id] = until;
        }
        else
        {
            _judgementEnds.Remove(link.Id);
        }

        if (checkable && (link.NextDue is not null || link.State != LinkState.Ignored))
        {
            _nextDue[link.Id] = link.NextDue ?? DateTimeOffset.MinValue;
        }
        else
        {
            _nextDue.Remove(link.Id);
        }
    }

    public void Replace(Link before, Link after)
    {
        Count(before, -1);
        Add(after, checkable: true);
    }

    public void LeaveUnvisited() => Interlocked.Increment(ref _unvisited);

    public void LeaveBusy()
    {
        Interlocked.Increment(ref _busy);
        LeaveUnvisited();
    }

    public ShardSummary Summarize(string? mark, DateTimeOffset now)
    {
        var counts = new ShardCounts(
            _byState.Values.Sum(),
            _byState.Where(count => count.Value > 0).ToDictionary(),
            _byVerdict.Where(count => count.Value > 0).ToDictionary());
        return new ShardSummary(counts, EarliestDue(now), mark, now)
        {
            Unjudged = new Unjudged(readAt, [.. _unjudgedMedia.Take(Unjudged.MaxLinks)], _unjudgedMedia.Count > Unjudged.MaxLinks),
            Suspects = SuspectMedia.Of(_suspectMedia),
        };
    }

    private static void Note(HashSet<LinkId> media, Link link, LinkState state)
    {
        if (link.State == state && link.Kind != LinkKind.Page)
        {
            media.Add(link.Id);
        }
        else
        {
            media.Remove(link.Id);
        }
    }

    private DateTimeOffset? EarliestDue(DateTimeOffset now)
    {
        if (Unvisited > 0)
        {
            return now;
        }

        // The end of a judgement does not wait for company: lists and counts go by what the next visit writes.
        DateTimeOffset? judgementEnds = _judgementEnds.Count == 0 ? null : _judgementEnds.Values.Min();
        if (_nextDue.Count == 0)
        {
            return judgementEnds;
        }

        DateTimeOffset[] due = [.. _nextDue.Values.Order()];
        DateTimeOffset firstHasWaited = due[0] == DateTimeOffset.MinValue ? now : due[0] + options.LongestWait;
        int worthAVisit = options.LinksWorthAVisit;
        DateTimeOffset dueAt = due.Length >= worthAVisit && due[worthAVisit - 1] < firstHasWaited ? due[worthAVisit - 1] : firstHasWaited;
        return judgementEnds < dueAt ? judgementEnds : dueAt;
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
