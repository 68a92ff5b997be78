using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;
using NewsFunctions.Storage.Rows;

namespace NewsFunctions.Storage.Links;

/// <summary>Holds a link as it was read, with the ETag of its state row.</summary>
public sealed record StoredLink(Link Link, string ETag)
{
    /// <summary>Marks a link that was registered before marks existed.</summary>
    internal const string NoMark = "-";

    /// <summary>Random token written by the latest registration; changes every time.</summary>
    public string Mark { get; init; } = NoMark;

    /// <summary>Gets the mark up to which the articles that mention the link know of its death; null means none do.</summary>
    public string? PublishedMark { get; init; }

    /// <summary>Counts the checks in the history.</summary>
    internal int HistoryCount { get; init; }

    /// <summary>True if the link is dead, and an article that mentions it may not know it.</summary>
    public bool IsMentionedAnew => Link.State == LinkState.Dead && PublishedMark != Mark;
}

/// <summary>Holds a check to record.</summary>
/// <param name="Before">The link as the visit read it.</param>
/// <param name="After">The link after the check.</param>
/// <param name="VisitId">The name of the visit, at most 64 characters. A repeated write recognises its own by it.</param>
public sealed record CheckedLink(StoredLink Before, Link After, LinkCheck Check, string VisitId)
{
    /// <summary>Lists further checks of the link in the same visit, through other vantages. They join the history in the same transaction.</summary>
    public IReadOnlyList<LinkCheck> Beside { get; init; } = [];

    internal IEnumerable<LinkCheck> All => Beside.Prepend(Check);
}

/// <summary>Counts the outcomes of recorded checks.</summary>
/// <param name="Written">Checks whose state is now the link's.</param>
/// <param name="Superseded">Checks of links that another visit judged first: its state stands, our check only joined the history.</param>
public sealed record RecordResult(int Written, int Superseded)
{
    /// <summary>Lists the transitions that were written with the checks and must be published.</summary>
    public IReadOnlyList<LinkTransition> Pending { get; init; } = [];
}

/// <summary>Selects links; null means any.</summary>
public sealed record LinkFilter
{
    public string? Site { get; init; }

    public LinkKind? Kind { get; init; }

    public LinkState? State { get; init; }

    /// <summary>Gets the verdict of the last check.</summary>
    public Verdict? Verdict { get; init; }

    /// <summary>Gets the inclusive lower bound of the time of the last check.</summary>
    public DateTimeOffset? CheckedFrom { get; init; }

    /// <summary>Gets the exclusive upper bound of the time of the last check.</summary>
    public DateTimeOffset? CheckedTo { get; init; }

    /// <summary>Gets a further condition, applied to what was read: the storage cannot evaluate hosts, which are configuration.</summary>
    public Func<Link, bool>? Where { get; init; }

    /// <summary>Names <see cref="Where"/>, so that a continuation fits only the same condition. Required with it.</summary>
    public string? WhereKey { get; init; }

    /// <summary>Limits how much may be read for one page; null means until the page is full.</summary>
    public ScanBudget? Budget { get; init; }

    /// <summary>True if the storage cannot evaluate all conditions, so that rows may be read that are not listed.</summary>
    internal bool LeavesOutRows => Where is not null || State == LinkState.Unknown;

    internal bool Matches(Link link) =>
        (State is null || link.State == State)
        && (Verdict is null || link.Verdict == Verdict)
        && (CheckedFrom is null || link.LastChecked >= CheckedFrom)
        && (CheckedTo is null || link.LastChecked < CheckedTo)
        && Where?.Invoke(link) != false;
}
