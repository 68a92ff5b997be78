namespace NewsFunctions.Core.Facts;

/// <summary>Holds the result of the request for a whole file. It is walked if its head and tail do not show its end.</summary>
public sealed record WholeFileFacts
{
    /// <summary>The status. It is null if no status line arrived.</summary>
    public int? Status { get; init; }

    /// <summary>The number of bytes walked.</summary>
    public required long Bytes { get; init; }

    /// <summary>One sentence why the walk was not conclusive. It is null if it was.</summary>
    public string? Failure { get; init; }
}
