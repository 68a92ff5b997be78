namespace NewsFunctions.Core.WebArchives;

/// <summary>A copy in someone else's web archive (RFC 7089).</summary>
public sealed record Memento
{
    /// <summary>Where it can be read.</summary>
    public required string Url { get; init; }

    /// <summary>When the archive took it.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The SHA-1 of its payload in base32, as CDX gives it; null where the archive does not tell.</summary>
    public string? Digest { get; init; }
}
