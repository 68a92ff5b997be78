using NewsFunctions.Core.Articles;
using NewsFunctions.Core.Diagnostics;
using NewsFunctions.Core.Text;

namespace NewsFunctions.Dumps.Parsing;

/// <summary>One article as its text gives it, before its site, id and time zone are known.</summary>
public sealed record ParsedArticle
{
    public required string? Title { get; init; }

    public required string? Section { get; init; }

    /// <summary>The time as it is written, kind Unspecified; null without a dateline or with an impossible one.</summary>
    public required DateTime? Dateline { get; init; }

    /// <summary>The offset from Greenwich Mean Time that the dateline names; null for a local time of the site.</summary>
    public TimeSpan? DatelineOffset { get; init; }

    /// <summary>The same article as rules before version 5 read it, without its dateline; null where they read it like these.</summary>
    internal ParsedArticle? Earlier { get; init; }

    public required string? Signature { get; init; }

    public required IReadOnlyList<string> Paragraphs { get; init; }

    public required IReadOnlyList<RelatedItem> Related { get; init; }

    /// <summary>How much of its related list is missing.</summary>
    public required Damage Damage { get; init; }

    /// <summary>BCP 47 (<c>en</c>, <c>fa</c>, <c>ar</c>); null where it is not known.</summary>
    public required string? Language { get; init; }

    public required long? DeclaredLength { get; init; }

    public required long? ActualLength { get; init; }

    public required IReadOnlyList<DumpDiagnostic> Diagnostics { get; init; }

    /// <summary>Where the article's bytes begin in the dump (in the member, in a container).</summary>
    public required long Offset { get; init; }

    /// <summary>How many bytes of the dump are this article's.</summary>
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
