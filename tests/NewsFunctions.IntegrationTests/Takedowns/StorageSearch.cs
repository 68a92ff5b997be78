using System.IO.Compression;
using System.Text;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;

namespace NewsFunctions.IntegrationTests.Takedowns;

/// <summary>
/// Searches everything that an account stores: rows, queues, and blobs with their versions, snapshots and deleted
/// copies.
/// </summary>
internal static class StorageSearch
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <returns>The places that contain the text.</returns>
    public static async Task<IReadOnlyList<string>> FindAsync(string connection, string text)
    {
        List<string> found = [];
        await foreach ((string place, string content) in EverythingAsync(connection))
        {
            if (content.Contains(text, StringComparison.OrdinalIgnoreCase))
            {
                found.Add(place);
            }
        }

        return found;
    }

    /// <summary>Asserts that listed articles have their word rows, and that no other word rows exist.</summary>
    public static async Task AssertWordsAsync(string connection)
    {
        string[] keys = await new TableClient(connection, "ArticleList")
            .QueryAsync<TableEntity>(select: ["RowKey"], cancellationToken: Token)
            .Select(row => row.RowKey)
            .ToArrayAsync(Token);
        ILookup<bool, string> byKind = keys.ToLookup(key => key.StartsWith("W|", StringComparison.Ordinal));
        Assert.Equal(byKind[false], byKind[true].Select(key => key["W|".Length..]));
    }

    /// <summary>Reads every value of every row, every blob and every message.</summary>
    public static async IAsyncEnumerable<(string Place, string Content)> EverythingAsync(string connection)
    {
        var tables = new TableServiceClient(connection);
        await foreach (var table in tables.QueryAsync(cancellationToken: Token))
        {
            await foreach (TableEntity row in tables.GetTableClient(table.Name).QueryAsync<TableEntity>(cancellationToken: Token))
            {
                foreach ((string column, object? value) in row)
                {
                    yield return ($"{table.Name} {row.PartitionKey} {row.RowKey} {column}", value is byte[] bytes ? TryUnpack(bytes) ?? Encoding.UTF8.GetString(bytes) : $"{value}");
                }
            }
        }

        var blobs = new BlobServiceClient(connection, new BlobClientOptions(BlobClientOptions.ServiceVersion.V2026_06_06));
        await foreach (BlobContainerItem container in blobs.GetBlobContainersAsync(cancellationToken: Token))
        {
            BlobContainerClient client = blobs.GetBlobContainerClient(container.Name);
            GetBlobsOptions all = new() { Traits = BlobTraits.Metadata, States = BlobStates.Version | BlobStates.Snapshots | BlobStates.Deleted };
            await foreach (BlobItem item in client.GetBlobsAsync(all, Token))
            {
                string place = $"{container.Name}/{item.Name} {item.VersionId}{item.Snapshot}";
                yield return (place, $"{item.Name} {string.Join(' ', item.Metadata ?? new Dictionary<string, string>())}");
                BlobClient blob = client.GetBlobClient(item.Name);
                blob = item.VersionId is { } version ? blob.WithVersion(version) : blob;
                BlobDownloadResult content = await blob.DownloadContentAsync(Token);
                yield return (place, Encoding.UTF8.GetString(content.Content));
            }
        }

        var queues = new QueueServiceClient(connection, new QueueClientOptions(QueueClientOptions.ServiceVersion.V2026_06_06));
        await foreach (QueueItem queue in queues.GetQueuesAsync(cancellationToken: Token))
        {
            foreach (PeekedMessage message in (await queues.GetQueueClient(queue.Name).PeekMessagesAsync(32, Token)).Value)
            {
                string body = message.Body.ToString();
                yield return ($"queue {queue.Name}", body);
                yield return ($"queue {queue.Name}", Encoding.UTF8.GetString(Convert.FromBase64String(body)));
            }
        }
    }

    /// <summary>Decompresses the history of a link.</summary>
    /// <returns>Null if the bytes are not compressed.</returns>
    public static string? TryUnpack(byte[] bytes)
    {
        try
        {
            using var brotli = new BrotliStream(new MemoryStream(bytes), CompressionMode.Decompress);
            using var text = new StreamReader(brotli, Encoding.UTF8);
            return text.ReadToEnd();
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }
}
