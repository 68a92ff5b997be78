using NewsFunctions.Core.Captures;
using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Hosts;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.WebArchives;

namespace NewsFunctions.Core.Links;

/// <summary>A thing that can rot, and what is known of it: the state row of the Links table.</summary>
public sealed record Link
{
    public required string Site { get; init; }

    public required LinkId Id { get; init; }

    /// <summary>The media path as the dump gave it, or the article id of a page.</summary>
    public required string Path { get; init; }

    /// <summary>The title that a dump last gave to what the link shows.</summary>
    public string? Title { get; init; }

    /// <summary>Other titles that dumps gave to a page, in ordinal order, each as far as titles are compared (<see cref="ExpectedTitles"/>).
    /// Empty for media.</summary>
    public IReadOnlyList<string> OtherTitles { get; init; } = [];

    /// <summary>The dump that last mentioned it.</summary>
    public string? LastDump { get; init; }

    public LinkState State { get; init; }

    /// <summary>The verdict of the last check; null before the first.</summary>
    public Verdict? Verdict { get; init; }

    public int Strikes { get; init; }

    /// <summary>The first of the strikes that count against it: the link was gone by then. Null without strikes, and for links whose first strike
    /// came before this was kept.</summary>
    public DateTimeOffset? FirstStrike { get; init; }

    public DateTimeOffset? LastStrike { get; init; }

    public DateTimeOffset? FirstChecked { get; init; }

    public DateTimeOffset? LastChecked { get; init; }

    /// <summary>The first check that found it alive; of a link that was checked before this was kept, the first one known.</summary>
    public DateTimeOffset? FirstAlive { get; init; }

    public DateTimeOffset? LastAlive { get; init; }

    /// <summary>The vantage that found the link alive when it would have died here; null where it was found alive from here last.</summary>
    public string? AliveThrough { get; init; }

    /// <summary>When the link became what <see cref="State"/> says.</summary>
    public DateTimeOffset? StateSince { get; init; }

    /// <summary>Since when checks have brought no evidence either way; null when the last one did.</summary>
    public DateTimeOffset? NoEvidenceSince { get; init; }

    /// <summary>The interval that led to <see cref="NextDue"/>, before jitter; the next one doubles it or starts anew.</summary>
    public TimeSpan? RecheckInterval { get; init; }

    /// <summary>A link without it is due.</summary>
    public DateTimeOffset? NextDue { get; init; }

    /// <summary>The location that answered at the last check.</summary>
    public string? Location { get; init; }

    /// <summary>The fingerprint of the answer when the link was last found alive; null before, and for links that were checked before this was kept.</summary>
    public Fingerprint? Fingerprint { get; init; }

    /// <summary>Its copies in web archives; null while it was not looked up.</summary>
    public LinkRescue? Rescue { get; init; }

    /// <summary>That it was offered to a web archive; null while it was not.</summary>
    public LinkOffer? Offer { get; init; }

    /// <summary>Set where the link is dead because all its hosts are: it has no death of its own, and comes back with them.</summary>
    public HostDeath? HostDead { get; init; }

    /// <summary>Our own copy; null while none was tried.</summary>
    public LinkCapture? Capture { get; init; }

    /// <summary>What a person said of the link; it decides <see cref="State"/> for as long as it is there. Null: the checks decide.</summary>
    public HeldJudgement? Judgement { get; init; }

    /// <summary>How many checks judged the state so far.</summary>
    public int Checks { get; init; }

    public LinkKind Kind => Id.Kind;

    /// <summary>Whether there is a copy, ours or a web archive's.</summary>
    public bool HasCopy => Rescue?.Memento is not null || Capture?.File is not null;

    public LinkShard Shard => new(Site, Id.Kind, Id.Bucket);

    /// <summary>Returns what dumps said of the page; null for media, which are recognised by their bytes.</summary>
    public ExpectedFacts? GetExpectedFacts() => Kind == LinkKind.Page
        ? new ExpectedFacts
        {
            Id = Path,
            Title = Title is null ? null : ExpectedTitles.Shortened(Title),
            OtherTitles = OtherTitles.Count > 0 ? OtherTitles : null,
        }
        : null;
}
