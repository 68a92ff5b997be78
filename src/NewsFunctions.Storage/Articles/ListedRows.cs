using Azure;
using Azure.Data.Tables;
using NewsFunctions.Storage.Rows;

namespace NewsFunctions.Storage.Articles;

/// <summary>Writes the two rows that an article has in ArticleList: its summary and its words.</summary>
internal static class ListedRows
{
    /// <summary>Returns the writes that list an article and make it searchable. If the state has no words, the words stay as they are.</summary>
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

    /// <summary>Deletes both rows; missing rows are no failure. The words go first: a reader that finds them looks for the other row.</summary>
    /// <remarks>One at a time: a transaction fails if a row is missing, and mostly they are missing.</remarks>
    public static async Task DeleteListedAsync(this TableClient list, string site, string listKey, CancellationToken cancellationToken)
    {
        string partition = TableKeys.ArticleListPartition(site);
        await list.DeleteEntityAsync(partition, TableKeys.ArticleWordsRow(listKey), ETag.All, cancellationToken);
        await list.DeleteEntityAsync(partition, listKey, ETag.All, cancellationToken);
    }
}
