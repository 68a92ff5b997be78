using NewsFunctions.Core.Articles;
using NewsFunctions.Storage.Articles;
using NewsFunctions.Storage.Words;

namespace NewsFunctions.Archive.Api;

/// <summary>Describes an article in a list.</summary>
public sealed record ArticleListItem
{
    public required string Site { get; init; }

    public required string Id { get; init; }

    public required string? Title { get; init; }

    /// <summary>The publication time, with the offset of its site.</summary>
    public required DateTimeOffset? PublishedAt { get; init; }

    public required string? Signature { get; init; }

    public required int RelatedCount { get; init; }

    public required string DumpName { get; init; }

    /// <summary>The number of diagnostics. The article itself shows them.</summary>
    public required int Diagnostics { get; init; }

    /// <summary>The BCP 47 language tag; null if the language is not known.</summary>
    public required string? Language { get; init; }

    /// <summary>From 0 (intact) to 1 (nothing left). The article itself shows the parts of the score.</summary>
    public required double DamageScore { get; init; }

    public required MediaState MediaState { get; init; }

    /// <summary>Counts of the dead, suspect and unknown media; null for an article with more than 500.</summary>
    public required MediaCounts? Media { get; init; }

    /// <summary>The ids of dead links, to media and pages.</summary>
    public required IReadOnlyList<string> DeadLinks { get; init; }

    /// <summary>True if links beyond the first hundred of the article died. The article itself shows which.</summary>
    public required bool MoreDeadLinks { get; init; }

    /// <summary>The text around a match of <c>q</c>, in three pieces; null without <c>q</c>, and if all words are in the title.</summary>
    public required Excerpt? Excerpt { get; init; }

    public static ArticleListItem From(ArticleSummary article, ArticleMedia media, Excerpt? excerpt = null) => new()
    {
        Site = article.Site,
        Id = article.Id.Value,
        Title = article.Title,
        PublishedAt = article.PublishedAt,
        Signature = article.Signature,
        RelatedCount = article.RelatedCount,
        DumpName = article.DumpName,
        Diagnostics = article.Diagnostics,
        Language = article.Language,
        DamageScore = article.DamageScore,
        MediaState = media.State,
        Media = media.Counts,
        DeadLinks = [.. article.DeadLinks.Select(id => id.Value)],
        MoreDeadLinks = article.HasMoreDeadLinks,
        Excerpt = excerpt,
    };
}
