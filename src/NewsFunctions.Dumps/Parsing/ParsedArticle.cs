using NewsFunctions.Core.Articles;
using NewsFunctions.Core.Diagnostics;
using NewsFunctions.Core.Text;

namespace NewsFunctions.Dumps.Parsing;

/// <summary>Holds one article as read from its text, before its site, id and time zone are known.</summary>
public sealed record ParsedArticle
{
    public required string? Title { get; init; }

    public required string? Section { get; init; }

    /// <summary>The time as written, kind Unspecified. It is null without a dateline or with an impossible one.</summary>
    public required DateTime? Dateline { get; init; }

    /// <summary>The offset from Greenwich Mean Time in the dateline. It is null for a local time of the site.</summary>
    public TimeSpan? DatelineOffset { get; init; }

    /// <summary>The same article as rules before version 5 read it, without its dateline. It is null if they read it the same way.</summary>
    internal ParsedArticle? Earlier { get; init; }

    public required string? Signature { get; init; }

    public required IReadOnlyList<string> Paragraphs { get; init; }

    public required IReadOnlyList<RelatedItem> Related { get; init; }

    /// <summary>Says how much of its related list is missing.</summary>
    public required Damage Damage { get; init; }

    /// <summary>The BCP 47 language tag (<c>en</c>, <c>fa</c>, <c>ar</c>). It is null if the language is unknown.</summary>
    public required string? Language { get; init; }

    public required long? DeclaredLength { get; init; }

    public required long? ActualLength { get; init; }

    public required IReadOnlyList<DumpDiagnostic> Diagnostics { get; init; }

    /// <summary>The start of the article in the dump (in the member of a container), in bytes.</summary>
    public required long Offset { get; init; }

    /// <summary>The length of the article in the dump, in bytes.</summary>
    public required long Length { get; init; }

    internal ParsedArticle InMember(TextOffsets offsets)
    {
        long start = offsets.ToMember((int)Offset);
        return this with
        {
            Offset = start,
            Length = offsets.EndInMember((int)(Offset + Length)) - start,
            Diagnostics = DumpDiagnostic.InMember(Diagnostics, offsets),
        };
    }
}
