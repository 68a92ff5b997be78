using System.Diagnostics;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using NewsFunctions.Storage.Connection;
using NewsFunctions.Storage.Rows;

namespace NewsFunctions.Benchmarks.Ingest;

/// <summary>What the storage does at most: uploads, and the same rows in transactions that are as full as can be.</summary>
internal static class RawStorage
{
    // More at once makes Azurite no faster.
    private const int TransactionsAtOnce = 4;
    private const int UploadsAtOnce = 32;

    /// <summary>Uploads all dumps and returns the seconds.</summary>
    public static async Task<double> UploadAsync(BlobContainerClient container, IReadOnlyList<(string Name, byte[] Content)> dumps)
    {
        long begun = Stopwatch.GetTimestamp();
        await Parallel.ForEachAsync(dumps, new ParallelOptions { MaxDegreeOfParallelism = UploadsAtOnce }, async (dump, token) =>
            await container.UploadBlobAsync(dump.Name, new BinaryData(dump.Content), token));
        return Stopwatch.GetElapsedTime(begun).TotalSeconds;
    }

    /// <summary>Reads all rows that ingests wrote.</summary>
    public static async Task<IReadOnlyList<(string Table, TableEntity Row)>> ReadAsync(ArchiveClients clients)
    {
        List<(string, TableEntity)> rows = [];
        foreach (TableClient table in (TableClient[])[clients.Articles, clients.ArticleList, clients.Links, clients.LinkShards, clients.Dumps])
        {
            await foreach (TableEntity row in table.QueryAsync<TableEntity>())
            {
                // As a writer has it.
                row.Remove("Timestamp");
                row.Remove("odata.etag");
                rows.Add((table.Name, row));
            }
        }

        return rows;
    }

    /// <summary>Writes the rows into empty tables and returns the seconds.</summary>
    public static async Task<double> WriteAsync(ArchiveClients clients, IReadOnlyList<(string Table, TableEntity Row)> rows)
    {
        Dictionary<string, TableClient> tables = new TableClient[] { clients.Articles, clients.ArticleList, clients.Links, clients.LinkShards, clients.Dumps }
            .ToDictionary(table => table.Name);
        (TableClient Table, IReadOnlyList<TableTransactionAction> Actions)[] transactions =
        [
            .. rows.GroupBy(row => (row.Table, row.Row.PartitionKey)).SelectMany(partition => TableTransactions
                .Cut(partition.Select(one => TableTransactions.UpsertReplace(one.Row)))
                .Select(actions => (tables[partition.Key.Table], actions))),
        ];
        long begun = Stopwatch.GetTimestamp();
        await Parallel.ForEachAsync(transactions, new ParallelOptions { MaxDegreeOfParallelism = TransactionsAtOnce }, async (one, token) =>
            await one.Table.SubmitTransactionAsync(one.Actions, token));
        return Stopwatch.GetElapsedTime(begun).TotalSeconds;
    }
}
