namespace NewsFunctions.Archive.Ingest;

/// <summary>Limits how much an ingest does at a time.</summary>
internal sealed record IngestLimits
{
    public static IngestLimits Default { get; } = new();

    /// <summary>Limits a commit, which is read and written again after a crash. A commit has at least one record of the dump.</summary>
    public int ArticlesPerCommit { get; init; } = 1_000;

    /// <inheritdoc cref="ArticlesPerCommit"/>
    public long BytesPerCommit { get; init; } = 32L << 20;

    /// <summary>Sets the time after which an ingest continues in a new leg, far below the function timeout of 30 minutes.</summary>
    public TimeSpan LegTime { get; init; } = TimeSpan.FromMinutes(8);

    /// <summary>Limits how many ingests of more than a megabyte run at once.</summary>
    public int LargeAtOnce { get; init; } = 4;

    /// <summary>Limits how long a large ingest waits for others before it goes back to the queue, far below the function timeout.</summary>
    public TimeSpan MaxLargeWait { get; init; } = TimeSpan.FromMinutes(5);
}
