namespace NewsFunctions.Core.Captures;

/// <summary>Describes one stored file. Its key is the hash of its content.</summary>
public sealed record CapturedFile
{
    /// <summary>The SHA-256 in lower-case hex. It is the file's name in the container.</summary>
    public required string Sha256 { get; init; }

    /// <summary>The SHA-1 in base32, the form that web archives use for payload digests.</summary>
    public required string Sha1 { get; init; }

    public required DateTimeOffset At { get; init; }

    public required long Bytes { get; init; }

    /// <summary>The media type detected from the bytes, one of <see cref="CaptureTypes"/>.</summary>
    public required string Type { get; init; }

    /// <summary>The URL that returned the bytes, after redirects.</summary>
    public required string Url { get; init; }
}
