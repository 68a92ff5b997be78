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

            // One place a dump: where it has the same text twice, the first.
            actions.AddRange(version
                .GroupBy(item => ProvenanceEntity.DumpHash(item.Provenance))
                .Select(dump => dump.OrderBy(item => item.Provenance.Member, StringComparer.Ordinal).ThenBy(item => item.Provenance.Offset).First())
                .Select(item => TableTransactions.UpsertReplace(ProvenanceEntity.ToEntity(item))));
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
            return new ArticlePlan(found, actions, blobs, new ArticleListState(head.Rank, head.ListKey, head.Summary, keys));
        }

        TableEntity newHead = ArticleHeadEntity.ToEntity(newest!);
        actions.Add(snapshot.Head is { } old ? TableTransactions.UpdateReplace(newHead, old.ETag) : TableTransactions.Add(newHead));
        return new ArticlePlan(found, actions, blobs, newest!);
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
