using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;

namespace NewsFunctions.Storage.Links;

/// <summary>Holds a shard as stored in LinkShards: its own row, and the mark row that ingests write.</summary>
public sealed record ShardStatus
{
    public required LinkShard Shard { get; init; }

    /// <summary>Gets the number of the visit that may work. A message with another number is stale.</summary>
    public required long Run { get; init; }

    public required DateTimeOffset? LeaseUntil { get; init; }

    /// <summary>Gets the earliest time when a link is due; null if none is known.</summary>
    public required DateTimeOffset? EarliestDue { get; init; }

    /// <summary>Gets the mark that the last complete visit had read.</summary>
    public required string? MarkSeen { get; init; }

    /// <summary>Gets the mark, which every ingest and recheck request changes; null before the first.</summary>
    public required string? Mark { get; init; }

    public required RecheckRequest? Recheck { get; init; }

    public required ShardCounts Counts { get; init; }

    /// <summary>Gets the time of <see cref="Counts"/>; null before the first visit.</summary>
    public required DateTimeOffset? CountedAt { get; init; }

    /// <summary>Lists links without evidence; null before the first visit, and if a site's shards were read for their schedule.</summary>
    public Unjudged? Unjudged { get; init; }

    /// <summary>Lists suspect media; null before the first visit of this version, for pages, and in a site's schedule.</summary>
    public SuspectMedia? Suspects { get; init; }

    /// <summary>True if the row has <see cref="Suspects"/>, read or not.</summary>
    public bool HasSuspects { get; init; }

    /// <summary>Gets the ETag of the shard's own row; null if there is none yet.</summary>
    public required string? ETag { get; init; }

    /// <summary>Gets the ETag of the row with the mark; null if there is none yet.</summary>
    internal string? MarkETag { get; init; }

    /// <summary>True if the shard was counted by a version that did not record suspect media. One visit adds them, without requests.</summary>
    public bool LacksSuspects => CountedAt is not null && Shard.Kind != LinkKind.Page && !HasSuspects;

    public bool IsDue(DateTimeOffset now) => HasDueLinks(now) || LacksSuspects;

    /// <summary>Returns whether a visit may have links to check.</summary>
    public bool HasDueLinks(DateTimeOffset now) => Mark != MarkSeen || EarliestDue <= now;
}

/// <summary>Holds a person's request for a recheck: links last checked before <paramref name="Before"/> are due.</summary>
/// <param name="States">Only links in these states; null means all.</param>
public sealed record RecheckRequest(DateTimeOffset Before, IReadOnlyList<LinkState>? States);

/// <param name="ByState">Counts by state; only states that occur.</param>
/// <param name="ByVerdict">Counts by last verdict; only verdicts that occur. Links never checked have none.</param>
public sealed record ShardCounts(long Total, IReadOnlyDictionary<LinkState, long> ByState, IReadOnlyDictionary<Verdict, long> ByVerdict)
{
    public static ShardCounts None { get; } = new(0, new Dictionary<LinkState, long>(), new Dictionary<Verdict, long>());
}

/// <summary>Holds the result of a visit.</summary>
/// <param name="MarkSeen">The mark that was read before the links.</param>
public sealed record ShardSummary(ShardCounts Counts, DateTimeOffset? EarliestDue, string? MarkSeen, DateTimeOffset CountedAt)
{
    /// <summary>Lists links without evidence; null means not counted, and the previous value stands.</summary>
    public Unjudged? Unjudged { get; init; }

    /// <inheritdoc cref="Unjudged"/>
    public SuspectMedia? Suspects { get; init; }
}

/// <summary>Lists the links of a shard without evidence: never checked, or nothing ever answered.</summary>
/// <param name="AsOf">Links registered later are not covered.</param>
/// <param name="Links">At most <see cref="MaxLinks"/>.</param>
/// <param name="More">True if there are others.</param>
public sealed record Unjudged(DateTimeOffset AsOf, IReadOnlyList<LinkId> Links, bool More)
{
    /// <summary>Limits the links. The scheduler reads the rows of all shards, so they must stay small.</summary>
    public const int MaxLinks = 100;
}
