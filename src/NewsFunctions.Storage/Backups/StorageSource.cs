using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using Azure;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using NewsFunctions.Core.Ledger;
using NewsFunctions.Storage.Connection;
using NewsFunctions.Storage.Dumps;
using NewsFunctions.Storage.Rows;
using NewsFunctions.Storage.Summaries;

namespace NewsFunctions.Storage.Backups;

/// <summary>Reads an archive from its storage account.</summary>
/// <remarks>
/// <para>A running archive writes articles, links, lists, shards and the ledger in this order. A backup reads them in the opposite order
/// and blobs last, so anything that a row refers to is read after the row. An ingest that ends meanwhile is unknown to the backup's
/// ledger and is repeated.</para>
/// <para>A copy into another account is read in the order in which it is written: dumps first, the ledger last. If it ends early, the
/// target has uploads without rows, which are ingested, and never rows without uploads.</para>
/// </remarks>
internal sealed class StorageSource(ArchiveClients clients, DateTimeOffset since, bool ledgerFirst) : IBackupSource
{
    private const int BlobsAtATime = 500;

    public string Id => IdOf(clients);

    /// <summary>Returns the address of an account, by which people know it. Local storage has another port each time.</summary>
    public static string IdOf(ArchiveClients clients) => clients.DumpBlobs.Uri is { IsLoopback: true } local
        ? $"local:{local.AbsolutePath.Split('/')[1]}"
        : clients.DumpBlobs.Uri.GetLeftPart(UriPartial.Authority);

    public async IAsyncEnumerable<BackupUnit> ReadAsync(string? after, BackupCounter counter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        StoragePosition? start = after is null ? null : StoragePosition.Parse(after);
        string[] tables = [.. clients.Tables.Select(table => table.Name)];
        string[] containers = [.. clients.CopiedContainers.Select(container => container.Name)];
        string[] order = ledgerFirst ? [.. tables.AsEnumerable().Reverse(), .. containers] : [.. containers, .. tables];
        foreach (string store in order.SkipWhile(store => start is not null && store != start.Store))
        {
            StoragePosition? from = store == start?.Store ? start : null;
            IAsyncEnumerable<BackupUnit> units = tables.Contains(store)
                ? ReadRowsAsync(clients.Tables.Single(table => table.Name == store), from, counter, cancellationToken)
                : ReadBlobsAsync(clients.CopiedContainers.Single(container => container.Name == store), from, cancellationToken);
            await foreach (BackupUnit unit in units)
            {
                yield return unit;
            }
        }
    }

    public async Task<Stream?> OpenAsync(BackupBlob blob, long offset, CancellationToken cancellationToken)
    {
        BlobClient client = clients.CopiedContainers.Single(container => container.Name == blob.Container).GetBlobClient(blob.Name);
        BlobDownloadOptions options = new()
        {
            Range = offset == 0 ? default : new HttpRange(offset),
            Conditions = new BlobRequestConditions { IfMatch = new ETag($"\"{blob.StoredETag}\"") },
        };
        try
        {
            return new DumpStream((await client.DownloadStreamingAsync(options, cancellationToken)).Value.Content);
        }
        catch (RequestFailedException e) when (DumpStream.IsReplaced(e))
        {
            return null;
        }
    }

    /// <summary>Counts changes in two tables. Every ingest and every visit writes a row of one of them at its end.</summary>
    public async Task<long> CountChangesAsync(DateTimeOffset since, CancellationToken cancellationToken)
    {
        long changed = 0;
        foreach (TableClient table in (TableClient[])[clients.Dumps, clients.LinkShards])
        {
            changed += await table.QueryAsync<TableEntity>(
                TableClient.CreateQueryFilter($"Timestamp gt {since}"), RowReader.PageSize, ["RowKey"], cancellationToken).LongCountAsync(cancellationToken);
        }

        return changed;
    }

    private async IAsyncEnumerable<BackupUnit> ReadRowsAsync(
        TableClient table, StoragePosition? after, BackupCounter counter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // Two queries instead of one with "or", for which the service would scan the table from its start.
        string?[] filters = after is { Partition: { } partition, Row: { } row }
            ? [TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey gt {row}"), TableClient.CreateQueryFilter($"PartitionKey gt {partition}")]
            : [null];
        bool isCounted = table.Name != clients.Dumps.Name && table.Name != clients.LinkShards.Name && table.Name != clients.Operations.Name;
        foreach (string? filter in filters)
        {
            await foreach (Azure.Page<TableEntity> page in table.QueryAsync<TableEntity>(filter, RowsAtATime(table), cancellationToken: cancellationToken).AsPages())
            {
                // The service may return an empty page with a continuation.
                if (page.Values is [.., { } last])
                {
                    counter.AddChanged(isCounted ? page.Values.LongCount(one => one.Timestamp > since) : 0);
                    yield return new RowUnit(table.Name, page.Values, new StoragePosition(table.Name) { Partition = last.PartitionKey, Row = last.RowKey }.ToString());
                }
            }
        }
    }

    /// <summary>Limits the rows per page, which is held in memory: rows of these tables can have hundreds of kilobytes.</summary>
    private int RowsAtATime(TableClient table) =>
        table.Name == clients.Articles.Name || table.Name == clients.Dumps.Name || table.Name == clients.Hosts.Name ? 100
        : table.Name == clients.Links.Name || table.Name == clients.LinkShards.Name ? 250
        : RowReader.PageSize;

    private static async IAsyncEnumerable<BackupUnit> ReadBlobsAsync(
        BlobContainerClient container, StoragePosition? after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (after is { IsDone: true })
        {
            yield break;
        }

        GetBlobsOptions options = new() { Traits = BlobTraits.Metadata };
        await foreach (Azure.Page<BlobItem> page in container.GetBlobsAsync(options, cancellationToken).AsPages(after?.Marker, BlobsAtATime))
        {
            StoragePosition next = page.ContinuationToken is { Length: > 0 } marker
                ? new StoragePosition(container.Name) { Marker = marker }
                : new StoragePosition(container.Name) { IsDone = true };
            yield return new BlobUnit(
                container.Name,
                [.. page.Values.Where(item => item.Name != SummaryStore.LeaseBlob).Select(item => ToBackup(
                    container.Name, item.Name, item.Properties.ETag!.Value, item.Properties.LastModified!.Value, item.Properties.ContentLength ?? 0,
                    item.Properties.ContentType, item.Metadata, item.Properties.BlobType == BlobType.Append))],
                next.ToString());
        }
    }

    private static BackupBlob ToBackup(
        string container, string name, ETag etag, DateTimeOffset modified, long bytes, string? contentType, IDictionary<string, string>? metadata, bool appends)
    {
        DumpBlob dump = DumpBlobs.Dump(name, etag, modified, bytes, metadata);
        return new BackupBlob
        {
            Container = container,
            Name = name,
            Bytes = bytes,
            ContentType = contentType ?? "application/octet-stream",
            ETag = dump.ETag,
            StoredETag = dump.StoredETag,
            UploadedAt = dump.LastModified,
            Metadata = dump.Metadata,
            Appends = appends,
        };
    }
}

/// <summary>Marks how far a storage was read.</summary>
/// <param name="Store">The table or container.</param>
internal sealed record StoragePosition(string Store)
{
    public string? Partition { get; init; }

    public string? Row { get; init; }

    /// <summary>Gets the marker with which the listing of a container continues.</summary>
    public string? Marker { get; init; }

    /// <summary>True if the container was read to its end.</summary>
    public bool IsDone { get; init; }

    public static StoragePosition Parse(string text) => JsonSerializer.Deserialize(text, PositionJson.Default.StoragePosition)
        ?? throw new InvalidDataException("the progress of the copy cannot be read");

    public override string ToString() => JsonSerializer.Serialize(this, PositionJson.Default.StoragePosition);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(StoragePosition))]
internal sealed partial class PositionJson : JsonSerializerContext;
