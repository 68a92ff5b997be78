namespace NewsFunctions.Links.WebArchives;

/// <summary>One capture that a CDX server lists.</summary>
/// <param name="Timestamp">14 digits, UTC.</param>
/// <param name="Original">The URL as it was crawled.</param>
/// <param name="Digest">The SHA-1 of the payload in base32; null where none is given.</param>
internal sealed record CdxRow(string Timestamp, DateTimeOffset At, string Original, int Status, string? Digest);
