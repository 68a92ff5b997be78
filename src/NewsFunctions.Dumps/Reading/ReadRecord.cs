using NewsFunctions.Core.Articles;
using NewsFunctions.Core.Diagnostics;
using NewsFunctions.Core.Ledger;

namespace NewsFunctions.Dumps.Reading;

/// <summary>Holds the result of reading one record of a dump.</summary>
public sealed record ReadRecord
{
    /// <summary>The entry of a container. It is empty for a dump that is a single text.</summary>
    public required string Member { get; init; }

    /// <summary>The articles, in the order of the text.</summary>
    public required IReadOnlyList<ReadArticle> Articles { get; init; }

    /// <summary>The defects of the record as a whole. Those of an article are in the article.</summary>
    public required IReadOnlyList<DumpDiagnostic> Diagnostics { get; init; }

    /// <summary>Says whether nothing could be read as an article; <see cref="Diagnostics"/> gives the reason. A dump is rejected if all its
    /// records are.</summary>
    public bool Rejected => Articles.Count == 0;

    /// <summary>Says whether this is the large text that blocks all others in this process until the next record is requested. Its articles
    /// must be written and released before that.</summary>
    public bool IsLarge { get; init; }

    /// <summary>The number of bytes of the uncompressed member.</summary>
    public required long Bytes { get; init; }

    /// <summary>The position to continue reading after this record.</summary>
    public required DumpPosition Next { get; init; }
}
