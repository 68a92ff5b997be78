using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using NewsFunctions.Storage.Connection;
using NewsFunctions.Storage.Rows;
using NewsFunctions.Storage.Setup;

namespace NewsFunctions.Storage.Backups;

/// <summary>Writes an archive into an empty storage account. A blob in the container <c>restores</c> holds the progress.</summary>
/// <remarks>Rows are replaced as a whole and blobs are created only if missing, so whatever was written after the saved position
/// can safely be written again.</remarks>
internal sealed class StorageTarget(ArchiveClients clients, BackupCounter counter, TimeProvider time) : IBackupTarget
{
    private const string StateBlob = "restore.json";
    private const int AtOnce = 8;

    /// <summary>Sets the time between two saved positions in a local storage. The storage is saved before the position, which takes time.</summary>
    private static readonly TimeSpan BetweenSaves = TimeSpan.FromSeconds(30);

    private long _saved = time.GetTimestamp();
    private BackupState _state = null!;

    /// <summary>Finds the restore that filled an account, or is filling it; returns null if there was none.</summary>
    public static async Task<BackupState?> FindStateAsync(ArchiveClients clients, CancellationToken cancellationToken)
    {
        try
        {
            BlobDownloadResult blob = await clients.RestoreBlobs.GetBlobClient(StateBlob).DownloadContentAsync(cancellationToken);
            return BackupJson.Read($"{ArchiveNames.RestoresContainer}/{StateBlob}", blob.Content, BackupJson.Default.BackupState);
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return null;
        }
    }

    public async Task<BackupState> BeginAsync(string source, CancellationToken cancellationToken)
    {
        await new ArchiveSetup(clients, words: null).CreateAsync(cancellationToken);
        BackupState? state = await FindStateAsync(clients, cancellationToken);
        if (state is { Manifest.FinishedAt: { } at })
        {
            throw new IOException(FormattableString.Invariant(
                $"this storage was restored from {state.Manifest.Source} at {at:u} already; a restore needs an empty storage"));
        }

        if (state is not null && state.Manifest.Source != source)
        {
            throw new IOException(
                $"a restore from {state.Manifest.Source} is not complete in this storage. Repeat that one, or take an empty storage for {source}");
        }

        if (state is null && await FindContentAsync(cancellationToken) is { } content)
        {
            throw new IOException($"the storage is not empty: {content}. A restore needs an empty one, so that two archives are never mixed");
        }

        await clients.RestoreBlobs.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
        if (state is null)
        {
            // The backup says whether its articles have their words.
            await clients.Operations.DeleteEntityAsync(TableKeys.Words, TableKeys.WordsComplete, ETag.All, cancellationToken);
        }

        _state = state ?? new BackupState
        {
            Manifest = new BackupManifest { Id = Guid.NewGuid().ToString("N"), Source = source, StartedAt = time.GetUtcNow() },
        };
        await SaveAsync(cancellationToken);
        return _state;
    }

    public async Task WriteAsync(RowUnit unit, CancellationToken cancellationToken)
    {
        TableClient table = clients.Tables.SingleOrDefault(table => table.Name == unit.Table)
            ?? throw new InvalidDataException($"the backup has a table {unit.Table}, which this version does not know. Use the version that made the backup");
        IEnumerable<IReadOnlyList<TableTransactionAction>> transactions = unit.Rows
            .GroupBy(row => row.PartitionKey, StringComparer.Ordinal)
            .SelectMany(partition => TableTransactions.Cut(partition.Select(row => TableTransactions.UpsertReplace(Bare(row)))));
        ParallelOptions options = new() { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(transactions, options, async (transaction, token) =>
        {
            await table.SubmitTransactionAsync(transaction, token);
            counter.AddRows(transaction.Count);
            counter.AddBytes(transaction.Sum(action => EntitySize.Stored((TableEntity)action.Entity)));
        });
        _state.Manifest.Rows.Increase(unit.Table, unit.Rows.Count);
        await SaveAsync(unit.Position, cancellationToken);
    }

    public async Task WriteAsync(BlobUnit unit, IBackupSource source, CancellationToken cancellationToken)
    {
        BlobContainerClient container = clients.CopiedContainers.SingleOrDefault(container => container.Name == unit.Container)
            ?? throw new InvalidDataException($"the backup has a container {unit.Container}, which this version does not know. Use the version that made the backup");
        var writer = new RestoredBlobs(container, source, counter);
        ParallelOptions options = new() { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken };
        long count = 0;
        await Parallel.ForEachAsync(unit.Blobs, options, async (blob, token) =>
        {
            if (await writer.WriteAsync(blob, token))
            {
                Interlocked.Increment(ref count);
            }
        });
        _state.Manifest.Blobs.Increase(unit.Container, count);
        await SaveAsync(unit.Position, cancellationToken);
    }

    public async Task<BackupManifest> CompleteAsync(CancellationToken cancellationToken)
    {
        await clients.Saves.EnsureAsync(cancellationToken);
        if (clients.Saves.Restarts > 0)
        {
            // Writes of the last seconds may be lost. Writing everything again loses nothing.
            _state = _state with { Position = null, Manifest = _state.Manifest with { Rows = [], Blobs = [] } };
            await SaveAsync(cancellationToken);
            throw new IOException("the storage restarted during the restore, so its last writes may be lost. Run the same command again; it writes everything again");
        }

        _state = _state with { Manifest = _state.Manifest with { FinishedAt = time.GetUtcNow(), Changed = _state.Manifest.Changed + counter.Changed } };
        await SaveAsync(cancellationToken);
        await clients.Saves.EnsureAsync(cancellationToken);
        return _state.Manifest;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>Describes any archive content found. What a deployment writes by itself, such as hourly measurements, does not count.</summary>
    private async Task<string?> FindContentAsync(CancellationToken cancellationToken)
    {
        foreach (TableClient table in clients.Tables.Except([clients.Operations, clients.WebArchives]))
        {
            if (await table.QueryAsync<TableEntity>(filter: (string?)null, maxPerPage: 1, ["RowKey"], cancellationToken).AnyAsync(cancellationToken))
            {
                return $"the table {table.Name} has rows";
            }
        }

        foreach (BlobContainerClient container in clients.CopiedContainers.Except([clients.ReportBlobs]))
        {
            if (await container.GetBlobsAsync(cancellationToken: cancellationToken).AnyAsync(cancellationToken))
            {
                return $"the container {container.Name} has blobs";
            }
        }

        return null;
    }

    /// <summary>Removes the properties that the source service set on the row.</summary>
    private static TableEntity Bare(TableEntity row)
    {
        row.Remove("odata.etag");
        row.Remove("Timestamp");
        return row;
    }

    private async Task SaveAsync(string position, CancellationToken cancellationToken)
    {
        _state = _state with { Position = position };
        if (!clients.IsDevelopmentStorage)
        {
            await SaveAsync(cancellationToken);
        }
        else if (time.GetElapsedTime(_saved) >= BetweenSaves)
        {
            await clients.Saves.EnsureAsync(cancellationToken);
            await SaveAsync(cancellationToken);
            _saved = time.GetTimestamp();
        }
    }

    private async Task SaveAsync(CancellationToken cancellationToken) => await clients.RestoreBlobs.GetBlobClient(StateBlob).UploadAsync(
        new BinaryData(JsonSerializer.SerializeToUtf8Bytes(_state, BackupJson.Default.BackupState)), overwrite: true, cancellationToken);
}
