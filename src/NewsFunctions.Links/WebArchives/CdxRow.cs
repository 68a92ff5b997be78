namespace NewsFunctions.Links.WebArchives;

/// <summary>Holds one memento in the list of a CDX server.</summary>
/// <param name="Timestamp">14 digits, UTC.</param>
/// <param name="Original">The crawled URL.</param>
/// <param name="Digest">The base32 SHA-1 of the payload; null if there is none.</param>
internal sealed record CdxRow(string Timestamp, DateTimeOffset At, string Original, int Status, string? Digest);
