using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace NewsFunctions.Storage.Backups;

/// <summary>Names the files of a backup. docs/backup.md describes the format.</summary>
internal static class BackupFolder
{
    public const string Manifest = "backup.json";
    public const string Progress = "backup-progress.json";
    public const string Tables = "tables/";
    public const string Blobs = "blobs/";

    private const int MaxFriendlyName = 60;
    private const int HashLength = 16;
    private const string Sidecar = ".json";

    public static string TablePart(string table, long number) => FormattableString.Invariant($"{Tables}{table}/{number:D6}.ndjson");

    /// <summary>Names the file of a blob by a hash, because file systems do not accept every blob name. The end of the name is for people.</summary>
    public static string BlobFile(BackupBlob blob) => $"{BlobStem(blob)}-{Friendly(blob.Name)}";

    /// <summary>Names the file beside a blob's file that describes it. It is written last: if it exists, the blob is complete.</summary>
    public static string BlobSidecar(BackupBlob blob) => BlobStem(blob) + Sidecar;

    public static bool IsSidecar(string path) =>
        path.StartsWith(Blobs, StringComparison.Ordinal) && path[(path.LastIndexOf('/') + 1)..].Length == HashLength + Sidecar.Length && path.EndsWith(Sidecar, StringComparison.Ordinal);

    public static string Full(string folder, string path) => Path.Combine(folder, path.Replace('/', Path.DirectorySeparatorChar));

    public static async Task<T?> TryReadAsync<T>(string folder, string path, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class
    {
        string full = Full(folder, path);
        return File.Exists(full) ? BackupJson.Read(full, await File.ReadAllBytesAsync(full, cancellationToken), type) : null;
    }

    /// <summary>Writes a small file atomically: a crash leaves the old one or the new one.</summary>
    /// <returns>The file's SHA-256.</returns>
    public static string Write<T>(string folder, string path, T value, JsonTypeInfo<T> type, bool toDisk)
    {
        string full = Full(folder, path);
        byte[] json = [.. JsonSerializer.SerializeToUtf8Bytes(value, type), (byte)'\n'];
        using (var file = new FileStream($"{full}.part", FileMode.Create, FileAccess.Write, FileShare.None))
        {
            file.Write(json);
            file.Flush(toDisk);
        }

        File.Move($"{full}.part", full, overwrite: true);
        return Convert.ToHexStringLower(SHA256.HashData(json));
    }

    private static string BlobStem(BackupBlob blob)
    {
        string hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(blob.Name)))[..HashLength];
        return $"{Blobs}{blob.Container}/{hash[..2]}/{hash}";
    }

    private static string Friendly(string name)
    {
        string last = name[(name.LastIndexOf('/') + 1)..];
        return string.Concat(last[Math.Max(0, last.Length - MaxFriendlyName)..].Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' ? c : '_')).TrimEnd('.');
    }
}
