namespace NewsFunctions.Dumps.Datelines;

/// <summary>What a dateline says.</summary>
internal readonly record struct ReadDateline
{
    /// <summary>The time as it is written; null where it is none.</summary>
    public required DateTime? Time { get; init; }

    /// <summary>The offset from Greenwich Mean Time that the line names; null for a local time of the site.</summary>
    public required TimeSpan? Offset { get; init; }

    /// <summary>Rules before version 5 took the line for text.</summary>
    public required bool IsLaterForm { get; init; }

    /// <summary>The language of its names, BCP 47; null where they belong to several or to different ones.</summary>
    public required string? Language { get; init; }
}
