namespace NewsFunctions.Core.Facts;

/// <summary>What asking for the last bytes of a file brought.</summary>
public sealed record TailFacts
{
    /// <summary>Null where no status line came.</summary>
    public int? Status { get; init; }

    /// <summary>Bytes of the end that were read; 0 where something else came.</summary>
    public required int Bytes { get; init; }

    /// <summary>SHA-256 of them, lower-case hex; null without any.</summary>
    public string? Sha256 { get; init; }
}
