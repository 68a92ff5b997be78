using NewsFunctions.Core.Ledger;

namespace NewsFunctions.Archive.Api;

/// <summary>The last commit of an ingest that runs.</summary>
public sealed record ProgressResponse
{
    /// <summary>The number of the leg, from 1; an ingest sends itself on after some minutes.</summary>
    public required int Leg { get; init; }

    /// <summary>How many bytes of the dump are read.</summary>
    public required long BytesRead { get; init; }

    public required DateTimeOffset CommittedAt { get; init; }

    /// <summary>When it went on after an interruption; null where it was not interrupted since the commit.</summary>
    public required DateTimeOffset? ResumedAt { get; init; }

    /// <summary>Where it goes on when it is interrupted.</summary>
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
