using System.Text;
using System.Text.Json.Nodes;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using NewsFunctions.IntegrationTests.Storage;
using NewsFunctions.Storage.Connection;

namespace NewsFunctions.IntegrationTests.Golden;

/// <summary>
/// Reads all rows and blobs of an account with the Azure clients, so that the result does not depend on the product.
/// </summary>
internal static class GoldenContent
{
    // Session keys are random, and a restore adds a note about itself.
    private static readonly string[] OwnContainers = ["access", "restores"];

    // The lease blob only serves for locking.
    private const string LeaseBlob = "summaries/lease";

    private const int MaxShownLength = 600;

    // A visit stores its counts in the order in which it met states and verdicts.
    private const string Counts = "Counts";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>
    /// Reads all rows without the columns in <see cref="RowText.Volatile"/>, and all blobs with type, metadata and
    /// content.
    /// </summary>
    /// <param name="without">Further columns to leave out.</param>
    /// <returns>The content by table or container and key.</returns>
    public static async Task<SortedDictionary<string, string>> ReadAsync(string connection, params string[] without)
    {
        SortedDictionary<string, string> content = new(StringComparer.Ordinal);
        await foreach ((string table, TableEntity row) in RowsAsync(connection))
        {
            if (row.GetString(Counts) is { } counts)
            {
                row[Counts] = Ordered(JsonNode.Parse(counts)!).ToJsonString();
            }

            content.Add($"{table} {row.PartitionKey} {row.RowKey}", RowText.Of(row, [.. RowText.Volatile, .. without]));
        }

        await foreach ((string container, BlobItem blob, string text) in BlobsAsync(connection))
        {
            string metadata = string.Join(' ', blob.Metadata.Select(pair => $"{pair.Key.ToLowerInvariant()}={pair.Value}").Order(StringComparer.Ordinal));
            content.Add($"{container}/{blob.Name}", $"{blob.Properties.BlobType} {blob.Properties.ContentType} {metadata}\n{text}");
        }

        return content;
    }

    public static async IAsyncEnumerable<(string Table, TableEntity Row)> RowsAsync(string connection)
    {
        var tables = new TableServiceClient(connection);
        await foreach (TableItem table in tables.QueryAsync(cancellationToken: Token))
        {
            await foreach (TableEntity row in tables.GetTableClient(table.Name).QueryAsync<TableEntity>(cancellationToken: Token))
            {
                yield return (table.Name, row);
            }
        }
    }

    public static async IAsyncEnumerable<(string Container, BlobItem Blob, string Text)> BlobsAsync(string connection)
    {
        var service = new BlobServiceClient(connection, new BlobClientOptions(ArchiveClients.DevelopmentBlobs));
        await foreach (BlobContainerItem container in service.GetBlobContainersAsync(cancellationToken: Token))
        {
            if (OwnContainers.Contains(container.Name))
            {
                continue;
            }

            BlobContainerClient client = service.GetBlobContainerClient(container.Name);
            await foreach (BlobItem blob in client.GetBlobsAsync(new GetBlobsOptions { Traits = BlobTraits.Metadata }, Token))
            {
                if (blob.Name != LeaseBlob)
                {
                    BlobDownloadResult download = await client.GetBlobClient(blob.Name).DownloadContentAsync(Token);
                    yield return (container.Name, blob, Encoding.UTF8.GetString(download.Content));
                }
            }
        }
    }

    /// <summary>Asserts that two contents are the same. Reports the first differences.</summary>
    public static void AssertSame(IReadOnlyDictionary<string, string> expected, IReadOnlyDictionary<string, string> actual)
    {
        string[] different = [.. expected.Keys.Union(actual.Keys)
            .Where(place => expected.GetValueOrDefault(place) != actual.GetValueOrDefault(place))
            .Order(StringComparer.Ordinal)];
        IEnumerable<string> shown = different.Take(5).Select(place => $"{place}\n{Difference(expected.GetValueOrDefault(place), actual.GetValueOrDefault(place))}");
        Assert.True(different.Length == 0, $"{different.Length} of {expected.Count} differ:\n{string.Join('\n', shown)}");
    }

    private static JsonNode Ordered(JsonNode node) => node is JsonObject json
        ? new JsonObject(json.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)Ordered(pair.Value!))))
        : node.DeepClone();

    private static string Difference(string? expected, string? actual)
    {
        string[] before = expected?.Split('\n') ?? ["nothing"];
        string[] after = actual?.Split('\n') ?? ["nothing"];
        return string.Join('\n', [.. before.Except(after).Take(5).Select(line => $"  - {Short(line)}"), .. after.Except(before).Take(5).Select(line => $"  + {Short(line)}")]);
    }

    private static string Short(string line) => line.Length > MaxShownLength ? line[..MaxShownLength] : line;
}
