using System.Text.Json;
using System.Text.Json.Serialization;

namespace NewsFunctions.Storage.Backups;

/// <summary>What a backup holds: the file <c>backup.json</c>, and the progress of a copy that is under way.</summary>
public sealed record BackupManifest
{
    internal const string KnownFormat = "newsfunctions-backup-1";

    public string Format { get; init; } = KnownFormat;

    /// <summary>Random, so that two backups of one archive are told apart.</summary>
    public required string Id { get; init; }

    /// <summary>The storage or the backup that it was read from, without any secret.</summary>
    public required string Source { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When the copy was finished; null while it is under way.</summary>
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>How many rows are known to have changed while it was made; 0: it is of one moment.</summary>
    public long Changed { get; init; }

    /// <summary>Rows by table.</summary>
    public SortedDictionary<string, long> Rows { get; init; } = new(StringComparer.Ordinal);

    /// <summary>Blobs by container.</summary>
    public SortedDictionary<string, long> Blobs { get; init; } = new(StringComparer.Ordinal);

    /// <summary>The bytes of all files that the checksums name; 0 where the target is a storage.</summary>
    public long Bytes { get; init; }

    /// <summary>The SHA-256 of the file with the checksums.</summary>
    public string? Checksums { get; init; }
}

/// <summary>A copy that is under way, as its target remembers it.</summary>
internal sealed record BackupState
{
    public required BackupManifest Manifest { get; init; }

    /// <summary>Null: nothing is written yet.</summary>
    public string? Position { get; init; }

    /// <summary>The number of complete files of each table; only in a folder.</summary>
    public SortedDictionary<string, long> Parts { get; init; } = new(StringComparer.Ordinal);

    /// <summary>How many bytes of the checksums belong to what is written; only in a folder.</summary>
    public long ChecksumBytes { get; init; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(BackupManifest))]
[JsonSerializable(typeof(BackupState))]
[JsonSerializable(typeof(BackupBlob))]
internal sealed partial class BackupJson : JsonSerializerContext
{
    /// <exception cref="InvalidDataException">The file is not what a backup writes.</exception>
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
