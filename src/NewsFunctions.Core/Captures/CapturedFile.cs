namespace NewsFunctions.Core.Captures;

/// <summary>Bytes that we stored: one file, found by its own hash.</summary>
public sealed record CapturedFile
{
    /// <summary>Lower-case hex; the file's name in the container.</summary>
    public required string Sha256 { get; init; }

    /// <summary>The SHA-1 in base32, as web archives name payloads.</summary>
    public required string Sha1 { get; init; }

    public required DateTimeOffset At { get; init; }

    public required long Bytes { get; init; }

    /// <summary>The media type that the bytes have, one of <see cref="CaptureTypes"/>.</summary>
    public required string Type { get; init; }

    /// <summary>The URL that gave the bytes, redirects followed.</summary>
    public required string Url { get; init; }
}
