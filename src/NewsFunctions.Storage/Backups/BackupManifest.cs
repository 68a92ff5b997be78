using System.Text.Json;
using System.Text.Json.Serialization;

namespace NewsFunctions.Storage.Backups;

/// <summary>Describes a backup: the file <c>backup.json</c>, and the progress of a copy that is under way.</summary>
public sealed record BackupManifest
{
    internal const string KnownFormat = "newsfunctions-backup-1";

    public string Format { get; init; } = KnownFormat;

    /// <summary>Gets a random id that distinguishes two backups of one archive.</summary>
    public required string Id { get; init; }

    /// <summary>Names the storage or the backup that was read, without any secret.</summary>
    public required string Source { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>Gets the time when the copy was finished; null while it is under way.</summary>
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>Counts the rows known to have changed during the copy. 0 means that it is a snapshot of one moment.</summary>
    public long Changed { get; init; }

    /// <summary>Counts the rows by table.</summary>
    public SortedDictionary<string, long> Rows { get; init; } = new(StringComparer.Ordinal);

    /// <summary>Counts the blobs by container.</summary>
    public SortedDictionary<string, long> Blobs { get; init; } = new(StringComparer.Ordinal);

    /// <summary>Counts the bytes of all files that the checksums name; 0 if the target is a storage.</summary>
    public long Bytes { get; init; }

    /// <summary>Gets the SHA-256 of the checksum file.</summary>
    public string? Checksums { get; init; }
}

/// <summary>Holds the state of a copy that is under way, as saved by its target.</summary>
internal sealed record BackupState
{
    public required BackupManifest Manifest { get; init; }

    /// <summary>Gets the position in the source; null if nothing is written yet.</summary>
    public string? Position { get; init; }

    /// <summary>Counts the complete files of each table; only in a folder.</summary>
    public SortedDictionary<string, long> Parts { get; init; } = new(StringComparer.Ordinal);

    /// <summary>Counts the bytes of the checksum file that belong to what is written; only in a folder.</summary>
    public long ChecksumBytes { get; init; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(BackupManifest))]
[JsonSerializable(typeof(BackupState))]
[JsonSerializable(typeof(BackupBlob))]
internal sealed partial class BackupJson : JsonSerializerContext
{
    /// <exception cref="InvalidDataException">The file is not one that a backup writes.</exception>
    public static T Read<T>(string file, ReadOnlySpan<byte> json, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type)
    {
        try
        {
            return JsonSerializer.Deserialize(json, type) ?? throw new InvalidDataException($"{file} is empty");
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"{file} is not a file of a backup: {e.Message}", e);
        }
    }
}
