using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;
using NewsFunctions.Storage.Rows;

namespace NewsFunctions.Storage.Links;

/// <summary>A link as it was read, with the ETag of its state row.</summary>
public sealed record StoredLink(Link Link, string ETag)
{
    /// <summary>The mark of a link that was registered before there were marks.</summary>
    internal const string NoMark = "-";

    /// <summary>Random token written by the latest registration; changes every time.</summary>
    public string Mark { get; init; } = NoMark;

    /// <summary>The mark up to which the articles that mention the link were told of its death; null: none were.</summary>
    public string? MarkTold { get; init; }

    /// <summary>How many checks its history has.</summary>
    internal int HistoryCount { get; init; }

    /// <summary>The link is dead, and an article that mentions it may not know it.</summary>
    public bool IsMentionedAnew => Link.State == LinkState.Dead && MarkTold != Mark;
}

/// <summary>A check to record.</summary>
/// <param name="Before">The link as the visit read it.</param>
/// <param name="After">What the check made of it.</param>
/// <param name="VisitId">Names the visit, at most 64 characters; by it a repeated write recognises its own.</param>
public sealed record CheckedLink(StoredLink Before, Link After, LinkCheck Check, string VisitId)
{
    /// <summary>Further checks of the link in the same visit, through other vantages; they join the history in the same transaction.</summary>
    public IReadOnlyList<LinkCheck> Beside { get; init; } = [];

    internal IEnumerable<LinkCheck> All => Beside.Prepend(Check);
}

/// <summary>What became of a number of checks.</summary>
/// <param name="Written">Their state is the link's now.</param>
/// <param name="Superseded">Another visit judged the link first: its state stands, our check only joined the history.</param>
public sealed record RecordResult(int Written, int Superseded)
{
    /// <summary>The transitions that were written with it and must be told.</summary>
    public IReadOnlyList<LinkTransition> Untold { get; init; } = [];
}

/// <summary>Which links to list; null means any.</summary>
public sealed record LinkFilter
{
    public string? Site { get; init; }

    public LinkKind? Kind { get; init; }

    public LinkState? State { get; init; }

    /// <summary>The verdict of the last check.</summary>
    public Verdict? Verdict { get; init; }

    /// <summary>The earliest time of the last check; inclusive.</summary>
    public DateTimeOffset? CheckedFrom { get; init; }

    /// <summary>The latest time of the last check; exclusive.</summary>
    public DateTimeOffset? CheckedTo { get; init; }

    /// <summary>A further condition that only the caller can judge (the host of a link's locations is configuration), applied to what was read.</summary>
    public Func<Link, bool>? Where { get; init; }

    /// <summary>Names <see cref="Where"/>, so that a continuation fits only the same condition; required with it.</summary>
    public string? WhereKey { get; init; }

    /// <summary>How much may be read for one page; null: until the page is full.</summary>
    public ScanBudget? Budget { get; init; }

    /// <summary>Whether rows may be read that are not listed, because the storage cannot judge all conditions.</summary>
    internal bool LeavesOutRows => Where is not null || State == LinkState.Unknown;

    internal bool Matches(Link link) =>
        (State is null || link.State == State)
        && (Verdict is null || link.Verdict == Verdict)
        && (CheckedFrom is null || link.LastChecked >= CheckedFrom)
        && (CheckedTo is null || link.LastChecked < CheckedTo)
        && Where?.Invoke(link) != false;
}
