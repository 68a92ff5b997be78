using NewsFunctions.Core.Articles;
using NewsFunctions.Core.Diagnostics;
using NewsFunctions.Core.Ledger;

namespace NewsFunctions.Dumps.Reading;

/// <summary>What one record of a dump gave.</summary>
public sealed record ReadRecord
{
    /// <summary>The entry of a container; empty for a dump that is one text.</summary>
    public required string Member { get; init; }

    /// <summary>The related items, in the order of the text.</summary>
    public required IReadOnlyList<ReadArticle> Articles { get; init; }

    /// <summary>Defects of the record as a whole; those of an article stay with the article.</summary>
    public required IReadOnlyList<DumpDiagnostic> Diagnostics { get; init; }

    /// <summary>Nothing in it could be read as an article; <see cref="Diagnostics"/> says why. A dump is rejected when all its records are.</summary>
    public bool Rejected => Articles.Count == 0;

    /// <summary>The only large text that this process holds. Others wait until the next record is asked for, so its articles are to be
    /// written and let go of before.</summary>
    public bool IsLarge { get; init; }

    /// <summary>Bytes of the member, uncompressed.</summary>
    public required long Bytes { get; init; }

    /// <summary>Where reading goes on after this record.</summary>
    public required DumpPosition Next { get; init; }
}
