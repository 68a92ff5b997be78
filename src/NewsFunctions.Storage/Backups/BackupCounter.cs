namespace NewsFunctions.Storage.Backups;

/// <summary>Counts the progress of a backup or a restore. One thread reads it while others write.</summary>
public sealed class BackupCounter
{
    private long _rows;
    private long _blobs;
    private long _bytes;
    private long _changed;

    public long Rows => Interlocked.Read(ref _rows);

    public long Blobs => Interlocked.Read(ref _blobs);

    /// <summary>Counts the bytes read or written: of blobs, and of rows in the format of backup files.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    /// <summary>Counts the rows and blobs that were seen to change during the copy.</summary>
    public long Changed => Interlocked.Read(ref _changed);

    internal void AddRows(long rows) => Interlocked.Add(ref _rows, rows);

    internal void AddBlob() => Interlocked.Increment(ref _blobs);

    internal void AddBytes(long bytes) => Interlocked.Add(ref _bytes, bytes);

    internal void AddChanged(long changed) => Interlocked.Add(ref _changed, changed);
}
