namespace NewsFunctions.Storage.Captures;

/// <summary>How large the copies of media are.</summary>
/// <param name="AsOf">When they were counted: once a day, because that lists them all.</param>
public sealed record CaptureSize(long Files, long Bytes, DateTimeOffset AsOf);
