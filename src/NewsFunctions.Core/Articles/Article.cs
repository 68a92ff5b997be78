using System.Text.Json;
using NewsFunctions.Core.Diagnostics;
using NewsFunctions.Core.Ids;

namespace NewsFunctions.Core.Articles;

/// <summary>Holds one version of an article: the content of one of its texts. It has the shape of the API and of <c>news parse --json</c>.</summary>
public sealed record Article
{
    public required string Site { get; init; }

    public required ArticleId Id { get; init; }

    public required string? Title { get; init; }

    public required string? Section { get; init; }

    /// <summary>The dateline with the site's offset. It is null for an undated article.</summary>
    public required DateTimeOffset? PublishedAt { get; init; }

    public required string? Signature { get; init; }

    public required IReadOnlyList<string> Paragraphs { get; init; }

    public required IReadOnlyList<RelatedItem> Related { get; init; }

    /// <summary>The number of bytes that PHP's <c>string(N)</c> declares for the related block. It is null without a block.</summary>
    public required long? DeclaredLength { get; init; }

    /// <summary>The number of bytes of the related block that are present. It is null without a block.</summary>
    public required long? ActualLength { get; init; }

    /// <summary>Says how much of the article is missing.</summary>
    public required Damage Damage { get; init; }

    /// <summary>The BCP 47 language tag (<c>en</c>, <c>fa</c>, <c>ar</c>). It is null if the language is unknown.</summary>
    public required string? Language { get; init; }

    /// <summary>An object of the fields that the container has beside the text. It is null if there are none.</summary>
    public required JsonElement? Extra { get; init; }

    public required IReadOnlyList<DumpDiagnostic> Diagnostics { get; init; }

    /// <summary>The first 16 lower-case hex digits of the SHA-256 of the normalised content. Two texts with the same hash are one version.</summary>
    public required string ContentHash { get; init; }
}
