using System.Text.Json;
using NewsFunctions.Core.Articles;
using NewsFunctions.Core.Diagnostics;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;
using NewsFunctions.Storage.Articles;

namespace NewsFunctions.Archive.Api;

/// <summary>Describes one article: a version of it, where it was found, and the states of its media.</summary>
public sealed record ArticleResponse
{
    public required string Site { get; init; }

    public required string Id { get; init; }

    public required string? Title { get; init; }

    public required string? Section { get; init; }

    /// <summary>The publication time, with the offset of its site.</summary>
    public required DateTimeOffset? PublishedAt { get; init; }

    public required string? Signature { get; init; }

    public required IReadOnlyList<string> Paragraphs { get; init; }

    public required int RelatedCount { get; init; }

    public required IReadOnlyList<RelatedResponse> Related { get; init; }

    public required long? DeclaredLength { get; init; }

    public required long? ActualLength { get; init; }

    /// <summary>How much of the article is missing.</summary>
    public required Damage Damage { get; init; }

    /// <summary>The BCP 47 language tag; null if the language is not known.</summary>
    public required string? Language { get; init; }

    /// <summary>The fields that the container gave beside the text; null if there are none.</summary>
    public required JsonElement? Extra { get; init; }

    /// <summary>The link to the article's own page, which exists if the publisher's id is known.</summary>
    public required string? PageLinkId { get; init; }

    /// <summary>The dump of the newest entry of <see cref="Provenance"/>.</summary>
    public required string? DumpName { get; init; }

    public required string ContentHash { get; init; }

    /// <summary>True if this is the newest version.</summary>
    public required bool Current { get; init; }

    public required IReadOnlyList<ProvenanceResponse> Provenance { get; init; }

    public required IReadOnlyList<DumpDiagnostic> Diagnostics { get; init; }

    /// <param name="links">The media of the related items, as far as they are registered.</param>
    public static ArticleResponse From(StoredArticle stored, IReadOnlyDictionary<LinkId, Link> links)
    {
        Article article = stored.Article;
        return new ArticleResponse
        {
            Site = article.Site,
            Id = article.Id.Value,
            Title = article.Title,
            Section = article.Section,
            PublishedAt = article.PublishedAt,
            Signature = article.Signature,
            Paragraphs = article.Paragraphs,
            RelatedCount = article.Related.Count,
            Related = [.. article.Related.Select(item => RelatedResponse.From(item, links))],
            DeclaredLength = article.DeclaredLength,
            ActualLength = article.ActualLength,
            Damage = article.Damage,
            Language = article.Language,
            Extra = article.Extra,
            PageLinkId = article.Id.IsTextId ? null : LinkId.ForPage(article.Id).Value,
            DumpName = stored.Provenance.MaxBy(found => found.CrawledAt ?? found.UploadedAt)?.DumpName,
            ContentHash = article.ContentHash,
            Current = stored.IsCurrent,
            Provenance = [.. stored.Provenance.Select(ProvenanceResponse.From)],
            Diagnostics = article.Diagnostics,
        };
    }
}
