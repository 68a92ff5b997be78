using System.Globalization;
using System.Runtime.CompilerServices;
using Azure.Data.Tables;

namespace NewsFunctions.Storage.Backups;

/// <summary>Reads a backup from its folder: uploads and other blobs first, then tables, the ledger last.</summary>
/// <param name="damaged">Files to skip; paths as in the checksums.</param>
internal sealed class FolderSource(string folder, BackupManifest manifest, IReadOnlySet<string> damaged) : IBackupSource
{
    private const int BlobsAtATime = 64;
    private const int RowsAtATime = 1000;

    private static readonly Func<string, bool>[] Passes =
    [
        path => path.StartsWith(BackupFolder.Blobs, StringComparison.Ordinal),
        path => path.StartsWith(BackupFolder.Tables, StringComparison.Ordinal) && !IsLedger(path),
        IsLedger,
    ];

    public string Id => $"backup {manifest.Id}";

    /// <summary>Opens a complete backup.</summary>
    /// <exception cref="IOException">There is no backup, or it is not complete.</exception>
    public static async Task<BackupManifest> ReadManifestAsync(string folder, CancellationToken cancellationToken)
    {
        BackupManifest manifest = await BackupFolder.TryReadAsync(folder, BackupFolder.Manifest, BackupJson.Default.BackupManifest, cancellationToken)
            ?? throw new IOException(File.Exists(Path.Combine(folder, BackupFolder.Progress))
                ? $"the backup in {folder} is not complete. Run news backup {folder} again first"
                : $"there is no backup in {folder}: it has no file {BackupFolder.Manifest}");
        return manifest.Format == BackupManifest.KnownFormat
            ? manifest
            : throw new IOException($"{folder} has a backup of the format {manifest.Format}; this version reads {BackupManifest.KnownFormat}");
    }

    /// <summary>Compares all files with their checksums.</summary>
    /// <param name="read">Receives the number of bytes that were read.</param>
    /// <returns>The paths of files that are damaged or missing.</returns>
    public static async IAsyncEnumerable<string> FindDamagedAsync(
        string folder, BackupManifest manifest, Action<long> read, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string checksums = Path.Combine(folder, ChecksumFile.Name);
        if (!File.Exists(checksums) || await ChecksumFile.HashAsync(checksums, read: null, cancellationToken) != manifest.Checksums)
        {
            throw new InvalidDataException($"{checksums} is damaged or missing, so no file of this backup can be checked");
        }

        await foreach ((string path, string hash) in ChecksumFile.ReadAsync(folder, cancellationToken))
        {
            string full = BackupFolder.Full(folder, path);
            if (!File.Exists(full) || await TryHashAsync(full, read, cancellationToken) != hash)
            {
                yield return path;
            }
        }
    }

    public async IAsyncEnumerable<BackupUnit> ReadAsync(string? after, BackupCounter counter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Place from = Place.Parse(after);
        for (; from.Pass < Passes.Length; from = new Place(from.Pass + 1, Line: 0))
        {
            await foreach (BackupUnit unit in ReadAsync(from, cancellationToken))
            {
                yield return unit;
            }
        }
    }

    public Task<Stream?> OpenAsync(BackupBlob blob, long offset, CancellationToken cancellationToken)
    {
        FileStream file = File.OpenRead(BackupFolder.Full(folder, BackupFolder.BlobFile(blob)));
        file.Position = offset;
        return Task.FromResult<Stream?>(file);
    }

    /// <summary>Returns 0: files do not change.</summary>
    public Task<long> CountChangesAsync(DateTimeOffset since, CancellationToken cancellationToken) => Task.FromResult(0L);

    private static bool IsLedger(string path) => path.StartsWith(BackupFolder.Tables + "Dumps/", StringComparison.Ordinal);

    private async IAsyncEnumerable<BackupUnit> ReadAsync(Place after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        long line = 0;
        List<BackupBlob> blobs = [];
        await foreach ((string path, _) in ChecksumFile.ReadAsync(folder, cancellationToken))
        {
            line++;
            if (line <= after.Line || !Passes[after.Pass](path))
            {
                continue;
            }

            if (after.Pass > 0)
            {
                var part = new Place(after.Pass, line - 1, line == after.Line + 1 ? after.Row : 0);
                await foreach (RowUnit unit in ReadRowsAsync(path, part, cancellationToken))
                {
                    yield return unit;
                }
            }
            else if (await TryReadBlobAsync(path, cancellationToken) is { } blob)
            {
                if (blobs is [{ Container: var container }, ..] && (blobs.Count == BlobsAtATime || container != blob.Container))
                {
                    // The last two lines belong to this blob.
                    yield return new BlobUnit(container, blobs, (after with { Line = line - 2 }).ToString());
                    blobs = [];
                }

                blobs.Add(blob);
            }
        }

        if (blobs is [{ Container: var last }, ..])
        {
            yield return new BlobUnit(last, blobs, (after with { Line = line }).ToString());
        }
    }

    private async IAsyncEnumerable<RowUnit> ReadRowsAsync(string path, Place after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (damaged.Contains(path))
        {
            yield break;
        }

        string table = path.Split('/')[1];
        List<TableEntity> rows = [];
        long number = 0;
        await foreach (string text in File.ReadLinesAsync(BackupFolder.Full(folder, path), cancellationToken))
        {
            if (++number <= after.Row)
            {
                continue;
            }

            rows.Add(Read(path, number, text));
            if (rows.Count == RowsAtATime)
            {
                yield return new RowUnit(table, rows, (after with { Row = number }).ToString());
                rows = [];
            }
        }

        yield return new RowUnit(table, rows, new Place(after.Pass, after.Line + 1).ToString());
    }

    private static TableEntity Read(string path, long number, string line)
    {
        try
        {
            return RowJson.Read(line);
        }
        catch (InvalidDataException e)
        {
            throw new InvalidDataException(FormattableString.Invariant($"{path}, line {number}: {e.Message}"), e);
        }
    }

    private async Task<BackupBlob?> TryReadBlobAsync(string path, CancellationToken cancellationToken)
    {
        if (!BackupFolder.IsSidecar(path) || damaged.Contains(path))
        {
            return null;
        }

        BackupBlob? blob = await BackupFolder.TryReadAsync(folder, path, BackupJson.Default.BackupBlob, cancellationToken);
        if (blob is not null && BackupFolder.BlobSidecar(blob) != path)
        {
            throw new InvalidDataException($"{path} of the backup describes another blob");
        }

        return blob is null || damaged.Contains(BackupFolder.BlobFile(blob)) ? null : blob;
    }

    private static async Task<string?> TryHashAsync(string path, Action<long> read, CancellationToken cancellationToken)
    {
        try
        {
            return await ChecksumFile.HashAsync(path, read, cancellationToken);
        }
        catch (IOException)
        {
            // The disk cannot read it.
            return null;
        }
    }

    /// <summary>Marks how far the files were read.</summary>
    /// <param name="Pass">An index of <see cref="Passes"/>.</param>
    /// <param name="Line">The last completed line of the checksums.</param>
    /// <param name="Row">The last completed row of the file on the next line.</param>
    private readonly record struct Place(int Pass, long Line, long Row = 0)
    {
        public static Place Parse(string? text) => text?.Split(':') is [var pass, var line, var row]
            ? new Place((int)Number(pass), Number(line), Number(row))
            : default;

        public override string ToString() => FormattableString.Invariant($"{Pass}:{Line}:{Row}");

        private static long Number(string text) => long.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
    }
}
