using Azure;
using Azure.Data.Tables;
using NewsFunctions.Core.Ids;
using NewsFunctions.Storage.Connection;
using NewsFunctions.Storage.Links;
using NewsFunctions.Storage.Rows;

namespace NewsFunctions.Storage.Articles;

/// <summary>Records in rows of ArticleList which of their links are dead.</summary>
/// <remarks>
/// <para>The references name the rows, so a hundred of them cost one operation and no read. If a row has moved
/// (a version with another date became current), the head gives its present key.</para>
/// <para>A row is never created here. A missing row is being written by an ingest, or belongs to an article under another id. Either
/// way its references are, or will be, registered again with a new mark, and the link is published again.</para>
/// </remarks>
internal sealed class DeadLinkWriter(ArchiveClients clients)
{
    /// <returns>Links that are pending for an article because its row is not there yet.</returns>
    public async Task<IReadOnlySet<LinkId>> WriteAsync(string site, IReadOnlyList<LinkChange> news, CancellationToken cancellationToken)
    {
        HashSet<LinkId> pending = [];
        foreach (IReadOnlyList<Row> rows in Cut(site, news.GroupBy(one => one.Reference.ListKey ?? TableKeys.ArticleListRow(null, one.Reference.Article))))
        {
            if (!await TryWriteAsync(rows, cancellationToken))
            {
                await WriteFoundAsync(site, rows, pending, cancellationToken);
            }
        }

        return pending;
    }

    private static IEnumerable<IReadOnlyList<Row>> Cut(string site, IEnumerable<IGrouping<string, LinkChange>> byKey) => TableTransactions.Cut(
        byKey.Select(row => Row.Of(site, row.Key, [.. row])).Where(row => row.Entity.Count > 2), _ => 1, row => EntitySize.OnWire(row.Entity));

    // One of them is not where its references say. The heads know where it is.
    private async Task WriteFoundAsync(string site, IReadOnlyList<Row> rows, HashSet<LinkId> pending, CancellationToken cancellationToken)
    {
        List<(string Key, LinkChange News)> found = [];
        foreach (IGrouping<string, LinkChange> partition in rows.SelectMany(row => row.News).GroupBy(one => TableKeys.ArticlePartition(site, one.Reference.Article)))
        {
            List<TableEntity> heads = await clients.Articles.ReadAsync(
                partition.Key,
                partition.Select(one => KeyRange.Of(TableKeys.ArticleHead(one.Reference.Article))),
                filter: null,
                ["RowKey", "ListKey", "SameAs", "Tombstone"],
                cancellationToken);
            Dictionary<ArticleId, string> keys = heads
                .Where(head => ArticleHeadEntity.SameAs(head) is null && !ArticleHeadEntity.IsTombstone(head))
                .ToDictionary(head => ArticleId.Parse(head.RowKey), head => head.GetString("ListKey"));
            found.AddRange(partition
                .Where(one => keys.ContainsKey(one.Reference.Article))
                .Select(one => (keys[one.Reference.Article], one)));
        }

        foreach (IReadOnlyList<Row> cut in Cut(site, found.GroupBy(one => one.Key, one => one.News)))
        {
            if (await TryWriteAsync(cut, cancellationToken))
            {
                continue;
            }

            foreach (Row row in cut)
            {
                if (!await TryWriteAsync([row], cancellationToken))
                {
                    pending.UnionWith(row.News.Select(one => one.Reference.Link));
                }
            }
        }
    }

    /// <returns>True if all rows existed.</returns>
    private async Task<bool> TryWriteAsync(IReadOnlyList<Row> rows, CancellationToken cancellationToken)
    {
        try
        {
            await clients.ArticleList.SubmitTransactionAsync(
                rows.Select(row => TableTransactions.UpdateMerge(row.Entity, ETag.All.ToString())), cancellationToken);
            return true;
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return false;
        }
        catch (RequestFailedException e) when (TableTransactions.IsRefusal(e))
        {
            // Versions with ever new links have used up the columns of a row. Splitting in halves finds it.
            if (rows.Count > 1)
            {
                return await TryWriteAsync([.. rows.Take(rows.Count / 2)], cancellationToken)
                    & await TryWriteAsync([.. rows.Skip(rows.Count / 2)], cancellationToken);
            }

            return await TryWriteAsync([rows[0] with { Entity = DeadLinkColumns.ToMore(rows[0].Entity) }], cancellationToken);
        }
    }

    private sealed record Row(TableEntity Entity, IReadOnlyList<LinkChange> News)
    {
        public static Row Of(string site, string key, IReadOnlyList<LinkChange> news)
        {
            TableEntity entity = new(TableKeys.ArticleListPartition(site), key);
            foreach (LinkChange one in news)
            {
                DeadLinkColumns.Set(entity, one);
            }

            return new Row(entity, news);
        }
    }
}
