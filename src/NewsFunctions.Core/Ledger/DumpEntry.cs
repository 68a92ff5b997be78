using NewsFunctions.Core.Diagnostics;
using NewsFunctions.Core.Ids;

namespace NewsFunctions.Core.Ledger;

public enum DumpStatus
{
    /// <summary>The blob has no row yet: no ingest has begun.</summary>
    Waiting,

    Running,

    Ingested,

    /// <summary>Nothing in the dump could be read. The diagnostics say why, and the upload stays in place.</summary>
    Rejected,

    /// <summary>The last attempt failed. The function on the poison queue sets this.</summary>
    Failed,

    /// <summary>The blob was overwritten or deleted while it was read. A new blob has a row of its own.</summary>
    Replaced,

    /// <summary>The takedown has begun.</summary>
    Removing,

    /// <summary>The dump was taken down, with everything that came only from it.</summary>
    Removed,
}

/// <summary>Holds one row of the ledger: the status of a dump.</summary>
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

    /// <summary>The progress of the ingest. It is null before the first commit and after the end.</summary>
    public required DumpProgress? Progress { get; init; }

    /// <summary>The reason why the dump was rejected or failed; otherwise null.</summary>
    public required string? Error { get; init; }

    /// <summary>Defects of the dump as a whole.</summary>
    public required IReadOnlyList<DumpDiagnostic> Diagnostics { get; init; }
}

/// <summary>Counts what an ingest read and kept. Nothing is dropped silently, so the numbers add up.</summary>
/// <param name="Articles">Articles written.</param>
/// <param name="RelatedItems">Related items kept, over all articles.</param>
/// <param name="Links">Distinct links that the articles mention; exact up to a million, an upper bound beyond that.</param>
/// <param name="Diagnostics">Diagnostics, over the dump and its articles.</param>
public sealed record DumpCounts(long Articles, long RelatedItems, long Links, long Diagnostics)
{
    public static DumpCounts None { get; } = new(0, 0, 0, 0);

    /// <summary>The total damage of all articles.</summary>
    public Damage Damage { get; init; } = Damage.None;
}
