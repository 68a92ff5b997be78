namespace NewsFunctions.Core.Facts;

/// <summary>What asking for a whole file brought, to walk through it where its head and tail did not show its end.</summary>
public sealed record WholeFileFacts
{
    /// <summary>Null where no status line came.</summary>
    public int? Status { get; init; }

    /// <summary>Bytes that were walked through.</summary>
    public required long Bytes { get; init; }

    /// <summary>Why that told nothing, one sentence; null where it did.</summary>
    public string? Failure { get; init; }
}
