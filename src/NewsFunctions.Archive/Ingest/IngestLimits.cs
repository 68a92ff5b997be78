namespace NewsFunctions.Archive.Ingest;

/// <summary>How much an ingest does at a time.</summary>
internal sealed record IngestLimits
{
    public static IngestLimits Default { get; } = new();

    /// <summary>What is written together, and at most is read and written again after a crash (but no less than one record of the dump).</summary>
    public int ArticlesPerCommit { get; init; } = 1_000;

    /// <inheritdoc cref="ArticlesPerCommit"/>
    public long BytesPerCommit { get; init; } = 32L << 20;

    /// <summary>The time after which an ingest sends itself on, far below the function timeout of 30 minutes.</summary>
    public TimeSpan LegTime { get; init; } = TimeSpan.FromMinutes(8);
}
