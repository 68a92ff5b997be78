using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;

namespace NewsFunctions.Storage.Links;

/// <summary>What LinkShards knows of a shard: its own row, and the mark row that ingests write.</summary>
public sealed record ShardStatus
{
    public required LinkShard Shard { get; init; }

    /// <summary>The number of the visit that may work; a message with another one is stale.</summary>
    public required long Run { get; init; }

    public required DateTimeOffset? LeaseUntil { get; init; }

    /// <summary>When the next visit is worth while; null when nothing is known to fall due.</summary>
    public required DateTimeOffset? EarliestDue { get; init; }

    /// <summary>The mark that the last complete visit had read.</summary>
    public required string? MarkSeen { get; init; }

    /// <summary>Set anew by every ingest and recheck request; null before the first.</summary>
    public required string? Mark { get; init; }

    public required RecheckRequest? Recheck { get; init; }

    public required ShardCounts Counts { get; init; }

    /// <summary>The time of <see cref="Counts"/>; null before the first visit.</summary>
    public required DateTimeOffset? CountedAt { get; init; }

    /// <summary>Null before the first visit, and where a whole site's shards were read for their schedule.</summary>
    public Unjudged? Unjudged { get; init; }

    /// <summary>Null before the first visit of this version, for pages, and where a whole site's shards were read for their schedule.</summary>
    public SuspectMedia? Suspects { get; init; }

    /// <summary>Whether the row has <see cref="Suspects"/>, read or not.</summary>
    public bool HasSuspects { get; init; }

    /// <summary>The ETag of the shard's own row; null when there is none yet.</summary>
    public required string? ETag { get; init; }

    /// <summary>The ETag of the row with the mark; null where there is no such row yet.</summary>
    internal string? MarkETag { get; init; }

    /// <summary>A visit that knew nothing of suspect media counted the shard: one visit adds them, without requests.</summary>
    public bool LacksSuspects => CountedAt is not null && Shard.Kind != LinkKind.Page && !HasSuspects;

    public bool IsDue(DateTimeOffset now) => HasDueLinks(now) || LacksSuspects;

    /// <summary>Whether a visit may have links to check.</summary>
    public bool HasDueLinks(DateTimeOffset now) => Mark != MarkSeen || EarliestDue <= now;
}

/// <summary>A person asked for a recheck: links last checked before <paramref name="Before"/> are due.</summary>
/// <param name="States">Only links in these states; null means all.</param>
public sealed record RecheckRequest(DateTimeOffset Before, IReadOnlyList<LinkState>? States);

/// <param name="ByState">States that occur.</param>
/// <param name="ByVerdict">Last verdicts that occur; links never checked have none.</param>
public sealed record ShardCounts(long Total, IReadOnlyDictionary<LinkState, long> ByState, IReadOnlyDictionary<Verdict, long> ByVerdict)
{
    public static ShardCounts None { get; } = new(0, new Dictionary<LinkState, long>(), new Dictionary<Verdict, long>());
}

/// <summary>What a visit found.</summary>
/// <param name="MarkSeen">The mark that was read before the links were.</param>
public sealed record ShardSummary(ShardCounts Counts, DateTimeOffset? EarliestDue, string? MarkSeen, DateTimeOffset CountedAt)
{
    /// <summary>Null: not told, what was known before stands.</summary>
    public Unjudged? Unjudged { get; init; }

    /// <inheritdoc cref="Unjudged"/>
    public SuspectMedia? Suspects { get; init; }
}

/// <summary>Links of a shard about which no check has brought evidence: never checked, or nothing ever answered.</summary>
/// <param name="AsOf">Links registered later may be such, too.</param>
/// <param name="Links">At most <see cref="MaxLinks"/>.</param>
/// <param name="More">There are others.</param>
public sealed record Unjudged(DateTimeOffset AsOf, IReadOnlyList<LinkId> Links, bool More)
{
    /// <summary>The scheduler reads the rows of all shards, so they stay small.</summary>
    public const int MaxLinks = 100;
}
