using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;
using NewsFunctions.Storage.Articles;

namespace NewsFunctions.Archive.Exports.Rows;

/// <summary>Holds one occurrence of a lost link: the article to fix, what is lost there, and what can replace it.</summary>
public sealed record FixRow
{
    public required string Site { get; init; }

    /// <summary>Gets the id of the article that mentions the link.</summary>
    public required string ArticleId { get; init; }

    public required string? ArticleTitle { get; init; }

    public required DateTimeOffset? PublishedAt { get; init; }

    public required string? PageUrl { get; init; }

    public required string LinkId { get; init; }

    public required LinkKind Kind { get; init; }

    public required string Path { get; init; }

    public required string? LostUrl { get; init; }

    public required LinkState State { get; init; }

    public required Verdict? Verdict { get; init; }

    public required string VerdictText { get; init; }

    public required DateTimeOffset? LastAlive { get; init; }

    public required DateTimeOffset? DiedAt { get; init; }

    public required string? ReplacementUrl { get; init; }

    public required DateTimeOffset? ReplacementAt { get; init; }

    public required ReplacementFrom? ReplacementFrom { get; init; }

    public required SameBytes? SameBytes { get; init; }

    /// <param name="article">The list data of the article; null if it is not listed (yet).</param>
    /// <param name="publishedAt">The publication time with the site's offset; null for an undated article.</param>
    /// <param name="lostUrl">The first location of the link.</param>
    internal static FixRow From(
        Link link, ArticleId mentionedBy, ArticleSummary? article, DateTimeOffset? publishedAt, string? pageUrl, string? lostUrl)
    {
        Replacement? replacement = Replacement.Of(link);
        return new FixRow
        {
            Site = link.Site,
            ArticleId = mentionedBy.Value,
            ArticleTitle = article?.Title,
            PublishedAt = publishedAt,
            PageUrl = pageUrl,
            LinkId = link.Id.Value,
            Kind = link.Kind,
            Path = link.Path,
            LostUrl = lostUrl,
            State = link.State,
            Verdict = link.Verdict,
            VerdictText = VerdictWords.Of(link),
            LastAlive = link.LastAlive,
            DiedAt = link.State == LinkState.Dead ? link.HostDead?.At ?? link.StateSince : null,
            ReplacementUrl = replacement?.Url,
            ReplacementAt = replacement?.At,
            ReplacementFrom = replacement?.From,
            SameBytes = replacement?.SameBytes,
        };
    }
}
