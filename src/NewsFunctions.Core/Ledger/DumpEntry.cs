using NewsFunctions.Core.Diagnostics;
using NewsFunctions.Core.Ids;

namespace NewsFunctions.Core.Ledger;

public enum DumpStatus
{
    /// <summary>A blob without a row: no ingest has begun.</summary>
    Waiting,

    Running,

    Ingested,

    /// <summary>Nothing in it could be read; the diagnostics say why and the upload stays where it is.</summary>
    Rejected,

    /// <summary>The last attempt failed; set by the function on the poison queue.</summary>
    Failed,

    /// <summary>Overwritten or deleted while it was read; what came instead has a row of its own.</summary>
    Replaced,

    /// <summary>Its takedown has begun.</summary>
    Removing,

    /// <summary>Taken down, with all that only it provided.</summary>
    Removed,
}

/// <summary>One row of the ledger: what became of a dump.</summary>
public sealed record DumpEntry
{
    public required DumpId Id { get; init; }

    public required string Name { get; init; }

    public required DumpStatus Status { get; init; }

    public required long Size { get; init; }

    public required string ETag { get; init; }

    public required DateTimeOffset LastModified { get; init; }

    public required DateTimeOffset? StartedAt { get; init; }

    public required DateTimeOffset? FinishedAt { get; init; }

    public required DumpCounts Counts { get; init; }

    /// <summary>How far it is; null while nothing was committed, and once it has ended.</summary>
    public required DumpProgress? Progress { get; init; }

    /// <summary>Why the dump was rejected or failed, else null.</summary>
    public required string? Error { get; init; }

    /// <summary>Defects of the dump as a whole.</summary>
    public required IReadOnlyList<DumpDiagnostic> Diagnostics { get; init; }
}

/// <summary>What an ingest read and kept; nothing is dropped silently, so the numbers add up.</summary>
/// <param name="Articles">Articles written.</param>
/// <param name="RelatedItems">Related items kept, over all articles.</param>
/// <param name="Links">Distinct links that the articles mention; exact up to a million, beyond that an upper bound.</param>
/// <param name="Diagnostics">Diagnostics, over the dump and its articles.</param>
public sealed record DumpCounts(long Articles, long RelatedItems, long Links, long Diagnostics)
{
    public static DumpCounts None { get; } = new(0, 0, 0, 0);

    /// <summary>The damage in all articles together.</summary>
    public Damage Damage { get; init; } = Damage.None;
}
