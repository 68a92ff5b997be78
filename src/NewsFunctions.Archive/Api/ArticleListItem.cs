using NewsFunctions.Core.Articles;
using NewsFunctions.Storage.Articles;
using NewsFunctions.Storage.Words;

namespace NewsFunctions.Archive.Api;

/// <summary>An article in a list.</summary>
public sealed record ArticleListItem
{
    public required string Site { get; init; }

    public required string Id { get; init; }

    public required string? Title { get; init; }

    /// <summary>When the article was published, with the offset of its site.</summary>
    public required DateTimeOffset? PublishedAt { get; init; }

    public required string? Signature { get; init; }

    public required int RelatedCount { get; init; }

    public required string DumpName { get; init; }

    /// <summary>How many; the article itself shows them.</summary>
    public required int Diagnostics { get; init; }

    /// <summary>BCP 47; null where it is not known.</summary>
    public required string? Language { get; init; }

    /// <summary>0 intact to 1 nothing left; the article itself shows what it is made of.</summary>
    public required double DamageScore { get; init; }

    public required MediaState MediaState { get; init; }

    /// <summary>How many of the media are dead, suspect and unknown; null for an article with more than 500.</summary>
    public required MediaCounts? Media { get; init; }

    /// <summary>Ids of links, to media and pages, that are dead.</summary>
    public required IReadOnlyList<string> DeadLinks { get; init; }

    /// <summary>Some links beyond the first hundred of the article died; the article itself shows which.</summary>
    public required bool MoreDeadLinks { get; init; }

    /// <summary>The text around what <c>q</c> asks for, in three pieces; null without <c>q</c>, and where the words are all in the title.</summary>
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
