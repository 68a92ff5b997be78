using NewsFunctions.Core.Articles;
using NewsFunctions.Core.Diagnostics;

namespace NewsFunctions.Storage.Articles;

/// <summary>Holds what a list of versions shows of one.</summary>
public sealed record ArticleVersion
{
    /// <summary>Limits the places that are listed of a version.</summary>
    public const int MaxPlaces = 100;

    public required string ContentHash { get; init; }

    public required bool IsCurrent { get; init; }

    /// <summary>Gets the title, cut if very long.</summary>
    public required string? Title { get; init; }

    public required DateTimeOffset? PublishedAt { get; init; }

    public required string? Language { get; init; }

    public required int Paragraphs { get; init; }

    public required int RelatedCount { get; init; }

    public required int Diagnostics { get; init; }

    public required Damage Damage { get; init; }

    /// <summary>Gets the newest crawl (or upload) time of all places of its text. It decides which version is current.</summary>
    public required DateTimeOffset SeenAt { get; init; }

    /// <summary>Lists the places, oldest upload first, at most <see cref="MaxPlaces"/>.</summary>
    public required IReadOnlyList<Provenance> Provenance { get; init; }

    public required bool HasMoreProvenance { get; init; }
}
