using Azure;
using Azure.Data.Tables;
using Azure.Storage.Blobs.Models;
using NewsFunctions.Core.Articles;
using NewsFunctions.Core.Ids;
using NewsFunctions.Storage.Connection;
using NewsFunctions.Storage.Rows;

namespace NewsFunctions.Storage.Articles;

/// <summary>Reads rows of Articles for writers.</summary>
internal sealed class ArticleRows(ArchiveClients clients)
{
    // Versions carry their list key too; provenances have none.
    private const string HeadsAndVersions = "ListKey gt '' or SameAs gt '' or Tombstone eq true";

    // A batch has more dumps than this only when carrying over. Then all provenances are read.
    private const int MaxDumps = 10;

    private static readonly string[] SnapshotColumns = ["RowKey", "Rank", "ListKey", "SameAs", "WasArticle", "Tombstone", "RemovedAt", "RemovedTexts", .. SummaryColumns.Names];

    private static readonly string[] PlaceColumns =
        [.. SnapshotColumns, "DumpId", "UploadedAt", "MorePlaces", .. Columns.PartNames("Places", PlaceList.MaxColumns)];

    /// <param name="found">If given, the snapshots include the provenances of these articles' dumps; null means no provenances.</param>
    public async Task<Dictionary<ArticleId, ArticleSnapshot>> ReadAsync(
        string partition,
        IReadOnlyCollection<ArticleId> ids,
        IEnumerable<ReadArticle>? found,
        CancellationToken cancellationToken)
    {
        string[]? dumps = found is null ? [] : [.. found.Select(one => one.Provenance.DumpId).Distinct().Take(MaxDumps + 1)];
        string filter = string.Join(" or ", dumps.Select(dump => TableClient.CreateQueryFilter($"DumpId eq {dump}")).Prepend(HeadsAndVersions));
        List<TableEntity> rows = await clients.Articles.ReadAsync(
            partition,
            ids.Select(id => new KeyRange(TableKeys.ArticleHead(id), TableKeys.EndOf(TableKeys.ArticleHead(id)))),
            dumps.Length > MaxDumps ? null : $"({filter})",
            found is null ? SnapshotColumns : PlaceColumns,
            cancellationToken);
        string site = TableKeys.Parts(partition)[0];
        ILookup<string, (string[] Key, TableEntity Row)> byArticle = rows
            .Select(row => (Key: TableKeys.Parts(row.RowKey), Row: row))
            .ToLookup(pair => pair.Key[0]);
        return ids.Distinct().ToDictionary(id => id, id => Snapshot(site, id, byArticle[id.Value]));
    }

    /// <summary>Reads the text of a version from its row or its blob.</summary>
    /// <exception cref="Azure.RequestFailedException">404: the blob is gone, and so is the row.</exception>
    public async Task<Article> ReadTextAsync(TableEntity version, CancellationToken cancellationToken)
    {
        if (ArticleVersionEntity.Blob(version) is not { } name)
        {
            return ArticleVersionEntity.FromEntity(version);
        }

        BlobDownloadResult blob = await clients.ArticleBlobs.GetBlobClient(name).DownloadContentAsync(cancellationToken);
        return ArticleVersionEntity.FromBlob(blob.Content);
    }

    /// <summary>Reads title and paragraphs of a version: one operation, one more for a text in a blob. Returns null if the version is gone.</summary>
    public async Task<VersionText?> FindTextAsync(string site, ArticleId id, string contentHash, CancellationToken cancellationToken)
    {
        NullableResponse<TableEntity> row = await clients.Articles.GetEntityIfExistsAsync<TableEntity>(
            TableKeys.ArticlePartition(site, id), TableKeys.ArticleVersion(id, contentHash), ArticleVersionEntity.TextColumns, cancellationToken);
        try
        {
            return !row.HasValue ? null
                : ArticleVersionEntity.Blob(row.Value!) is null ? ArticleVersionEntity.ToText(row.Value!)
                : VersionText.Of(await ReadTextAsync(row.Value!, cancellationToken));
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return null;
        }
    }

    /// <summary>Reads all texts of an article that were not taken down, each with the name of a dump that has it.</summary>
    public async Task<IReadOnlyList<(Article Text, string DumpName)>> ReadTextsAsync(string site, ArticleId id, CancellationToken cancellationToken)
    {
        List<TableEntity> all = await ReadAllAsync(site, id, cancellationToken);
        IReadOnlySet<string> removed = all is [{ } head, ..] ? ArticleHeadEntity.RemovedTexts(head) : new HashSet<string>();
        ILookup<int, (string[] Key, TableEntity Row)> byLength = all.Select(row => (Key: TableKeys.Parts(row.RowKey), Row: row)).ToLookup(pair => pair.Key.Length);
        List<(Article, string)> texts = [];
        foreach ((string[] key, TableEntity version) in byLength[2].Where(pair => !removed.Contains(pair.Key[1])))
        {
            string? dump = byLength[3].FirstOrDefault(place => place.Key[1] == key[1]).Row?.GetString("DumpName");
            texts.Add((await ReadTextAsync(version, cancellationToken), dump ?? ""));
        }

        return texts;
    }

    /// <summary>Reads head, versions and places of an article, in that order.</summary>
    public async Task<List<TableEntity>> ReadAllAsync(string site, ArticleId id, CancellationToken cancellationToken)
    {
        string head = TableKeys.ArticleHead(id);
        return await clients.Articles
            .QueryAsync<TableEntity>(
                RowReader.Range(TableKeys.ArticlePartition(site, id), new KeyRange(head, TableKeys.EndOf(head))),
                RowReader.PageSize,
                cancellationToken: cancellationToken)
            .Where(row => TableKeys.Parts(row.RowKey)[0] == head)
            .ToListAsync(cancellationToken);
    }

    private static ArticleSnapshot Snapshot(string site, ArticleId id, IEnumerable<(string[] Key, TableEntity Row)> rows)
    {
        TableEntity? head = rows.FirstOrDefault(pair => pair.Key.Length == 1).Row;
        ArticleId? sameAs = head is null ? null : ArticleHeadEntity.SameAs(head);
        bool isTombstone = head is not null && ArticleHeadEntity.IsTombstone(head);
        return new ArticleSnapshot
        {
            Head = head is null || isTombstone || sameAs is not null ? null : ArticleHeadEntity.FromEntity(head, site, id),
            RemovedTexts = head is null ? new HashSet<string>() : ArticleHeadEntity.RemovedTexts(head),
            TombstoneETag = isTombstone ? head!.ETag.ToString() : null,
            IsRemoved = head is not null && ArticleHeadEntity.RemovedAt(head) is not null,
            SameAs = sameAs,
            WasArticle = head is not null && ArticleHeadEntity.WasArticle(head),
            Versions = rows
                .Where(pair => pair.Key.Length == 2)
                .ToDictionary(pair => pair.Key[1], pair => ArticleVersionEntity.ToSnapshot(pair.Row)),
            Provenances = rows
                .Where(pair => pair.Key.Length == 3 && pair.Row.ContainsKey("Places"))
                .ToDictionary(
                    pair => (pair.Key[1], pair.Key[2]),
                    pair => new ArticleSnapshot.ProvenanceRow(pair.Row.ETag.ToString(), ProvenanceEntity.FromEntity(pair.Row))),
        };
    }
}
