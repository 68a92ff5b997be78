using System.Text.Json;
using NewsFunctions.Core.Diagnostics;
using NewsFunctions.Core.Ledger;
using NewsFunctions.Core.Text;

namespace NewsFunctions.Dumps.Parsing;

/// <summary>Holds some whole articles of a dump: a plain text, a part of a long one, or the content of one container entry.</summary>
public sealed record DumpRecord
{
    /// <summary>The entry of a zip. It is empty if the dump is not a zip.</summary>
    public required string Member { get; init; }

    /// <summary>The start of the record in its uncompressed member, in bytes.</summary>
    public required long Offset { get; init; }

    /// <summary>The length of the record in the member, in bytes.</summary>
    public required long Length { get; init; }

    /// <summary>The text for the parser. It is empty if there is a <see cref="Refusal"/>.
    /// It is valid until the next record is requested, because the memory is reused.</summary>
    public required ReadOnlyMemory<byte> Bytes { get; init; }

    /// <summary>Maps offsets of the text to the member.</summary>
    public required TextOffsets Offsets { get; init; }

    /// <summary>The URL of the page that the text was taken from, if the container has it.</summary>
    public Uri? TargetUri { get; init; }

    public DateTimeOffset? CrawledAt { get; init; }

    /// <summary>The publication time, if the container has it. A dateline in the text takes precedence.</summary>
    public DateTimeOffset? PublishedAt { get; init; }

    /// <summary>An object of the container's fields that are unknown here. It is kept with the article.</summary>
    public JsonElement? Extra { get; init; }

    /// <summary>Says whether the container marks this as an article, which then needs neither a dateline nor a related block.</summary>
    public bool IsArticle { get; init; }

    /// <summary>Says whether the whole member is one HTML page.</summary>
    public bool IsPage { get; init; }

    /// <summary>Says whether other records have articles of the same text.</summary>
    public bool IsPart { get; init; }

    /// <summary>Says whether the record follows an article without a related block, so that its start is a guess.</summary>
    public bool FollowsOpenArticle { get; init; }

    /// <summary>The defects of the container here, or of the text before it was converted.</summary>
    public IReadOnlyList<DumpDiagnostic> Diagnostics { get; init; } = [];

    /// <summary>The reason why the text was not read. It is null for every readable record. A record without bytes at the end of a member
    /// reports the defects of the whole member here and in <see cref="Diagnostics"/>.</summary>
    public DumpDiagnostic? Refusal { get; init; }

    /// <summary>The position to continue reading after this record.</summary>
    public required DumpPosition Next { get; init; }
}
