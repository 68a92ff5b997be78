using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Azure.Data.Tables;
using Azure.Storage.Blobs.Models;
using NewsFunctions.Articles;

namespace NewsFunctions.Storage;

/// <summary>The tables Articles and ArticleList, and the container <c>articles</c>.</summary>
public sealed class ArticleStore
{
    private readonly ArchiveClients _clients;
    private readonly ArticleWriter _writer;

    internal ArticleStore(ArchiveClients clients, ConflictRetry retry)
    {
        _clients = clients;
        _writer = new ArticleWriter(clients, retry);
    }

    /// <summary>Writes head, version and provenance of each article, in one transaction where they share a partition.</summary>
    /// <param name="batch">Any number of articles, of any sites; the same article may occur more than once.</param>
    /// <returns>What <see cref="WriteListAsync"/> must be called with afterwards; a crash in between is mended by ingesting again.</returns>
    public Task<IReadOnlyList<ArticleListUpdate>> WriteAsync(IReadOnlyList<IngestedArticle> batch, CancellationToken cancellationToken) =>
        _writer.WriteAsync(batch, cancellationToken);

    /// <summary>Brings the list up to date: one row for the current version of each article, none for its other versions.</summary>
    public Task WriteListAsync(IReadOnlyList<ArticleListUpdate> updates, CancellationToken cancellationToken) =>
        _writer.WriteListAsync(updates, cancellationToken);

    /// <summary>The current version of an article, in at most two table operations; null when there is none.</summary>
    public async Task<StoredArticle?> GetAsync(string site, ArticleId id, CancellationToken cancellationToken)
    {
        string partition = TableKeys.ArticlePartition(site, id);
        var head = await _clients.Articles.GetEntityIfExistsAsync<TableEntity>(
            partition, TableKeys.ArticleHead(id), ["Rank"], cancellationToken);
        if (!head.HasValue)
        {
            return null;
        }

        string versionKey = TableKeys.ArticleVersion(id, ArticleHeadEntity.Current(head.Value!));
        List<TableEntity> rows = await _clients.Articles.QueryAsync<TableEntity>(
            RowReader.Range(partition, new KeyRange(versionKey, TableKeys.EndOf(versionKey))),
            RowReader.PageSize,
            cancellationToken: cancellationToken).ToListAsync(cancellationToken);
        TableEntity version = rows[0];
        Article article = ArticleVersionEntity.Blob(version) is { } blob
            ? await ReadBlobAsync(blob, cancellationToken)
            : ArticleVersionEntity.FromEntity(version);
        return new StoredArticle(
            article,
            [.. rows.Skip(1).Select(ProvenanceEntity.FromEntity).OrderBy(place => place.UploadedAt)],
            Tag(rows));
    }

    /// <summary>Newest first within a site, undated last; without a site, site after site by name.</summary>
    /// <param name="limit">1 to 1,000.</param>
    /// <exception cref="InvalidContinuationException">The continuation is malformed or of another filter.</exception>
    public Task<Page<ArticleSummary>> ListAsync(ArticleFilter filter, int limit, string? continuation, CancellationToken cancellationToken)
    {
        Paging paging = new("articles", limit, filter.Site, Ticks(filter.From), Ticks(filter.To));
        string[]? position = paging.Position(continuation, parts: 2);
        return paging.TakeAsync(
            WalkAsync(filter, position?[0], position?[1], paging.FetchSize, cancellationToken),
            summary => [summary.Site, TableKeys.ArticleListRow(summary.PublishedAt, summary.Id)]);
    }

    /// <summary>Counts the articles of a site, or of all, up to a bound: one operation for each 1,000.</summary>
    public async Task<ArticleCount> CountAsync(string? site, int atMost, CancellationToken cancellationToken)
    {
        string? filter = site is null ? null : TableClient.CreateQueryFilter($"PartitionKey eq {TableKeys.ArticleListPartition(site)}");
        long count = await _clients.ArticleList
            .QueryAsync<TableEntity>(filter, Math.Min(atMost + 1, RowReader.PageSize), ["RowKey"], cancellationToken)
            .Take(atMost + 1)
            .LongCountAsync(cancellationToken);
        return new ArticleCount(Math.Min(count, atMost), count <= atMost);
    }

    private async IAsyncEnumerable<ArticleSummary> WalkAsync(
        ArticleFilter filter,
        string? fromSite,
        string? after,
        int fetchSize,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        KeyRange range = TableKeys.Published(filter.From, filter.To);
        string? site = filter.Site ?? fromSite ?? await NextSiteAsync("", cancellationToken);
        while (site is not null)
        {
            string query = RowReader.Range(TableKeys.ArticleListPartition(site), after is null ? range : range with { From = $"{after}!" });
            await foreach (TableEntity row in _clients.ArticleList.QueryAsync<TableEntity>(
                query, fetchSize, cancellationToken: cancellationToken))
            {
                yield return ArticleListEntity.FromEntity(row);
            }

            after = null;
            site = filter.Site is null ? await NextSiteAsync(site, cancellationToken) : null;
        }
    }

    // One short range a site instead of one scan of all, since dates are only sorted within a site.
    private async Task<string?> NextSiteAsync(string site, CancellationToken cancellationToken)
    {
        TableEntity? first = await _clients.ArticleList
            .QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey gt {site}"), 1, ["PartitionKey"], cancellationToken)
            .FirstOrDefaultAsync(cancellationToken);
        return first?.PartitionKey;
    }

    private async Task<Article> ReadBlobAsync(string name, CancellationToken cancellationToken)
    {
        BlobDownloadResult blob = await _clients.ArticleBlobs.GetBlobClient(name).DownloadContentAsync(cancellationToken);
        return ArticleVersionEntity.FromBlob(blob.Content);
    }

    // Of the version and its places, not of the head alone: a further place changes what is answered, but not the head.
    private static string Tag(IEnumerable<TableEntity> rows) =>
        $"\"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', rows.Select(row => $"{row.RowKey} {row.ETag}")))))[..16]}\"";

    private static string? Ticks(DateTimeOffset? time) => time is { } at ? TableKeys.InvertedTicks(at) : null;
}
