namespace NewsFunctions.Core.Facts;

/// <summary>Holds the result of the request for the last bytes of a file.</summary>
public sealed record TailFacts
{
    /// <summary>The status. It is null if no status line arrived.</summary>
    public int? Status { get; init; }

    /// <summary>The number of bytes of the end that were read; 0 if the response was not that range.</summary>
    public required int Bytes { get; init; }

    /// <summary>The SHA-256 of these bytes in lower-case hex. It is null if there are none.</summary>
    public string? Sha256 { get; init; }
}
