using System.Text.Json;
using NewsFunctions.Core.Diagnostics;
using NewsFunctions.Core.Ledger;
using NewsFunctions.Core.Text;

namespace NewsFunctions.Dumps.Parsing;

/// <summary>Some whole articles of a dump: a plain text or a stretch of a long one, or what one entry of a container holds.</summary>
public sealed record DumpRecord
{
    /// <summary>The entry of a zip; empty where the dump is none.</summary>
    public required string Member { get; init; }

    /// <summary>Where the record begins in its member, bytes, uncompressed.</summary>
    public required long Offset { get; init; }

    /// <summary>How many bytes of the member it takes.</summary>
    public required long Length { get; init; }

    /// <summary>The text, for the parser; empty where <see cref="Refusal"/> says why it could not be read.
    /// Valid until the next record is asked for: the memory is used again.</summary>
    public required ReadOnlyMemory<byte> Bytes { get; init; }

    /// <summary>Where the bytes of the text lie in the member.</summary>
    public required TextOffsets Offsets { get; init; }

    /// <summary>The page that the text was taken from, where the container says so.</summary>
    public Uri? TargetUri { get; init; }

    public DateTimeOffset? CrawledAt { get; init; }

    /// <summary>When the article was published, where the container says so; a dateline in the text comes first.</summary>
    public DateTimeOffset? PublishedAt { get; init; }

    /// <summary>An object of the fields that the container gives and nothing here knows; kept with the article.</summary>
    public JsonElement? Extra { get; init; }

    /// <summary>The container says that this is an article: it needs neither dateline nor related block.</summary>
    public bool IsArticle { get; init; }

    /// <summary>The whole member is one HTML page.</summary>
    public bool IsPage { get; init; }

    /// <summary>Other records are articles of the same text.</summary>
    public bool IsPart { get; init; }

    /// <summary>The text goes on from an article without related block, so that where this one begins is a guess.</summary>
    public bool FollowsOpenArticle { get; init; }

    /// <summary>What is wrong with the container here, or with the text before it was one.</summary>
    public IReadOnlyList<DumpDiagnostic> Diagnostics { get; init; } = [];

    /// <summary>Why the text was not read; null for every readable record. A record of no bytes at the end of a member tells with it
    /// and <see cref="Diagnostics"/> what is wrong with the member as a whole.</summary>
    public DumpDiagnostic? Refusal { get; init; }

    /// <summary>Where reading goes on after this record.</summary>
    public required DumpPosition Next { get; init; }
}
