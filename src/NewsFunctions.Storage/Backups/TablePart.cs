using System.Buffers;
using System.Security.Cryptography;
using Azure.Data.Tables;

namespace NewsFunctions.Storage.Backups;

/// <summary>Writes a file of rows. The file gets its final name only once it is complete.</summary>
internal sealed class TablePart : IAsyncDisposable
{
    private readonly string _path;
    private readonly FileStream _file;
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly ArrayBufferWriter<byte> _line = new();

    private TablePart(string table, long number, string path)
    {
        (Table, Number, _path) = (table, number, path);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        _file = new FileStream($"{path}.part", FileMode.Create, FileAccess.Write, FileShare.None);
    }

    public string Table { get; }

    public long Number { get; }

    public long Rows { get; private set; }

    public long Bytes { get; private set; }

    /// <summary>Gets the source position after the last row.</summary>
    public string? Position { get; private set; }

    public static TablePart Open(string folder, string table, long number) =>
        new(table, number, BackupFolder.Full(folder, BackupFolder.TablePart(table, number)));

    /// <returns>The size of the rows in bytes.</returns>
    public async Task<long> WriteAsync(RowUnit unit, CancellationToken cancellationToken)
    {
        long before = Bytes;
        foreach (TableEntity row in unit.Rows)
        {
            _line.ResetWrittenCount();
            RowJson.Write(row, _line);
            _hash.AppendData(_line.WrittenSpan);
            await _file.WriteAsync(_line.WrittenMemory, cancellationToken);
            Bytes += _line.WrittenCount;
        }

        Rows += unit.Rows.Count;
        Position = unit.Position;
        return Bytes - before;
    }

    /// <summary>Moves the file to its final name.</summary>
    /// <returns>The file's SHA-256.</returns>
    public async Task<string> FinishAsync()
    {
        _file.Flush(flushToDisk: true);
        string hash = Convert.ToHexStringLower(_hash.GetHashAndReset());
        await DisposeAsync();
        File.Move($"{_path}.part", _path, overwrite: true);
        return hash;
    }

    public ValueTask DisposeAsync()
    {
        _hash.Dispose();
        return _file.DisposeAsync();
    }
}
