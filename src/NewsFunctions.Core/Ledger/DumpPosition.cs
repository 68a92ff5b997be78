namespace NewsFunctions.Core.Ledger;

/// <summary>Marks the position at which reading a dump continues. Every record before it was returned. An ingest commits it.</summary>
public sealed record DumpPosition
{
    public static DumpPosition Start { get; } = new();

    /// <summary>The position after the last record.</summary>
    public static DumpPosition End { get; } = new() { Entry = int.MaxValue };

    /// <summary>The number of finished entries of the zip; 0 if the dump is not a zip.</summary>
    public int Entry { get; init; }

    /// <summary>The number of finished entries of the zip inside that entry; 0 if it is not a zip.</summary>
    public int InnerEntry { get; init; }

    /// <summary>The offset in the uncompressed member, in bytes.</summary>
    public long Offset { get; init; }

    /// <summary>Says whether the position is after another article of the same text.</summary>
    public bool InText { get; init; }

    /// <summary>Says whether the previous article has no related block, so that the start of the next one is a guess.</summary>
    public bool AfterOpenArticle { get; init; }
}
