using NewsFunctions.Core.Captures;
using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Hosts;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.WebArchives;

namespace NewsFunctions.Core.Links;

/// <summary>Holds a link and its state: the state row of the Links table.</summary>
public sealed record Link
{
    public required string Site { get; init; }

    public required LinkId Id { get; init; }

    /// <summary>The media path as in the dump, or the article id of a page.</summary>
    public required string Path { get; init; }

    /// <summary>The title that a dump last gave the linked content.</summary>
    public string? Title { get; init; }

    /// <summary>Other titles that dumps gave a page, in ordinal order, each cut to the compared length (<see cref="ExpectedTitles"/>).
    /// It is empty for media.</summary>
    public IReadOnlyList<string> OtherTitles { get; init; } = [];

    /// <summary>The dump that last mentioned the link.</summary>
    public string? LastDump { get; init; }

    public LinkState State { get; init; }

    /// <summary>The verdict of the last check. It is null before the first check.</summary>
    public Verdict? Verdict { get; init; }

    public int Strikes { get; init; }

    /// <summary>The time of the first strike that counts: the link was gone by then. It is null without strikes, and for links whose first strike
    /// is older than this field.</summary>
    public DateTimeOffset? FirstStrike { get; init; }

    public DateTimeOffset? LastStrike { get; init; }

    public DateTimeOffset? FirstChecked { get; init; }

    public DateTimeOffset? LastChecked { get; init; }

    /// <summary>The first check that found the link alive, or the first known one if the link was checked before this field existed.</summary>
    public DateTimeOffset? FirstAlive { get; init; }

    public DateTimeOffset? LastAlive { get; init; }

    /// <summary>The vantage that found the link alive when it would have died here. It is null if the link was last found alive from here.</summary>
    public string? AliveThrough { get; init; }

    /// <summary>The time when the link got its current <see cref="State"/>.</summary>
    public DateTimeOffset? StateSince { get; init; }

    /// <summary>The time since which checks have brought no evidence. It is null if the last check did.</summary>
    public DateTimeOffset? NoEvidenceSince { get; init; }

    /// <summary>The interval that led to <see cref="NextDue"/>, before jitter. The next interval doubles it or starts over.</summary>
    public TimeSpan? RecheckInterval { get; init; }

    /// <summary>The time of the next check. A link without it is due now.</summary>
    public DateTimeOffset? NextDue { get; init; }

    /// <summary>The location that answered at the last check.</summary>
    public string? Location { get; init; }

    /// <summary>The fingerprint of the last alive answer. It is null before one, and for links checked before this field existed.</summary>
    public Fingerprint? Fingerprint { get; init; }

    /// <summary>The link's mementos. It is null until they are looked up.</summary>
    public LinkRescue? Rescue { get; init; }

    /// <summary>The offer of the link to a web archive. It is null if there was none.</summary>
    public LinkOffer? Offer { get; init; }

    /// <summary>Set if the link is dead because all its hosts are. The link has no death event of its own and revives with its hosts.</summary>
    public HostDeath? HostDead { get; init; }

    /// <summary>Our own capture. It is null until one is tried.</summary>
    public LinkCapture? Capture { get; init; }

    /// <summary>A person's judgement of the link. While it is set, it decides <see cref="State"/>; if it is null, the checks decide.</summary>
    public HeldJudgement? Judgement { get; init; }

    /// <summary>The number of checks that judged the state so far.</summary>
    public int Checks { get; init; }

    public LinkKind Kind => Id.Kind;

    /// <summary>Says whether the link has a capture or a memento.</summary>
    public bool HasCopy => Rescue?.Memento is not null || Capture?.File is not null;

    public LinkShard Shard => new(Site, Id.Kind, Id.Bucket);

    /// <summary>Returns what the dumps say about a page. Returns null for media, which are recognised by their bytes.</summary>
    public ExpectedFacts? GetExpectedFacts() => Kind == LinkKind.Page
        ? new ExpectedFacts
        {
            Id = Path,
            Title = Title is null ? null : ExpectedTitles.Shortened(Title),
            OtherTitles = OtherTitles.Count > 0 ? OtherTitles : null,
        }
        : null;
}
