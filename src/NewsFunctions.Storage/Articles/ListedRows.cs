using Azure;
using Azure.Data.Tables;
using NewsFunctions.Storage.Rows;

namespace NewsFunctions.Storage.Articles;

/// <summary>The two rows that an article has in ArticleList: what lists show, and its words.</summary>
internal static class ListedRows
{
    /// <summary>The writes that show an article and make it found; the words are left as they are where the state has none.</summary>
    public static IEnumerable<TableTransactionAction> Writes(ArticleListState state, DateTimeOffset registered)
    {
        yield return TableTransactions.UpsertMerge(ArticleListEntity.ToEntity(state, registered));
        foreach (TableTransactionAction write in WordWrites(state))
        {
            yield return write;
        }
    }

    public static IEnumerable<TableTransactionAction> WordWrites(ArticleListState state) => state.Words is { } words
        ? [TableTransactions.UpsertReplace(ArticleWordsEntity.ToEntity(state.Summary.Site, state.ListKey, state.Rank.ContentHash, words))]
        : [];

    /// <summary>Deletes both rows; that they are gone already is no failure. The words go first: who finds them looks for the other.</summary>
    /// <remarks>One at a time: a transaction fails over a row that is not there, and mostly they are not.</remarks>
    public static async Task DeleteListedAsync(this TableClient list, string site, string listKey, CancellationToken cancellationToken)
    {
        string partition = TableKeys.ArticleListPartition(site);
        await list.DeleteEntityAsync(partition, TableKeys.ArticleWordsRow(listKey), ETag.All, cancellationToken);
        await list.DeleteEntityAsync(partition, listKey, ETag.All, cancellationToken);
    }
}
