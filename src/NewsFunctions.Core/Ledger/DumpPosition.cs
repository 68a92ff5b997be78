namespace NewsFunctions.Core.Ledger;

/// <summary>Where reading a dump goes on: every record before it has been given out. What an ingest commits.</summary>
public sealed record DumpPosition
{
    public static DumpPosition Start { get; } = new();

    /// <summary>Everything has been given out.</summary>
    public static DumpPosition End { get; } = new() { Entry = int.MaxValue };

    /// <summary>Entries of the zip that are done; 0 where the dump is no zip.</summary>
    public int Entry { get; init; }

    /// <summary>Entries that are done of the zip within that entry; 0 where it is none.</summary>
    public int InnerEntry { get; init; }

    /// <summary>Bytes of the member, uncompressed.</summary>
    public long Offset { get; init; }

    /// <summary>Articles of the same text come before.</summary>
    public bool InText { get; init; }

    /// <summary>The article before has no related block, so that where the next one begins is a guess.</summary>
    public bool AfterOpenArticle { get; init; }
}
