using Azure;
using Azure.Data.Tables;
using NewsFunctions.Core.Articles;
using NewsFunctions.Core.Ids;
using NewsFunctions.Storage.Articles;
using NewsFunctions.Storage.Connection;
using NewsFunctions.Storage.Rows;

namespace NewsFunctions.Storage.Takedowns;

/// <summary>Replaces the head of an article, the first step of its takedown.</summary>
internal sealed class ArticleHeadTakedown(ArchiveClients clients, ArticleRows rows, ConflictRetry retry)
{
    /// <summary>Writes a tombstone, or the head of the newest text that stays.</summary>
    /// <param name="makePlan">Makes the plan from all rows of the article. Called again after a conflict.</param>
    /// <returns>The plan. Ingests that add to the article conflict with the new head, so the plan is complete.</returns>
    public async Task<ArticleTakedownPlan> WriteAsync(
        string site,
        ArticleId id,
        Func<IReadOnlyList<TableEntity>, ArticleTakedownPlan> makePlan,
        DateTimeOffset? removedAt,
        CancellationToken cancellationToken)
    {
        for (int attempt = 0; ; attempt++)
        {
            if (attempt > 0)
            {
                await retry.WaitAsync(attempt, cancellationToken);
            }

            ArticleTakedownPlan plan = makePlan(await rows.ReadAllAsync(site, id, cancellationToken));
            bool isDone = removedAt is null || (plan.Head is { } done && ArticleHeadEntity.RemovedAt(done) is not null);
            if (isDone && plan.GoingVersions.Count + plan.GoingPlaces.Count == 0)
            {
                return plan;
            }

            try
            {
                IReadOnlyList<TableTransactionAction> actions = plan.IsWhole ? Bury(plan, removedAt) : await KeepAsync(plan, cancellationToken);
                await clients.Articles.SubmitAllAsync(actions, cancellationToken);
                return plan;
            }
            catch (RequestFailedException e) when (ConflictRetry.IsConflict(e))
            {
                // An ingest has written to the article meanwhile.
            }
        }
    }

    private static IReadOnlyList<TableTransactionAction> Bury(ArticleTakedownPlan plan, DateTimeOffset? removedAt)
    {
        DateTimeOffset? at = removedAt ?? (plan.Head is { } old ? ArticleHeadEntity.RemovedAt(old) : null);
        TableEntity tombstone = ArticleHeadEntity.ToTombstone(plan.Site, plan.Id, plan.RemovedTexts, at);
        return [plan.Head is { } head ? TableTransactions.UpdateReplace(tombstone, head.ETag.ToString()) : TableTransactions.Add(tombstone)];
    }

    /// <summary>Writes versions and head as if only the places that stay had ever been found.</summary>
    private async Task<IReadOnlyList<TableTransactionAction>> KeepAsync(ArticleTakedownPlan plan, CancellationToken cancellationToken)
    {
        ArticlePlan kept = ArticlePlan.For(await StayingAsync(plan, cancellationToken), new ArticleSnapshot
        {
            Head = null,
            TombstoneETag = plan.Head?.ETag.ToString(),
            RemovedTexts = plan.RemovedTexts,
            Versions = new Dictionary<string, ArticleSnapshot.VersionRow>(),
            Provenances = plan.StayingPlaces.ToDictionary(
                row => (ArticleTakedownPlan.HashOf(row), TableKeys.Parts(row.RowKey)[2]),
                row => new ArticleSnapshot.ProvenanceRow(row.ETag.ToString(), ProvenanceEntity.FromEntity(row))),
        });
        foreach ((string name, Article article) in kept.Blobs)
        {
            await clients.ArticleBlobs.GetBlobClient(name).UploadAsync(
                new BinaryData(ArticleVersionEntity.ToBlob(article)), overwrite: true, cancellationToken);
        }

        Dictionary<string, string> present = plan.StayingVersions.ToDictionary(row => row.RowKey, row => row.ETag.ToString());
        return
        [
            .. kept.Actions.Select(action => present.TryGetValue(action.Entity.RowKey, out string? etag)
                ? TableTransactions.UpdateReplace((TableEntity)action.Entity, etag)
                : action),
        ];
    }

    private async Task<IReadOnlyList<ReadArticle>> StayingAsync(ArticleTakedownPlan plan, CancellationToken cancellationToken)
    {
        List<ReadArticle> found = [];
        foreach (TableEntity version in plan.StayingVersions)
        {
            Article text = await rows.ReadTextAsync(version, cancellationToken);
            found.AddRange(plan.StayingPlaces
                .Where(row => ArticleTakedownPlan.HashOf(row) == ArticleTakedownPlan.HashOf(version))
                .SelectMany(row => ProvenanceEntity.FromEntity(row).Places)
                .Select(place => new ReadArticle(text, place, plan.Id)));
        }

        return found;
    }
}
