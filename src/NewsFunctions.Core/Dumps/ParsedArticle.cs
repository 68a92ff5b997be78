using NewsFunctions.Articles;

namespace NewsFunctions.Dumps;

/// <summary>One article as its text gives it, before its site, id and time zone are known.</summary>
public sealed record ParsedArticle
{
    public required string? Title { get; init; }

    public required string? Section { get; init; }

    /// <summary>Local time of the site, kind Unspecified, or kind Utc where the dateline says GMT; null without a dateline or with an impossible one.</summary>
    public required DateTime? Dateline { get; init; }

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
