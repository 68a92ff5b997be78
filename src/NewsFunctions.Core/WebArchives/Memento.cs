namespace NewsFunctions.Core.WebArchives;

/// <summary>Describes a memento: a copy in someone else's web archive (RFC 7089).</summary>
public sealed record Memento
{
    /// <summary>The URL of the memento.</summary>
    public required string Url { get; init; }

    /// <summary>The time when the archive captured it.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The base32 SHA-1 of its payload, as in CDX. It is null if the archive does not give it.</summary>
    public string? Digest { get; init; }
}
