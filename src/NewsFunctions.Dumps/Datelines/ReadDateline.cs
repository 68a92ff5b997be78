namespace NewsFunctions.Dumps.Datelines;

/// <summary>Holds the result of reading a dateline.</summary>
internal readonly record struct ReadDateline
{
    /// <summary>The time as written. It is null if it is impossible.</summary>
    public required DateTime? Time { get; init; }

    /// <summary>The offset from Greenwich Mean Time in the line. It is null for a local time of the site.</summary>
    public required TimeSpan? Offset { get; init; }

    /// <summary>Says whether rules before version 5 treated the line as text.</summary>
    public required bool IsLaterForm { get; init; }

    /// <summary>The language of its names, BCP 47. It is null if they belong to several languages or to different ones.</summary>
    public required string? Language { get; init; }
}
