using Azure;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using NewsFunctions.Articles;

namespace NewsFunctions.Storage;

/// <summary>Writes what ingests found to Articles, then to ArticleList, which is another partition and so another transaction.</summary>
/// <remarks>
/// <para>New articles are inserted without looking first. Where one is there already the insert fails as a whole (409), and the
/// attempt is repeated from what is read then. So a new article costs one operation here, and has one left for the following.</para>
/// <para>The list is brought up to date from the head as this writer knows it. Another writer may have moved the head meanwhile,
/// and written the list before us; so the head is read once more <i>after</i> our last write to the list, and if it is not what we
/// wrote, we write again. Whoever moves a head does so before it touches the list and removes the rows of all versions that it
/// saw. Hence whichever of two writers comes last, it either sees the other's head or is seen by it: the list ends with one row
/// an article. A writer that dies in between is mended by its redelivery, because the rows to remove follow from the versions.</para>
/// </remarks>
internal sealed class ArticleWriter(ArchiveClients clients, ConflictRetry retry)
{
    // Versions carry their list key too; provenances have none and are left out.
    private const string HeadsAndVersions = "ListKey gt ''";
    private static readonly string[] SnapshotColumns = ["RowKey", "Rank", "ListKey", .. SummaryColumns.Names];

    public async Task<IReadOnlyList<ArticleListUpdate>> WriteAsync(IReadOnlyList<IngestedArticle> batch, CancellationToken cancellationToken)
    {
        List<ArticleListUpdate> updates = [];
        foreach (var partition in batch.GroupBy(found => TableKeys.ArticlePartition(found.Article.Site, found.Article.Id)))
        {
            List<ArticlePlan> left = [.. partition
                .GroupBy(found => found.Article.Id)
                .Select(article => ArticlePlan.For([.. article], ArticleSnapshot.None))];
            for (int attempt = 0; left.Count > 0; attempt++)
            {
                // The first attempt is a guess; only from the second on is a conflict a lost race.
                if (attempt > 1)
                {
                    await retry.WaitAsync(attempt, cancellationToken);
                }

                List<ArticlePlan> conflicts = [];
                foreach (IReadOnlyList<ArticlePlan> plans in TableTransactions.Cut(left, plan => plan.Actions.Count, plan => plan.Bytes))
                {
                    bool written = await TryWriteAsync(plans, cancellationToken);
                    if (written)
                    {
                        updates.AddRange(plans.Select(plan => new ArticleListUpdate(plan.ListState)));
                    }
                    else
                    {
                        conflicts.AddRange(plans);
                    }
                }

                left = conflicts.Count == 0 ? [] : await ReplanAsync(partition.Key, conflicts, cancellationToken);
            }
        }

        return updates;
    }

    public async Task WriteListAsync(IReadOnlyList<ArticleListUpdate> updates, CancellationToken cancellationToken)
    {
        List<ArticleListState> left = [.. updates.Select(update => update.State)];
        for (int attempt = 1; left.Count > 0; attempt++)
        {
            foreach (var site in left.GroupBy(state => state.Summary.Site))
            {
                await clients.ArticleList.SubmitAllAsync(
                    site.Select(state => TableTransactions.UpsertMerge(ArticleListEntity.ToEntity(state))), cancellationToken);
            }

            // One at a time: a transaction fails over a row that is not there, and mostly they are not.
            foreach (ArticleListState state in left)
            {
                foreach (string key in state.VersionKeys.Where(key => key != state.ListKey))
                {
                    await clients.ArticleList.DeleteEntityAsync(
                        TableKeys.ArticleListPartition(state.Summary.Site), key, ETag.All, cancellationToken);
                }
            }

            List<ArticleListState> changed = [];
            foreach (var partition in left.GroupBy(state => TableKeys.ArticlePartition(state.Summary.Site, state.Summary.Id)))
            {
                Dictionary<ArticleId, ArticleSnapshot> now = await ReadAsync(
                    partition.Key, [.. partition.Select(state => state.Summary.Id)], cancellationToken);
                changed.AddRange(partition
                    .Select(state => (Written: state, Now: now[state.Summary.Id].ListState))
                    .Where(pair => pair.Now is not null
                        && (pair.Now.Rank != pair.Written.Rank || !pair.Now.VersionKeys.IsSubsetOf(pair.Written.VersionKeys)))
                    .Select(pair => pair.Now! with { VersionKeys = pair.Now.VersionKeys.Union(pair.Written.VersionKeys).ToHashSet() }));
            }

            left = changed;
            if (left.Count > 0)
            {
                await retry.WaitAsync(attempt, cancellationToken);
            }
        }
    }

    private async Task<bool> TryWriteAsync(IReadOnlyList<ArticlePlan> plans, CancellationToken cancellationToken)
    {
        foreach ((string name, Article article) in plans.SelectMany(plan => plan.Blobs))
        {
            BlobClient blob = clients.ArticleBlobs.GetBlobClient(name);
            await blob.UploadAsync(new BinaryData(ArticleVersionEntity.ToBlob(article)), overwrite: true, cancellationToken);
        }

        try
        {
            await clients.Articles.SubmitAllAsync(plans.SelectMany(plan => plan.Actions), cancellationToken);
            return true;
        }
        catch (RequestFailedException e) when (ConflictRetry.IsConflict(e))
        {
            return false;
        }
    }

    private async Task<List<ArticlePlan>> ReplanAsync(string partition, List<ArticlePlan> conflicts, CancellationToken cancellationToken)
    {
        Dictionary<ArticleId, ArticleSnapshot> now = await ReadAsync(
            partition, [.. conflicts.Select(plan => plan.Found[0].Article.Id)], cancellationToken);
        return [.. conflicts.Select(plan => ArticlePlan.For(plan.Found, now[plan.Found[0].Article.Id]))];
    }

    private async Task<Dictionary<ArticleId, ArticleSnapshot>> ReadAsync(
        string partition,
        IReadOnlyList<ArticleId> ids,
        CancellationToken cancellationToken)
    {
        List<TableEntity> rows = await clients.Articles.ReadAsync(
            partition,
            ids.Select(id => new KeyRange(TableKeys.ArticleHead(id), TableKeys.EndOf(TableKeys.ArticleHead(id)))),
            HeadsAndVersions,
            SnapshotColumns,
            cancellationToken);
        string site = TableKeys.Parts(partition)[0];
        ILookup<string, (string[] Key, TableEntity Row)> byArticle = rows
            .Select(row => (Key: TableKeys.Parts(row.RowKey), Row: row))
            .ToLookup(pair => pair.Key[0]);
        return ids.ToDictionary(id => id, id => new ArticleSnapshot
        {
            Head = byArticle[id.Value].FirstOrDefault(pair => pair.Key.Length == 1).Row is { } head
                ? ArticleHeadEntity.FromEntity(head, site, id)
                : null,
            Versions = byArticle[id.Value]
                .Where(pair => pair.Key.Length == 2)
                .ToDictionary(pair => pair.Key[1], pair => ArticleVersionEntity.ToSnapshot(pair.Row)),
        });
    }
}
