using Azure.Data.Tables;
using NewsFunctions.Articles;

namespace NewsFunctions.Storage;

/// <summary>What writing the found texts of one article means, given its rows as they were read. Pure.</summary>
internal sealed class ArticlePlan
{
    private ArticlePlan(
        IReadOnlyList<IngestedArticle> found,
        IReadOnlyList<TableTransactionAction> actions,
        IReadOnlyDictionary<string, Article> blobs,
        ArticleListState listState)
    {
        Found = found;
        Actions = actions;
        Blobs = blobs;
        ListState = listState;
        Bytes = actions.Sum(action => EntitySize.OnWire((TableEntity)action.Entity));
    }

    public IReadOnlyList<IngestedArticle> Found { get; }

    /// <summary>The head comes last, so that should one transaction not hold them all, it never names what is not there.</summary>
    public IReadOnlyList<TableTransactionAction> Actions { get; }

    /// <summary>Texts too large for a row, by the name of the blob that must be there before the row.</summary>
    public IReadOnlyDictionary<string, Article> Blobs { get; }

    /// <summary>What the list must show once the actions are done.</summary>
    public ArticleListState ListState { get; }

    public long Bytes { get; }

    /// <param name="found">Texts of one article, at least one.</param>
    public static ArticlePlan For(IReadOnlyList<IngestedArticle> found, ArticleSnapshot snapshot)
    {
        List<TableTransactionAction> actions = [];
        Dictionary<string, Article> blobs = [];
        HashSet<string> keys = [.. snapshot.Versions.Values.Select(version => version.ListKey)];
        ArticleListState? newest = null;
        foreach (var version in found.GroupBy(item => item.Article.ContentHash))
        {
            IngestedArticle best = version.MaxBy(Rank.Of)!;
            Rank rank = Rank.Of(best);
            string listKey = TableKeys.ArticleListRow(best.Article.PublishedAt, best.Article.Id);
            keys.Add(listKey);
            if (newest is null || rank.CompareTo(newest.Rank) > 0)
            {
                newest = new ArticleListState(rank, listKey, SummaryColumns.Of(best), keys);
            }

            actions.AddRange(version
                .GroupBy(item => ProvenanceEntity.DumpHash(item.Provenance))
                .Select(dump => Provenance(
                    best.Article,
                    PlaceList.Of(dump.Select(item => item.Provenance)),
                    snapshot.Provenances.GetValueOrDefault((version.Key, dump.Key))))
                .OfType<TableTransactionAction>());
            if (snapshot.Versions.GetValueOrDefault(version.Key) is not { } present)
            {
                actions.Add(TableTransactions.Add(VersionRow(best.Article, rank, listKey, blobs)));
            }
            else if (rank.CompareTo(present.Rank) >= 0)
            {
                actions.Add(TableTransactions.UpdateReplace(VersionRow(best.Article, rank, listKey, blobs), present.ETag));
            }
        }

        // Ranks only grow, so a head that is ahead of us now stays ahead, and needs no condition.
        if (snapshot.Head is { } head && newest!.Rank.CompareTo(head.Rank) < 0)
        {
            if (actions.Count > 0 && found[0].Article.Id.IsTextId)
            {
                // Else the publisher's id could claim the text between our reading and our writing, and miss what we write.
                actions.Add(TableTransactions.UpdateMerge(ArticleHeadEntity.ToTouch(head.Summary, head.Rank), head.ETag));
            }

            return new ArticlePlan(found, actions, blobs, new ArticleListState(head.Rank, head.ListKey, head.Summary, keys));
        }

        TableEntity newHead = ArticleHeadEntity.ToEntity(newest!);
        actions.Add(snapshot.Head is { } old ? TableTransactions.UpdateReplace(newHead, old.ETag) : TableTransactions.Add(newHead));
        return new ArticlePlan(found, actions, blobs, newest!);
    }

    // Conditional, because the row holds all places of one dump, and another batch of that dump may add some at the same time.
    private static TableTransactionAction? Provenance(Article article, PlaceList places, ArticleSnapshot.ProvenanceRow? present)
    {
        if (present is null)
        {
            return TableTransactions.Add(ProvenanceEntity.ToEntity(article, places));
        }

        PlaceList all = present.Places.With(places);
        return all.Equals(present.Places) ? null : TableTransactions.UpdateReplace(ProvenanceEntity.ToEntity(article, all), present.ETag);
    }

    private static TableEntity VersionRow(Article article, Rank rank, string listKey, Dictionary<string, Article> blobs)
    {
        TableEntity entity = ArticleVersionEntity.ToEntity(article, rank, listKey);
        if (EntitySize.Stored(entity) <= EntitySize.LargestVersion)
        {
            return entity;
        }

        blobs[ArticleVersionEntity.BlobName(article, rank)] = article;
        return ArticleVersionEntity.ToPointer(article, rank, listKey);
    }
}
