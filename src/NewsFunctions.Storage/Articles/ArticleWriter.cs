using Azure;
using Azure.Storage.Blobs;
using NewsFunctions.Core.Articles;
using NewsFunctions.Core.Ids;
using NewsFunctions.Storage.Connection;
using NewsFunctions.Storage.Rows;

namespace NewsFunctions.Storage.Articles;

/// <summary>Writes ingested texts to Articles. The list is another partition and so another transaction: <see cref="ArticleListWriter"/>.</summary>
/// <remarks>
/// <para>New articles are inserted without a read first. If one exists already, the insert fails as a whole (409), and the
/// attempt is repeated from a fresh read. So a new article costs one operation here, and one later for the verification.</para>
/// <para>Articles whose id is known come first and claim their text ids (<see cref="ArticleClaims"/>). A text without an id whose text id
/// is claimed is written to the article that claimed it.</para>
/// </remarks>
internal sealed class ArticleWriter(ArchiveClients clients, ArticleRows rows, ArticleClaims claims, ConflictRetry retry)
{
    public async Task<WrittenArticles> WriteAsync(IReadOnlyList<ReadArticle> batch, CancellationToken cancellationToken)
    {
        var writes = new ArticleWrites();
        ILookup<bool, ReadArticle> byTextId = batch.ToLookup(found => found.Article.Id.IsTextId);
        await WriteAsync([.. byTextId[false]], writes, cancellationToken);
        HashSet<Provenance> refused = [.. writes.Refused.Select(one => one.Found.Provenance)];
        foreach (TextClaim claim in await claims.ClaimAsync(
            [.. byTextId[false].Where(found => !refused.Contains(found.Provenance))], cancellationToken))
        {
            if (claim.Removed is { } removed)
            {
                TakeDown(byTextId[false].Where(found => found.Article.Id == claim.Id && found.TextId == claim.TextId), claim.Site, removed, writes);
            }
            else
            {
                await CarryOverAsync(claim, writes, cancellationToken);
            }
        }

        await WriteAsync([.. byTextId[true]], writes, cancellationToken);
        await TakeOverAsync(batch, writes, cancellationToken);
        return writes.ToResult();
    }

    /// <summary>Moves articles that earlier rules stored under another text id to the present id of the text.</summary>
    private async Task TakeOverAsync(IReadOnlyList<ReadArticle> batch, ArticleWrites writes, CancellationToken cancellationToken)
    {
        Dictionary<TextClaim, ReadArticle> earlier = [];
        foreach (ReadArticle found in batch.Where(found => found.Earlier is not null))
        {
            if (writes.Kept(found) is { } kept && kept.Article.Id != found.Earlier!.TextId)
            {
                earlier.TryAdd(new TextClaim(kept.Article.Site, found.Earlier.TextId, kept.Article.Id), kept);
            }
        }

        foreach (TextClaim claim in await claims.ClaimEarlierAsync(earlier.Keys, cancellationToken))
        {
            if (claim.Removed is { } removed)
            {
                TakeDown(earlier.Where(one => one.Key.TextId == claim.TextId).Select(one => one.Value), claim.Site, removed, writes);
                continue;
            }

            // Without rows, it was claimed before, for another id.
            await CarryOverAsync(claim, writes, cancellationToken, earlier.GetValueOrDefault(claim));
        }
    }

    private async Task WriteAsync(IReadOnlyList<ReadArticle> batch, ArticleWrites writes, CancellationToken cancellationToken)
    {
        foreach (IGrouping<string, ReadArticle> partition in batch.GroupBy(found => TableKeys.ArticlePartition(found.Article.Site, found.Article.Id)))
        {
            List<ArticlePlan> left = [];
            foreach (IGrouping<ArticleId, ReadArticle> article in partition.GroupBy(found => found.Article.Id))
            {
                Plan([.. article], ArticleSnapshot.None, left, writes);
            }

            for (int attempt = 0; left.Count > 0; attempt++)
            {
                // The first attempt is a guess. A conflict is a lost race only from the second attempt on.
                if (attempt > 1)
                {
                    await retry.WaitAsync(attempt, cancellationToken);
                }

                List<ArticlePlan> conflicts = [];
                foreach (IReadOnlyList<ArticlePlan> plans in TableTransactions.Cut(left, plan => plan.Actions.Count, plan => plan.Bytes))
                {
                    await WriteAsync(plans, conflicts, writes, cancellationToken);
                }

                left = conflicts.Count == 0 ? [] : await ReplanAsync(partition.Key, conflicts, writes, cancellationToken);
            }
        }
    }

    private async Task WriteAsync(
        IReadOnlyList<ArticlePlan> plans,
        List<ArticlePlan> conflicts,
        ArticleWrites writes,
        CancellationToken cancellationToken)
    {
        try
        {
            foreach ((string name, Article article) in plans.SelectMany(plan => plan.Blobs))
            {
                BlobClient blob = clients.ArticleBlobs.GetBlobClient(name);
                await blob.UploadAsync(new BinaryData(ArticleVersionEntity.ToBlob(article)), overwrite: true, cancellationToken);
            }

            await clients.Articles.SubmitAllAsync(plans.SelectMany(plan => plan.Actions), cancellationToken);
            foreach (ArticlePlan plan in plans)
            {
                writes.Add(plan);
            }
        }
        catch (RequestFailedException e) when (ConflictRetry.IsConflict(e))
        {
            conflicts.AddRange(plans);
        }
        catch (RequestFailedException e) when (TableTransactions.IsRefusal(e))
        {
            // One of the plans can never be stored. Splitting in halves finds it and writes the others.
            if (plans.Count > 1)
            {
                await WriteAsync([.. plans.Take(plans.Count / 2)], conflicts, writes, cancellationToken);
                await WriteAsync([.. plans.Skip(plans.Count / 2)], conflicts, writes, cancellationToken);
                return;
            }

            Refuse(plans[0].Found, $"the storage answered {e.Status} {e.ErrorCode}", writes);
        }
    }

    private async Task<List<ArticlePlan>> ReplanAsync(
        string partition,
        List<ArticlePlan> conflicts,
        ArticleWrites writes,
        CancellationToken cancellationToken)
    {
        Dictionary<ArticleId, ArticleSnapshot> now = await rows.ReadAsync(
            partition, [.. conflicts.Select(plan => plan.Found[0].Article.Id)], conflicts.SelectMany(plan => plan.Found), cancellationToken);
        List<ArticlePlan> plans = [];
        foreach (ArticlePlan plan in conflicts)
        {
            ArticleSnapshot snapshot = now[plan.Found[0].Article.Id];
            if (snapshot.SameAs is { } id)
            {
                await RedirectAsync(plan.Found, id, snapshot, writes, cancellationToken);
            }
            else
            {
                ILookup<bool, ReadArticle> byFate = plan.Found.ToLookup(found => snapshot.Refuses(found.Article.ContentHash));
                foreach (ReadArticle one in byFate[true])
                {
                    writes.Add(RefusedArticle.TakenDown(one));
                }

                if (byFate[false].Any())
                {
                    Plan([.. byFate[false]], snapshot, plans, writes);
                }
            }
        }

        return plans;
    }

    private static void Plan(IReadOnlyList<ReadArticle> found, ArticleSnapshot snapshot, List<ArticlePlan> plans, ArticleWrites writes)
    {
        try
        {
            plans.Add(ArticlePlan.For(found, snapshot));
        }
        catch (RowTooLargeException e)
        {
            Refuse(found, e.Message, writes);
        }
    }

    /// <summary>Records texts that were found to be taken down under their text id.</summary>
    private static void TakeDown(IEnumerable<ReadArticle> found, string site, ArticleSnapshot removed, ArticleWrites writes)
    {
        foreach (ReadArticle one in found.Where(one => one.Article.Site == site && removed.Refuses(one.Article.ContentHash)).ToArray())
        {
            writes.TakeDown(one);
        }
    }

    private static void Refuse(IReadOnlyList<ReadArticle> found, string reason, ArticleWrites writes)
    {
        foreach (ReadArticle one in found)
        {
            writes.Add(new RefusedArticle(one, reason));
        }
    }

    private async Task RedirectAsync(
        IReadOnlyList<ReadArticle> found,
        ArticleId id,
        ArticleSnapshot snapshot,
        ArticleWrites writes,
        CancellationToken cancellationToken)
    {
        Article one = found[0].Article;
        await WriteAsync([.. found.Select(text => text.As(id))], writes, cancellationToken);
        if (snapshot.WasArticle)
        {
            // An earlier attempt of this ingest may have left references and a list row before it was killed.
            writes.Add(new ArticleMove(one.Site, one.Id, id, found));
            writes.AddOldListKeys(one.Site, id, found.Select(text => TableKeys.ArticleListRow(text.Article.PublishedAt, one.Id)));
        }

        if (snapshot.Versions.Count > 0)
        {
            await CarryOverAsync(new TextClaim(one.Site, one.Id, id), writes, cancellationToken);
        }
    }

    /// <param name="now">The text as read by present rules, if earlier rules made another version of it.</param>
    private async Task CarryOverAsync(
        TextClaim claim,
        ArticleWrites writes,
        CancellationToken cancellationToken,
        ReadArticle? now = null)
    {
        (IReadOnlyList<ReadArticle>? found, CarriedOver? carriedOver, IReadOnlyList<string>? listKeys) = await claims.ReadAsync(claim, cancellationToken);
        int refused = writes.Refused.Count;
        await WriteAsync(
            [.. found.Select(text => now is not null && text.Article.ContentHash == now.Earlier?.ContentHash
                ? now with { Provenance = text.Provenance }
                : text.As(claim.Id))],
            writes,
            cancellationToken);
        writes.Add(new ArticleMove(claim.Site, claim.TextId, claim.Id, found));
        writes.AddOldListKeys(claim.Site, claim.Id, listKeys);
        if (writes.Refused.Count == refused)
        {
            writes.Add(carriedOver);
        }
    }
}
