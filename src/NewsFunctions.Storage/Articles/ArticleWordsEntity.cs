using System.Globalization;
using Azure.Data.Tables;
using NewsFunctions.Core.Ids;
using NewsFunctions.Storage.Rows;
using NewsFunctions.Storage.Words;

namespace NewsFunctions.Storage.Articles;

/// <summary>Builds a row of words in ArticleList. It is in the partition of its article's row, so that one transaction writes both.</summary>
internal static class ArticleWordsEntity
{
    // Sorts after every character of a code.
    private const char Last = 'z';

    /// <summary>Names the columns that identify a row, without its words.</summary>
    public static readonly string[] Keys = ["PartitionKey", "RowKey", "Version", "Rules"];

    public static TableEntity ToEntity(string site, string listKey, string contentHash, ArticleWords words)
    {
        TableEntity entity = new(TableKeys.ArticleListPartition(site), TableKeys.ArticleWordsRow(listKey))
        {
            ["Version"] = contentHash,
            ["Rules"] = ArticleWords.RulesVersion,
        };
        foreach ((int column, string codes) in words.Columns)
        {
            entity[Column(column)] = codes;
        }

        return entity;
    }

    public static IEnumerable<string> ColumnsOf(SearchQuery query) => query.Codes.Select(code => Column(code.Column)).Distinct();

    /// <summary>Builds the storage filter of a query: a row can have a word only if its column begins with no later code.</summary>
    public static string Filter(SearchQuery query) => string.Join(
        " and ", query.Codes.Select(code => $"{Column(code.Column)} le '{code.Code}{Last}'"));

    public static bool Has(TableEntity row, SearchQuery query) =>
        query.Codes.All(code => row.GetString(Column(code.Column)) is { } codes && code.IsIn(codes));

    public static string ListKey(TableEntity row) => TableKeys.ListKeyOfWords(row.RowKey);

    public static ArticleId IdOf(TableEntity row) => ArticleId.Parse(TableKeys.Parts(ListKey(row))[1]);

    public static string VersionOf(TableEntity row) => row.GetString("Version");

    public static bool IsCurrent(TableEntity row) => row.GetInt32("Rules") == ArticleWords.RulesVersion;

    private static string Column(int column) => string.Create(CultureInfo.InvariantCulture, $"W{column}");
}
