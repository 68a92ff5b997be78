using System.Buffers;
using System.Security.Cryptography;
using NewsFunctions.Storage.Dumps;

namespace NewsFunctions.Storage.Backups;

/// <summary>Writes a backup into a folder. Complete files are named in the checksums and saved with the position, so a killed backup
/// resumes after them. A partly written large blob is resumed, too.</summary>
internal sealed class FolderTarget(string folder, BackupCounter counter, TimeProvider time) : IBackupTarget
{
    /// <summary>Limits the size of a table file. A file is written again after a crash, and is lost as a whole if a byte is damaged.</summary>
    private const long PartBytes = 16 * 1024 * 1024;
    private const int AtOnce = 8;

    private BackupState _state = null!;
    private ChecksumFile? _checksums;
    private TablePart? _part;

    public async Task<BackupState> BeginAsync(string source, CancellationToken cancellationToken)
    {
        if (File.Exists(Path.Combine(folder, BackupFolder.Manifest)))
        {
            throw new IOException($"{folder} has a complete backup. Name another folder");
        }

        BackupState? state = await BackupFolder.TryReadAsync(folder, BackupFolder.Progress, BackupJson.Default.BackupState, cancellationToken);
        if (state is not null && state.Manifest.Source != source)
        {
            throw new IOException($"{folder} has a backup of {state.Manifest.Source} that is not complete. Name another folder for {source}");
        }

        if (state is null && Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
        {
            throw new IOException($"{folder} is not empty and is not a backup. Name another folder");
        }

        Directory.CreateDirectory(folder);
        _state = state ?? new BackupState
        {
            Manifest = new BackupManifest { Id = Guid.NewGuid().ToString("N"), Source = source, StartedAt = time.GetUtcNow() },
        };
        _checksums = ChecksumFile.Open(folder, _state.ChecksumBytes);
        Save(_state.Position);
        return _state;
    }

    public async Task WriteAsync(RowUnit unit, CancellationToken cancellationToken)
    {
        if (_part is not null && _part.Table != unit.Table)
        {
            await FinishPartAsync();
        }

        _part ??= TablePart.Open(folder, unit.Table, _state.Parts.GetValueOrDefault(unit.Table) + 1);
        long bytes = await _part.WriteAsync(unit, cancellationToken);
        counter.AddRows(unit.Rows.Count);
        counter.AddBytes(bytes);
        if (_part.Bytes >= PartBytes)
        {
            await FinishPartAsync();
        }
    }

    public async Task WriteAsync(BlobUnit unit, IBackupSource source, CancellationToken cancellationToken)
    {
        await FinishPartAsync();
        var written = new WrittenBlob?[unit.Blobs.Count];
        ParallelOptions options = new() { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, written.Length, options, async (i, token) => written[i] = await WriteAsync(unit.Blobs[i], source, token));
        long bytes = 0;
        long count = 0;
        for (int i = 0; i < written.Length; i++)
        {
            if (written[i] is { } blob)
            {
                _checksums!.Add(BackupFolder.BlobFile(unit.Blobs[i]), blob.Hash);
                _checksums.Add(BackupFolder.BlobSidecar(unit.Blobs[i]), blob.SidecarHash);
                bytes += unit.Blobs[i].Bytes + blob.SidecarBytes;
                count++;
            }
        }

        _state.Manifest.Blobs.Increase(unit.Container, count);
        _state = _state with { Manifest = _state.Manifest with { Bytes = _state.Manifest.Bytes + bytes } };
        Save(unit.Position);
    }

    public async Task<BackupManifest> CompleteAsync(CancellationToken cancellationToken)
    {
        await FinishPartAsync();
        await _checksums!.DisposeAsync();
        _checksums = null;
        BackupManifest manifest = _state.Manifest with
        {
            FinishedAt = time.GetUtcNow(),
            Changed = _state.Manifest.Changed + counter.Changed,
            Checksums = await ChecksumFile.HashAsync(Path.Combine(folder, ChecksumFile.Name), read: null, cancellationToken),
        };
        BackupFolder.Write(folder, BackupFolder.Manifest, manifest, BackupJson.Default.BackupManifest, toDisk: true);
        File.Delete(Path.Combine(folder, BackupFolder.Progress));
        return manifest;
    }

    public async ValueTask DisposeAsync()
    {
        if (_part is not null)
        {
            await _part.DisposeAsync();
        }

        if (_checksums is not null)
        {
            await _checksums.DisposeAsync();
        }
    }

    private async Task FinishPartAsync()
    {
        if (_part is not { } part)
        {
            return;
        }

        _part = null;
        string hash = await part.FinishAsync();
        _checksums!.Add(BackupFolder.TablePart(part.Table, part.Number), hash);
        _state.Manifest.Rows.Increase(part.Table, part.Rows);
        _state.Parts.Increase(part.Table, 1);
        _state = _state with { Manifest = _state.Manifest with { Bytes = _state.Manifest.Bytes + part.Bytes } };
        Save(part.Position);
    }

    private void Save(string? position)
    {
        _checksums!.Save();
        _state = _state with { Position = position, ChecksumBytes = _checksums.Length };

        // Adds the changes that this process saw to those that earlier ones saw, which the state has.
        BackupState saved = _state with { Manifest = _state.Manifest with { Changed = _state.Manifest.Changed + counter.Changed } };
        BackupFolder.Write(folder, BackupFolder.Progress, saved, BackupJson.Default.BackupState, toDisk: true);
    }

    /// <returns>The written blob; null if it was deleted or replaced meanwhile and so is not part of this backup.</returns>
    private async Task<WrittenBlob?> WriteAsync(BackupBlob blob, IBackupSource source, CancellationToken cancellationToken)
    {
        string path = BackupFolder.Full(folder, BackupFolder.BlobFile(blob));
        string sidecar = BackupFolder.BlobSidecar(blob);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        if (await BackupFolder.TryReadAsync(folder, sidecar, BackupJson.Default.BackupBlob, cancellationToken) is { } before
            && (before.Name, before.ETag, before.Bytes) == (blob.Name, blob.ETag, blob.Bytes) && new FileInfo(path) is { Exists: true } file && file.Length == blob.Bytes)
        {
            string known = await ChecksumFile.HashAsync(path, counter.AddBytes, cancellationToken);
            return Finish(blob, known);
        }

        return await DownloadAsync(blob, path, source, cancellationToken) is { } hash ? Finish(blob, hash) : null;
    }

    private WrittenBlob Finish(BackupBlob blob, string hash)
    {
        string sidecar = BackupFolder.BlobSidecar(blob);
        string sidecarHash = BackupFolder.Write(folder, sidecar, blob, BackupJson.Default.BackupBlob, toDisk: false);
        counter.AddBlob();
        return new WrittenBlob(hash, sidecarHash, new FileInfo(BackupFolder.Full(folder, sidecar)).Length);
    }

    /// <summary>Reads a blob into a temporary file next to its own, resuming where an earlier run stopped.</summary>
    private async Task<string?> DownloadAsync(BackupBlob blob, string path, IBackupSource source, CancellationToken cancellationToken)
    {
        string unfinished = $"{path}.{string.Concat(blob.ETag.Where(char.IsAsciiLetterOrDigit))}.part";
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using (var file = new FileStream(unfinished, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None))
        {
            if (file.Length > blob.Bytes)
            {
                file.SetLength(0);
            }

            await ChecksumFile.AppendAsync(hash, file, counter.AddBytes, cancellationToken);
            if (file.Length < blob.Bytes)
            {
                await using Stream? content = await source.OpenAsync(blob, file.Length, cancellationToken);
                if (content is null || !await CopyAsync(content, file, hash, cancellationToken) || file.Length != blob.Bytes)
                {
                    counter.AddChanged(1);
                    File.Delete(unfinished);
                    return null;
                }
            }
        }

        File.Move(unfinished, path, overwrite: true);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <returns>False if the blob was replaced during the read.</returns>
    private async Task<bool> CopyAsync(Stream content, FileStream file, IncrementalHash hash, CancellationToken cancellationToken)
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent(128 * 1024);
        try
        {
            for (int count; (count = await content.ReadAsync(buffer, cancellationToken)) > 0;)
            {
                hash.AppendData(buffer, 0, count);
                await file.WriteAsync(buffer.AsMemory(0, count), cancellationToken);
                counter.AddBytes(count);
            }

            return true;
        }
        catch (DumpReplacedException)
        {
            return false;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private sealed record WrittenBlob(string Hash, string SidecarHash, long SidecarBytes);
}
