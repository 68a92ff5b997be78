using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Azure;
using Azure.Data.Tables;
using NewsFunctions.Core.Articles;
using NewsFunctions.Core.Ids;
using NewsFunctions.Storage.Connection;
using NewsFunctions.Storage.Links;
using NewsFunctions.Storage.Rows;

namespace NewsFunctions.Storage.Articles;

/// <summary>Reads and writes the tables Articles and ArticleList and the container <c>articles</c>.</summary>
public sealed class ArticleStore
{
    // Limit per version. Further provenances of an article are not shown.
    private const int MaxProvenances = RowReader.PageSize;

    private readonly ArchiveClients _clients;
    private readonly ArticleRows _rows;
    private readonly ArticleSites _sites;
    private readonly ArticleClaims _claims;
    private readonly ArticleWriter _writer;
    private readonly ArticleListWriter _list;
    private readonly DeadLinkWriter _deadLinks;

    internal ArticleStore(ArchiveClients clients, ConflictRetry retry, TimeProvider time)
    {
        _clients = clients;
        _rows = new ArticleRows(clients);
        _sites = new ArticleSites(clients);
        _claims = new ArticleClaims(clients, _rows, retry);
        _writer = new ArticleWriter(clients, _rows, _claims, retry);
        _list = new ArticleListWriter(clients, _rows, retry, time);
        _deadLinks = new DeadLinkWriter(clients);
    }

    /// <summary>Writes head, version and provenance of each article, in one transaction if they share a partition, and claims the
    /// text ids of articles whose id is known.</summary>
    /// <param name="batch">Any number of articles, of any sites; the same article may occur more than once.</param>
    /// <returns>The argument for <see cref="WriteListAsync"/> and <see cref="FinishAsync"/>, which must be called next. After a crash in
    /// between, ingesting again repairs the rows.</returns>
    public Task<WrittenArticles> WriteAsync(IReadOnlyList<ReadArticle> batch, CancellationToken cancellationToken) =>
        _writer.WriteAsync(batch, cancellationToken);

    /// <summary>Updates the list: one row for the current version of each article, none for its other versions. Called when
    /// the links are registered.</summary>
    /// <returns>The texts that were claimed or taken down meanwhile.</returns>
    public async Task<IReadOnlyList<ArticleMove>> WriteListAsync(WrittenArticles written, CancellationToken cancellationToken) =>
    [
        .. (await _list.WriteAsync(written.List, cancellationToken)).Select(unlisted => new ArticleMove(
            unlisted.Site,
            unlisted.Id,
            unlisted.SameAs,
            [
                .. written.Articles.Where(found => found.Article.Site == unlisted.Site && found.Article.Id == unlisted.Id
                    && unlisted.Texts?.Contains(found.Article.ContentHash) is null or true),
            ])),
    ];

    /// <summary>Removes the rows of text ids whose content was carried over. Called when nothing refers to them any more.</summary>
    public async Task FinishAsync(WrittenArticles written, CancellationToken cancellationToken)
    {
        foreach (CarriedOver rows in written.CarriedOver)
        {
            await _claims.DeleteAsync(rows, cancellationToken);
        }
    }

    /// <summary>Records in articles which of the links that they mention are dead. Mostly one operation for a hundred articles.</summary>
    /// <returns>Links that are still pending for an article, because an ingest has not listed it yet.</returns>
    public Task<IReadOnlySet<LinkId>> PublishAsync(string site, IReadOnlyList<LinkChange> news, CancellationToken cancellationToken) =>
        _deadLinks.WriteAsync(site, news, cancellationToken);

    /// <summary>Reads an article in at most two table operations, or three by the text id of an article. Returns null if there is
    /// none.</summary>
    /// <param name="contentHash">The version; null means the current one.</param>
    public async Task<StoredArticle?> GetAsync(string site, ArticleId id, string? contentHash, CancellationToken cancellationToken)
    {
        if (await FindHeadAsync(site, id, cancellationToken) is not var (real, current))
        {
            return null;
        }

        string hash = contentHash ?? current;
        string partition = TableKeys.ArticlePartition(site, real);
        string versionKey = TableKeys.ArticleVersion(real, hash);
        List<TableEntity> rows = await _clients.Articles.QueryAsync<TableEntity>(
            RowReader.Range(partition, new KeyRange(versionKey, TableKeys.EndOf(versionKey))),
            RowReader.PageSize,
            cancellationToken: cancellationToken).Take(1 + MaxProvenances).ToListAsync(cancellationToken);
        if (rows.Count == 0 || rows[0].RowKey != versionKey)
        {
            return null;
        }

        return new StoredArticle(
            await _rows.ReadTextAsync(rows[0], cancellationToken),
            [.. rows.Skip(1).SelectMany(row => ProvenanceEntity.FromEntity(row).Places).OrderBy(place => place.UploadedAt)],
            Tag(rows))
        {
            IsCurrent = hash == current,
        };
    }

    /// <summary>Returns whether an article, or a version of it, was taken down. One operation, two by a text id.</summary>
    public async Task<bool> IsTakenDownAsync(string site, ArticleId id, string? contentHash, CancellationToken cancellationToken)
    {
        NullableResponse<TableEntity> head = await _clients.Articles.GetEntityIfExistsAsync<TableEntity>(
            TableKeys.ArticlePartition(site, id), TableKeys.ArticleHead(id), ["SameAs", "Tombstone", "RemovedTexts"], cancellationToken);
        return head.HasValue
            && (ArticleHeadEntity.SameAs(head.Value!) is { } real
                ? await IsTakenDownAsync(site, real, contentHash, cancellationToken)
                : contentHash is null ? ArticleHeadEntity.IsTombstone(head.Value!) : ArticleHeadEntity.RemovedTexts(head.Value!).Contains(contentHash));
    }

    /// <inheritdoc cref="GetAsync(string, ArticleId, string?, CancellationToken)"/>
    public Task<StoredArticle?> GetAsync(string site, ArticleId id, CancellationToken cancellationToken) => GetAsync(site, id, null, cancellationToken);

    /// <summary>Lists the versions of an article, newest first: one operation for each 1,000 of them, and one for each on the page.</summary>
    /// <param name="limit">1 to 1,000.</param>
    /// <returns>The page; null if there is no such article.</returns>
    /// <exception cref="InvalidContinuationException">The continuation is malformed or of another article.</exception>
    public async Task<ResultPage<ArticleVersion>?> ListVersionsAsync(
        string site,
        ArticleId id,
        int limit,
        string? continuation,
        CancellationToken cancellationToken)
    {
        Paging paging = new("versions", limit, site, id.Value);
        string? after = paging.Position(continuation, parts: 1)?[0];
        if (await FindHeadAsync(site, id, cancellationToken) is not var (real, current))
        {
            return null;
        }

        string partition = TableKeys.ArticlePartition(site, real);
        List<TableEntity> rows = await _clients.Articles.QueryAsync<TableEntity>(
            $"{RowReader.Range(partition, TableKeys.Below(TableKeys.ArticleHead(real)))} and Rank gt ''",
            RowReader.PageSize,
            ["PartitionKey", "RowKey", "Rank", .. ArticleVersionEntity.ListedColumns],
            cancellationToken).ToListAsync(cancellationToken);
        IEnumerable<TableEntity> sorted = rows
            .Where(row => after is null || string.CompareOrdinal(row.GetString("Rank"), after) < 0)
            .OrderByDescending(row => row.GetString("Rank"), StringComparer.Ordinal);
        ResultPage<TableEntity> page = await paging.TakeAsync(sorted.ToAsyncEnumerable(), row => [row.GetString("Rank")]);
        List<ArticleVersion> versions = [];
        foreach (TableEntity row in page.Items)
        {
            List<Provenance> places = await _clients.Articles
                .QueryAsync<TableEntity>(
                    RowReader.Range(partition, TableKeys.Below(row.RowKey)), ArticleVersion.MaxPlaces + 1, cancellationToken: cancellationToken)
                .SelectMany(place => ProvenanceEntity.FromEntity(place).Places)
                .Take(ArticleVersion.MaxPlaces + 1)
                .ToListAsync(cancellationToken);
            versions.Add(ArticleVersionEntity.ToListed(row, current, places));
        }

        return new ResultPage<ArticleVersion>(versions, page.Continuation);
    }

    /// <summary>Lists articles, newest first within a site, undated last. Without a site in the filter, lists site after site by name.</summary>
    /// <param name="limit">1 to 1,000.</param>
    /// <exception cref="InvalidContinuationException">The continuation is malformed or of another filter.</exception>
    /// <exception cref="ArgumentException">The filter has a condition without a key.</exception>
    public Task<ResultPage<ArticleSummary>> ListAsync(ArticleFilter filter, int limit, string? continuation, CancellationToken cancellationToken)
    {
        Paging paging = new("articles", limit, [.. filter.Key]);
        string[]? position = paging.Position(continuation, parts: 2);
        return paging.TakeAsync(
            WalkAsync(filter, position?[0], position?[1], paging.FetchSize, cancellationToken),
            summary => [summary.Site, TableKeys.ArticleListRow(summary.PublishedAt, summary.Id)],
            filter.Budget);
    }

    /// <summary>Reads all matching articles in list order: one operation for each 1,000, and one for each site if none is named.</summary>
    public IAsyncEnumerable<ArticleSummary> ReadAsync(ArticleFilter filter, CancellationToken cancellationToken) =>
        WalkAsync(filter, fromSite: null, after: null, RowReader.PageSize, cancellationToken)
            .Where(step => step.Item is not null)
            .Select(step => step.Item!);

    /// <summary>Counts the articles of a site, or of all sites, up to a limit: one operation for each 1,000.</summary>
    public async Task<ArticleCount> CountAsync(string? site, int atMost, CancellationToken cancellationToken)
    {
        KeyRange listed = TableKeys.Published(from: null, to: null);
        string filter = site is null
            ? TableClient.CreateQueryFilter($"RowKey lt {listed.To}")
            : RowReader.Range(TableKeys.ArticleListPartition(site), listed);
        long count = await _clients.ArticleList
            .QueryAsync<TableEntity>(filter, Math.Min(atMost + 1, RowReader.PageSize), ["RowKey"], cancellationToken)
            .Take(atMost + 1)
            .LongCountAsync(cancellationToken);
        return new ArticleCount(Math.Min(count, atMost), count <= atMost);
    }

    /// <summary>Lists the sites that have articles, by name: one operation for each.</summary>
    public IAsyncEnumerable<string> ListSitesAsync(CancellationToken cancellationToken) => _sites.ReadAllAsync(cancellationToken);

    private async IAsyncEnumerable<ScanStep<ArticleSummary>> WalkAsync(
        ArticleFilter filter,
        string? fromSite,
        string? after,
        int fetchSize,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        KeyRange range = TableKeys.Published(filter.From, filter.To);
        string? site = filter.Site ?? fromSite ?? await _sites.NextAsync("", cancellationToken);
        while (site is not null)
        {
            string query = RowReader.Range(TableKeys.ArticleListPartition(site), after is null ? range : range with { From = $"{after}!" });
            query = filter.MediaDied ? $"{query} and {DeadLinkColumns.MediaDied} eq true" : query;
            int pageSize = filter.Where is null ? fetchSize : RowReader.PageSize;
            await foreach (Azure.Page<TableEntity> page in _clients.ArticleList
                .QueryAsync<TableEntity>(query, pageSize, cancellationToken: cancellationToken)
                .AsPages())
            {
                filter.Budget?.CountOperation();
                foreach (ArticleSummary summary in page.Values.Select(ArticleListEntity.FromEntity))
                {
                    if (filter.Where is null || await filter.Where(summary, cancellationToken))
                    {
                        yield return new ScanStep<ArticleSummary>(summary, Reached: null);
                    }
                }

                // The service may return an empty page with a continuation. It has made progress then, but does not say how far.
                if (page.Values.Count > 0)
                {
                    yield return new ScanStep<ArticleSummary>(Item: null, [site, page.Values[^1].RowKey]);
                }
            }

            after = null;
            site = filter.Site is null ? await _sites.NextAsync(site, cancellationToken) : null;
        }
    }

    /// <summary>Finds the id under which the article is kept, and the content hash of its current version.</summary>
    private async Task<(ArticleId Id, string Current)?> FindHeadAsync(string site, ArticleId id, CancellationToken cancellationToken)
    {
        NullableResponse<TableEntity> head = await _clients.Articles.GetEntityIfExistsAsync<TableEntity>(
            TableKeys.ArticlePartition(site, id), TableKeys.ArticleHead(id), ["Rank", "SameAs", "Tombstone"], cancellationToken);
        return !head.HasValue || ArticleHeadEntity.IsTombstone(head.Value!)
            ? null
            : ArticleHeadEntity.SameAs(head.Value!) is { } real
                ? await FindHeadAsync(site, real, cancellationToken)
                : (id, ArticleHeadEntity.Current(head.Value!));
    }

    // Covers the version and its places, not just the head: a new place changes the answer but not the head.
    private static string Tag(IEnumerable<TableEntity> rows) =>
        $"\"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', rows.Select(row => $"{row.RowKey} {row.ETag}")))))[..16]}\"";
}
