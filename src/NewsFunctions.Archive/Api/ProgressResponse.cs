using NewsFunctions.Core.Ledger;

namespace NewsFunctions.Archive.Api;

/// <summary>Describes the last commit of a running ingest.</summary>
public sealed record ProgressResponse
{
    /// <summary>The number of the leg, from 1. An ingest continues in a new leg after some minutes.</summary>
    public required int Leg { get; init; }

    /// <summary>The number of bytes read from the dump.</summary>
    public required long BytesRead { get; init; }

    public required DateTimeOffset CommittedAt { get; init; }

    /// <summary>The time when it resumed after an interruption; null if it was not interrupted since the commit.</summary>
    public required DateTimeOffset? ResumedAt { get; init; }

    /// <summary>The position from which it resumes after an interruption.</summary>
    public required DumpPosition Position { get; init; }

    public static ProgressResponse From(DumpProgress progress) => new()
    {
        Leg = progress.Leg,
        BytesRead = progress.BytesRead,
        CommittedAt = progress.CommittedAt,
        ResumedAt = progress.ResumedAt,
        Position = progress.Position,
    };
}
