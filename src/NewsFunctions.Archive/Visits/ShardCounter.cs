using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Hosts;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;
using NewsFunctions.Links.Captures;
using NewsFunctions.Links.Checks;
using NewsFunctions.Storage.Links;

namespace NewsFunctions.Archive.Visits;

/// <summary>Collects what a visit knows of its shard at its end: counts by state and verdict, and the next due time.</summary>
/// <param name="readAt">The time before the links were read.</param>
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

    /// <summary>True if any link should be captured.</summary>
    public bool HasUncaptured => _uncaptured.Count > 0;

    /// <summary>Lists links of the whole shard that may need a rescue, including those of earlier visits: their message may have been lost.</summary>
    public IEnumerable<Link> Dying => _dying.Values;

    /// <summary>Collects the links' answers, including checked links.</summary>
    public ShardAnswers Answers { get; } = new(lessons.SharedLinks);

    /// <summary>Counts due links that are left for the next visit: the time budget ended, or another instance holds the host's lease.</summary>
    public int Unvisited => Volatile.Read(ref _unvisited);

    /// <summary>True if links are left, all of them on hosts that another instance has leased.</summary>
    public bool OnlyBusyLeft => Unvisited > 0 && Unvisited == Volatile.Read(ref _busy);

    /// <param name="checkable">True if the link has a location. A link without one is counted but never due.</param>
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

        // The end of a judgement does not wait for other due links: lists and counts depend on the next visit.
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
