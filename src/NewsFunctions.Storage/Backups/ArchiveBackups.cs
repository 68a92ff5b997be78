using Microsoft.Extensions.Configuration;
using NewsFunctions.Storage.Connection;

namespace NewsFunctions.Storage.Backups;

/// <summary>Copies the archive into a folder, from a folder, or from another account. See docs/backup.md.</summary>
public sealed class ArchiveBackups
{
    /// <summary>Names the setting, or prefix of settings, for the account to copy from.</summary>
    public const string SourceConnection = "SourceStorage";

    private readonly ArchiveClients _clients;
    private readonly TimeProvider _time;

    internal ArchiveBackups(ArchiveClients clients, TimeProvider time) => (_clients, _time) = (clients, time);

    /// <summary>Writes the archive into a folder, or resumes the same backup after a stop.</summary>
    /// <exception cref="IOException">The folder holds something else. The message says what to do.</exception>
    public async Task<BackupManifest> BackUpAsync(string folder, BackupCounter counter, CancellationToken cancellationToken)
    {
        await ThrowIfHalfRestoredAsync(_clients, cancellationToken);
        await using var target = new FolderTarget(folder, counter, _time);
        return await CopyAsync(since => new StorageSource(_clients, since, ledgerFirst: true), StorageSource.IdOf(_clients), target, counter, cancellationToken);
    }

    /// <summary>Reads the manifest of a complete backup.</summary>
    /// <exception cref="IOException">There is no backup, or it is not complete.</exception>
    public static Task<BackupManifest> ReadAsync(string folder, CancellationToken cancellationToken) => FolderSource.ReadManifestAsync(folder, cancellationToken);

    /// <summary>Compares all files of a backup with their checksums.</summary>
    /// <returns>The files that are damaged or missing.</returns>
    public static IAsyncEnumerable<string> FindDamagedAsync(
        string folder, BackupManifest manifest, BackupCounter counter, CancellationToken cancellationToken) =>
        FolderSource.FindDamagedAsync(folder, manifest, counter.AddBytes, cancellationToken);

    /// <summary>Fills an empty storage from a backup, or resumes the same restore after a stop.</summary>
    /// <param name="without">Damaged files to skip.</param>
    /// <exception cref="IOException">The storage is not empty.</exception>
    public async Task<BackupManifest> RestoreAsync(
        string folder, BackupManifest manifest, IReadOnlySet<string> without, BackupCounter counter, CancellationToken cancellationToken)
    {
        var source = new FolderSource(folder, manifest, without);
        await using var target = new StorageTarget(_clients, counter, _time);
        return await CopyAsync(_ => source, source.Id, target, counter, cancellationToken);
    }

    /// <summary>Fills an empty storage from the account named by <see cref="SourceConnection"/>, or resumes the same copy after a stop.</summary>
    /// <exception cref="IOException">The storage is not empty.</exception>
    public async Task<BackupManifest> CopyFromAccountAsync(IConfiguration settings, BackupCounter counter, CancellationToken cancellationToken)
    {
        var from = new ArchiveClients(ArchiveConnection.From(settings, SourceConnection), new OperationCounter());
        await ThrowIfHalfRestoredAsync(from, cancellationToken);
        await using var target = new StorageTarget(_clients, counter, _time);
        return await CopyAsync(since => new StorageSource(from, since, ledgerFirst: false), StorageSource.IdOf(from), target, counter, cancellationToken);
    }

    private static async Task ThrowIfHalfRestoredAsync(ArchiveClients clients, CancellationToken cancellationToken)
    {
        if (await StorageTarget.FindStateAsync(clients, cancellationToken) is { Manifest: { FinishedAt: null } half })
        {
            throw new IOException($"a restore from {half.Source} is not complete in this storage. Finish it first");
        }
    }

    private static async Task<BackupManifest> CopyAsync(
        Func<DateTimeOffset, IBackupSource> open, string id, IBackupTarget target, BackupCounter counter, CancellationToken cancellationToken)
    {
        BackupState state = await target.BeginAsync(id, cancellationToken);
        IBackupSource source = open(state.Manifest.StartedAt);
        await foreach (BackupUnit unit in source.ReadAsync(state.Position, counter, cancellationToken))
        {
            await (unit switch
            {
                RowUnit rows => target.WriteAsync(rows, cancellationToken),
                BlobUnit blobs => target.WriteAsync(blobs, source, cancellationToken),
                _ => throw new InvalidOperationException($"There is no unit {unit.GetType()}."),
            });
        }

        counter.AddChanged(await source.CountChangesAsync(state.Manifest.StartedAt, cancellationToken));
        return await target.CompleteAsync(cancellationToken);
    }
}
