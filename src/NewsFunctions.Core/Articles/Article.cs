using System.Text.Json;
using NewsFunctions.Core.Diagnostics;
using NewsFunctions.Core.Ids;

namespace NewsFunctions.Core.Articles;

/// <summary>One version of an article: what one text of it says. The shape of the API and of <c>news parse --json</c>.</summary>
public sealed record Article
{
    public required string Site { get; init; }

    public required ArticleId Id { get; init; }

    public required string? Title { get; init; }

    public required string? Section { get; init; }

    /// <summary>The dateline with the site's offset; null for an undated article.</summary>
    public required DateTimeOffset? PublishedAt { get; init; }

    public required string? Signature { get; init; }

    public required IReadOnlyList<string> Paragraphs { get; init; }

    public required IReadOnlyList<RelatedItem> Related { get; init; }

    /// <summary>Bytes that PHP's <c>string(N)</c> declares for the related block; null without a block.</summary>
    public required long? DeclaredLength { get; init; }

    /// <summary>Bytes of the related block that are there; null without a block.</summary>
    public required long? ActualLength { get; init; }

    /// <summary>How much of it is missing.</summary>
    public required Damage Damage { get; init; }

    /// <summary>BCP 47 (<c>en</c>, <c>fa</c>, <c>ar</c>); null where it is not known.</summary>
    public required string? Language { get; init; }

    /// <summary>An object of fields that the container gave beside the text; null without any.</summary>
    public required JsonElement? Extra { get; init; }

    public required IReadOnlyList<DumpDiagnostic> Diagnostics { get; init; }

    /// <summary>16 lower-case hexadecimal digits of the SHA-256 over the normalised content; two texts are one version when it is equal.</summary>
    public required string ContentHash { get; init; }
}
