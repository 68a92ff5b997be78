using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;

namespace NewsFunctions.Storage.Backups;

/// <summary>Reads and writes the checksums of a backup in the format of <c>sha256sum</c>: one file per line.</summary>
internal sealed class ChecksumFile : IAsyncDisposable
{
    public const string Name = "SHA256SUMS";
    private const int HashLength = 64;

    private readonly FileStream _file;

    private ChecksumFile(FileStream file) => _file = file;

    public long Length => _file.Length;

    /// <summary>Opens the file for writing. Lines after <paramref name="length"/> belong to work that is repeated, and are cut off.</summary>
    public static ChecksumFile Open(string folder, long length)
    {
        var file = new FileStream(Path.Combine(folder, Name), FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read);
        file.SetLength(length);
        file.Position = length;
        return new ChecksumFile(file);
    }

    public void Add(string path, string hash) => _file.Write(Encoding.ASCII.GetBytes($"{hash}  {path}\n"));

    /// <summary>Flushes all lines to disk.</summary>
    public void Save() => _file.Flush(flushToDisk: true);

    public ValueTask DisposeAsync() => _file.DisposeAsync();

    /// <summary>Reads the file line by line.</summary>
    /// <exception cref="InvalidDataException">A line is not a checksum.</exception>
    public static async IAsyncEnumerable<(string Path, string Hash)> ReadAsync(string folder, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (string line in File.ReadLinesAsync(Path.Combine(folder, Name), cancellationToken))
        {
            yield return line.Length > HashLength + 2 && line.AsSpan(HashLength, 2) is "  " && IsSafe(line[(HashLength + 2)..])
                ? (line[(HashLength + 2)..], line[..HashLength])
                : throw new InvalidDataException($"{Name} of the backup is damaged: a line is not a checksum");
        }
    }

    public static async Task<string> HashAsync(string path, Action<long>? read, CancellationToken cancellationToken)
    {
        await using FileStream file = File.OpenRead(path);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await AppendAsync(hash, file, read, cancellationToken);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Hashes the rest of a stream, in chunks.</summary>
    public static async Task AppendAsync(IncrementalHash hash, Stream content, Action<long>? read, CancellationToken cancellationToken)
    {
        byte[] buffer = new byte[128 * 1024];
        for (int count; (count = await content.ReadAsync(buffer, cancellationToken)) > 0;)
        {
            hash.AppendData(buffer, 0, count);
            read?.Invoke(count);
        }
    }

    /// <summary>Returns whether a path stays within the backup's folder. A backup may come from anywhere.</summary>
    private static bool IsSafe(string path) => !path.Contains('\\', StringComparison.Ordinal) && !Path.IsPathRooted(path) && !path.Split('/').Contains("..");
}
