using NewsFunctions.Archive.Queries;
using NewsFunctions.Core.Articles;
using NewsFunctions.Storage.Articles;

namespace NewsFunctions.Archive.Exports.Rows;

/// <summary>Holds one article with its list data.</summary>
public sealed record ArticleRow
{
    public required string Site { get; init; }

    public required string Id { get; init; }

    public required string? Title { get; init; }

    public required DateTimeOffset? PublishedAt { get; init; }

    public required string? Language { get; init; }

    public required string? Signature { get; init; }

    public required double DamageScore { get; init; }

    public required string MediaState { get; init; }

    public required int? MediaTotal { get; init; }

    public required int? MediaDead { get; init; }

    public required int? MediaSuspect { get; init; }

    public required int? MediaUnknown { get; init; }

    public required string DumpName { get; init; }

    public required string? PageUrl { get; init; }

    internal static ArticleRow From(ArticleSummary article, ArticleMedia media, string? pageUrl) => new()
    {
        Site = article.Site,
        Id = article.Id.Value,
        Title = article.Title,
        PublishedAt = article.PublishedAt,
        Language = article.Language,
        Signature = article.Signature,
        DamageScore = article.DamageScore,
        MediaState = MediaStates.Name(media.State),
        MediaTotal = media.Counts?.Total,
        MediaDead = media.Counts?.Dead,
        MediaSuspect = media.Counts?.Suspect,
        MediaUnknown = media.Counts?.Unknown,
        DumpName = article.DumpName,
        PageUrl = pageUrl,
    };
}
