using NewsFunctions.Core.Diagnostics;
using NewsFunctions.Storage.Articles;

namespace NewsFunctions.Archive.Api;

/// <summary>Describes a version in the list of an article's versions.</summary>
public sealed record ArticleVersionResponse
{
    public required string ContentHash { get; init; }

    /// <summary>True if this is the version that the article shows.</summary>
    public required bool Current { get; init; }

    public required string? Title { get; init; }

    /// <summary>The publication time of the version, with the offset of its site.</summary>
    public required DateTimeOffset? PublishedAt { get; init; }

    public required string? Language { get; init; }

    /// <summary>The number of paragraphs.</summary>
    public required int Paragraphs { get; init; }

    public required int RelatedCount { get; init; }

    /// <summary>The number of diagnostics. The version itself shows them.</summary>
    public required int Diagnostics { get; init; }

    public required Damage Damage { get; init; }

    /// <summary>The oldest crawl (or upload) time of the listed places.</summary>
    public required DateTimeOffset? FirstSeenAt { get; init; }

    /// <summary>The newest crawl (or upload) time of all places.</summary>
    public required DateTimeOffset LastSeenAt { get; init; }

    public required IReadOnlyList<ProvenanceResponse> Provenance { get; init; }

    /// <summary>True if there are more places than are listed.</summary>
    public required bool MoreProvenance { get; init; }

    public static ArticleVersionResponse From(ArticleVersion version) => new()
    {
        ContentHash = version.ContentHash,
        Current = version.IsCurrent,
        Title = version.Title,
        PublishedAt = version.PublishedAt,
        Language = version.Language,
        Paragraphs = version.Paragraphs,
        RelatedCount = version.RelatedCount,
        Diagnostics = version.Diagnostics,
        Damage = version.Damage,
        FirstSeenAt = version.Provenance.Count == 0 ? null : version.Provenance.Min(place => place.CrawledAt ?? place.UploadedAt),
        LastSeenAt = version.SeenAt,
        Provenance = [.. version.Provenance.Select(ProvenanceResponse.From)],
        MoreProvenance = version.HasMoreProvenance,
    };
}
