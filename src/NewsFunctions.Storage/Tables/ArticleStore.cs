using NewsFunctions.Articles;

namespace NewsFunctions.Storage;

/// <summary>The tables Articles and ArticleList, and the container <c>articles</c>.</summary>
public sealed class ArticleStore
{
    /// <summary>Writes head, version and provenance of each article, in one transaction where they share a partition.</summary>
    /// <param name="batch">Any number of articles, of any sites; the same article may occur more than once.</param>
    /// <returns>What <see cref="WriteListAsync"/> must be called with afterwards; a crash in between is mended by ingesting again.</returns>
    public Task<IReadOnlyList<ArticleListUpdate>> WriteAsync(IReadOnlyList<IngestedArticle> batch, CancellationToken cancellationToken) =>
        throw new NotImplementedException();

    /// <summary>Brings the list up to date: one row for the current version of each article, none for its other versions.</summary>
    public Task WriteListAsync(IReadOnlyList<ArticleListUpdate> updates, CancellationToken cancellationToken) =>
        throw new NotImplementedException();

    /// <summary>The current version of an article, in at most two operations; null when there is none.</summary>
    public Task<StoredArticle?> GetAsync(string site, ArticleId id, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Newest first within a site, undated last; without a site, site after site by name.</summary>
    /// <param name="limit">1 to 1,000.</param>
    /// <exception cref="InvalidContinuationException">The continuation is malformed or of another filter.</exception>
    public Task<Page<ArticleSummary>> ListAsync(ArticleFilter filter, int limit, string? continuation, CancellationToken cancellationToken) =>
        throw new NotImplementedException();

    /// <summary>Counts the articles of a site, or of all, up to a bound: one operation for each 1,000.</summary>
    public Task<ArticleCount> CountAsync(string? site, int atMost, CancellationToken cancellationToken) => throw new NotImplementedException();
}
