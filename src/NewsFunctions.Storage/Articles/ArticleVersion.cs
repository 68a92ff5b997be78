using NewsFunctions.Core.Articles;
using NewsFunctions.Core.Diagnostics;

namespace NewsFunctions.Storage.Articles;

/// <summary>What a list of versions shows of one.</summary>
public sealed record ArticleVersion
{
    /// <summary>Places that are listed of a version.</summary>
    public const int MaxPlaces = 100;

    public required string ContentHash { get; init; }

    public required bool IsCurrent { get; init; }

    /// <summary>The title; the beginning of a very long one.</summary>
    public required string? Title { get; init; }

    public required DateTimeOffset? PublishedAt { get; init; }

    public required string? Language { get; init; }

    public required int Paragraphs { get; init; }

    public required int RelatedCount { get; init; }

    public required int Diagnostics { get; init; }

    public required Damage Damage { get; init; }

    /// <summary>The newest crawl, else upload, of all places of its text: what makes a version current.</summary>
    public required DateTimeOffset SeenAt { get; init; }

    /// <summary>Oldest upload first, at most <see cref="MaxPlaces"/>.</summary>
    public required IReadOnlyList<Provenance> Provenance { get; init; }

    public required bool HasMoreProvenance { get; init; }
}
