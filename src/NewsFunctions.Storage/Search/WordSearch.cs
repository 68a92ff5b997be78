using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using NewsFunctions.Storage.Articles;
using NewsFunctions.Storage.Connection;
using NewsFunctions.Storage.Rows;
using NewsFunctions.Storage.Words;

namespace NewsFunctions.Storage.Search;

/// <summary>Finds articles by the words in their titles and texts.</summary>
public sealed class WordSearch
{
    // Limits parallel reads; two operations each.
    private const int ReadsAtOnce = 8;

    private readonly ArchiveClients _clients;
    private readonly ArticleRows _rows;
    private readonly ArticleSites _sites;

    internal WordSearch(ArchiveClients clients)
    {
        _clients = clients;
        _rows = new ArticleRows(clients);
        _sites = new ArticleSites(clients);
    }

    /// <summary>Lists articles that have all words of the query, in the order of <see cref="ArticleStore.ListAsync"/>: one operation for each
    /// 1,000 rows of words that pass the storage's filter, one for each site if none is named, and two for each matching article.</summary>
    /// <param name="filter">The filter. Its budget limits the rows of words that are read.</param>
    /// <param name="limit">1 to 1,000.</param>
    /// <exception cref="InvalidContinuationException">The continuation is malformed or of another filter.</exception>
    public Task<ResultPage<FoundArticle>> FindAsync(
        SearchQuery query, ArticleFilter filter, int limit, string? continuation, CancellationToken cancellationToken)
    {
        Paging paging = new("words", limit, [.. filter.Key, query.Key]);
        string[]? position = paging.Position(continuation, parts: 2);
        return paging.TakeAsync(
            WalkAsync(query, filter, position?[0], position?[1], cancellationToken),
            found => [found.Article.Site, TableKeys.ArticleListRow(found.Article.PublishedAt, found.Article.Id)],
            filter.Budget);
    }

    private async IAsyncEnumerable<ScanStep<FoundArticle>> WalkAsync(
        SearchQuery query,
        ArticleFilter filter,
        string? fromSite,
        string? after,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        KeyRange range = TableKeys.WordsOf(TableKeys.Published(filter.From, filter.To));
        string[] columns = [.. ArticleWordsEntity.Keys, .. ArticleWordsEntity.ColumnsOf(query)];
        string? site = filter.Site ?? fromSite ?? await _sites.NextAsync("", cancellationToken);
        while (site is not null)
        {
            KeyRange left = after is null ? range : range with { From = $"{TableKeys.ArticleWordsRow(after)}!" };
            await foreach (Azure.Page<TableEntity> page in _clients.ArticleList
                .QueryAsync<TableEntity>(
                    $"{RowReader.Range(TableKeys.ArticleListPartition(site), left)} and {ArticleWordsEntity.Filter(query)}",
                    RowReader.PageSize,
                    columns,
                    cancellationToken)
                .AsPages())
            {
                filter.Budget?.CountOperation();
                foreach (TableEntity[] some in page.Values.Where(row => ArticleWordsEntity.Has(row, query)).Chunk(ReadsAtOnce))
                {
                    foreach (FoundArticle? found in await Task.WhenAll(some.Select(row => ReadAsync(query, site, row, cancellationToken))))
                    {
                        if (found is not null && await IsWantedAsync(filter, found.Article, cancellationToken))
                        {
                            yield return new ScanStep<FoundArticle>(found, Reached: null);
                        }
                    }

                    yield return new ScanStep<FoundArticle>(Item: null, [site, ArticleWordsEntity.ListKey(some[^1])]);
                }

                // The service may return an empty page with a continuation. It has made progress then, but does not say how far.
                if (page.Values.Count > 0)
                {
                    yield return new ScanStep<FoundArticle>(Item: null, [site, ArticleWordsEntity.ListKey(page.Values[^1])]);
                }
            }

            after = null;
            site = filter.Site is null ? await _sites.NextAsync(site, cancellationToken) : null;
        }
    }

    /// <summary>Reads an article's list row and its text, which decides: codes only say that it may have the words.</summary>
    /// <returns>The article; null if it does not match or is gone.</returns>
    private async Task<FoundArticle?> ReadAsync(SearchQuery query, string site, TableEntity words, CancellationToken cancellationToken)
    {
        Task<NullableResponse<TableEntity>> reading = _clients.ArticleList.GetEntityIfExistsAsync<TableEntity>(
            TableKeys.ArticleListPartition(site), ArticleWordsEntity.ListKey(words), cancellationToken: cancellationToken);
        VersionText? text = await _rows.FindTextAsync(site, ArticleWordsEntity.IdOf(words), ArticleWordsEntity.VersionOf(words), cancellationToken);
        NullableResponse<TableEntity> row = await reading;
        return row.HasValue && text is not null && TextMatch.Find(query, text.Title, text.Paragraphs, out Excerpt? excerpt)
            ? new FoundArticle(ArticleListEntity.FromEntity(row.Value!), excerpt)
            : null;
    }

    // One at a time: the condition may have state.
    private static async ValueTask<bool> IsWantedAsync(ArticleFilter filter, ArticleSummary article, CancellationToken cancellationToken) =>
        (!filter.MediaDied || article.MediaDied) && (filter.Where is null || await filter.Where(article, cancellationToken));
}

/// <summary>Holds an article that matches a search.</summary>
/// <param name="Excerpt">The text around the words; null if all of them are in the title.</param>
public sealed record FoundArticle(ArticleSummary Article, Excerpt? Excerpt);
