using Azure.Data.Tables;
using NewsFunctions.Core.Articles;
using NewsFunctions.Storage.Rows;
using NewsFunctions.Storage.Words;

namespace NewsFunctions.Storage.Articles;

/// <summary>Plans the writes for the found texts of one article, given its rows as they were read. Pure.</summary>
internal sealed class ArticlePlan
{
    private ArticlePlan(
        IReadOnlyList<ReadArticle> found,
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

    public IReadOnlyList<ReadArticle> Found { get; }

    /// <summary>Lists the actions. The head comes last, so that it never names a missing row if one transaction cannot hold them all.</summary>
    public IReadOnlyList<TableTransactionAction> Actions { get; }

    /// <summary>Maps texts too large for a row to the name of the blob, which must be written before the row.</summary>
    public IReadOnlyDictionary<string, Article> Blobs { get; }

    /// <summary>Gets the state that the list must show once the actions are done.</summary>
    public ArticleListState ListState { get; }

    public long Bytes { get; }

    /// <param name="found">Texts of one article, at least one. The snapshot refuses none of them.</param>
    public static ArticlePlan For(IReadOnlyList<ReadArticle> found, ArticleSnapshot snapshot)
    {
        List<TableTransactionAction> actions = [];
        Dictionary<string, Article> blobs = [];
        HashSet<string> keys = [.. snapshot.Versions.Values.Select(version => version.ListKey)];
        ArticleListState? newest = null;
        Article? newestText = null;
        foreach (IGrouping<string, ReadArticle> version in found.GroupBy(item => item.Article.ContentHash))
        {
            ReadArticle best = version.MaxBy(Rank.Of)!;
            Rank rank = Rank.Of(best);
            string listKey = TableKeys.ArticleListRow(best.Article.PublishedAt, best.Article.Id);
            keys.Add(listKey);
            if (newest is null || rank.CompareTo(newest.Rank) > 0)
            {
                newest = new ArticleListState(rank, listKey, SummaryColumns.Of(best), keys);
                newestText = best.Article;
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

        if (snapshot.Head is { } head && newest!.Rank.CompareTo(head.Rank) < 0 && !Supersedes(found, newest.Rank, head.Rank))
        {
            if (actions.Count > 0)
            {
                // Otherwise the publisher's id could claim the text, or a takedown remove the article, between our read and our write, and
                // would miss what we write.
                actions.Add(TableTransactions.UpdateMerge(ArticleHeadEntity.ToTouch(head.Summary, head.Rank), head.ETag));
            }

            return new ArticlePlan(found, actions, blobs, new ArticleListState(head.Rank, head.ListKey, head.Summary, keys));
        }

        TableEntity newHead = ArticleHeadEntity.ToEntity(newest!, snapshot.RemovedTexts);
        string? headETag = snapshot.Head?.ETag ?? snapshot.TombstoneETag;
        actions.Add(headETag is null ? TableTransactions.Add(newHead) : TableTransactions.UpdateReplace(newHead, headETag));
        return new ArticlePlan(found, actions, blobs, newest! with { Words = ArticleWords.Of(newestText!.Title, newestText.Paragraphs) });
    }

    /// <summary>Returns whether the head is the result of earlier rules for a text that was found again, no older than the head. Its content hash,
    /// which breaks ties between equal times, does not count then.</summary>
    private static bool Supersedes(IReadOnlyList<ReadArticle> found, Rank newest, Rank head) =>
        newest.At >= head.At && found.Any(one => one.Earlier?.ContentHash == head.ContentHash);

    // Conditional: the row holds all places of one dump, and another batch of that dump may add some at the same time.
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
        // Avoids building a row of many megabytes only to learn that it is too large.
        if (ArticleVersionEntity.LeastSize(article) <= EntitySize.MaxVersionSize
            && ArticleVersionEntity.ToEntity(article, rank, listKey) is var entity && EntitySize.Stored(entity) <= EntitySize.MaxVersionSize)
        {
            return entity;
        }

        blobs[ArticleVersionEntity.BlobName(article, rank)] = article;
        return ArticleVersionEntity.ToPointer(article, rank, listKey);
    }
}
