namespace NewsFunctions.Storage.Captures;

/// <summary>Reports how large the captures are.</summary>
/// <param name="AsOf">The time when they were counted: once a day, because counting lists them all.</param>
public sealed record CaptureSize(long Files, long Bytes, DateTimeOffset AsOf);
