using Azure.Data.Tables;

namespace NewsFunctions.IntegrationTests.Ingest;

/// <summary>
/// Counts rows of the Articles table directly, without the stores, to compare them with the documented design.
/// </summary>
internal static class RawRows
{
    /// <summary>Counts heads, versions and provenances of an article.</summary>
    public static async Task<(int Heads, int Versions, int Provenances)> CountAsync(Archive archive, string articleId)
    {
        var table = new TableClient(archive.Connection, "Articles");
        var parts = new List<int>();
        await foreach (TableEntity row in table.QueryAsync<TableEntity>(cancellationToken: TestContext.Current.CancellationToken))
        {
            string[] key = row.RowKey.Split('|');
            if (key[0] == articleId)
            {
                parts.Add(key.Length);
            }
        }

        return (parts.Count(count => count == 1), parts.Count(count => count == 2), parts.Count(count => count == 3));
    }
}
