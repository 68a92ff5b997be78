using System.Text.Json.Serialization;
using Azure.Data.Tables;

namespace NewsFunctions.Storage.Backups;

/// <summary>Holds a piece of an archive on its way from a source to a target.</summary>
/// <param name="Position">The position from which the source continues once the piece is written; opaque to all but the source.</param>
internal abstract record BackupUnit(string Position);

/// <summary>Holds rows of one table, in key order.</summary>
internal sealed record RowUnit(string Table, IReadOnlyList<TableEntity> Rows, string Position) : BackupUnit(Position);

/// <summary>Lists blobs of one container, without their bytes.</summary>
internal sealed record BlobUnit(string Container, IReadOnlyList<BackupBlob> Blobs, string Position) : BackupUnit(Position);

/// <summary>Describes a blob with everything that a restore sets.</summary>
internal sealed record BackupBlob
{
    public required string Container { get; init; }

    public required string Name { get; init; }

    public required long Bytes { get; init; }

    public required string ContentType { get; init; }

    /// <summary>Gets the value of the first upload for a dump, and that of the source storage for any other blob.</summary>
    [JsonPropertyName("etag")]
    public required string ETag { get; init; }

    /// <inheritdoc cref="ETag"/>
    public required DateTimeOffset UploadedAt { get; init; }

    /// <summary>Gets the ETag in the storage from which the blob is read.</summary>
    [JsonIgnore]
    public string? StoredETag { get; init; }

    /// <summary>Gets the metadata without what a restore adds.</summary>
    public required IReadOnlyDictionary<string, string> Metadata { get; init; }

    /// <summary>True for an append blob, which an ingest may extend.</summary>
    public bool Appends { get; init; }
}

/// <summary>Reads an archive to copy: a folder or a storage.</summary>
internal interface IBackupSource
{
    /// <summary>Identifies this source. Contains no secret.</summary>
    string Id { get; }

    /// <summary>Reads everything after a position, in the same order each time.</summary>
    IAsyncEnumerable<BackupUnit> ReadAsync(string? after, BackupCounter counter, CancellationToken cancellationToken);

    /// <summary>Opens a blob at an offset. Returns null if it was deleted or replaced since it was listed.</summary>
    Task<Stream?> OpenAsync(BackupBlob blob, long offset, CancellationToken cancellationToken);

    /// <summary>Returns how many rows changed since the copy began, as far as one query can tell.</summary>
    Task<long> CountChangesAsync(DateTimeOffset since, CancellationToken cancellationToken);
}

/// <summary>Writes a copy of an archive to a folder or a storage. Writing a unit twice has the same result as writing it once.</summary>
internal interface IBackupTarget : IAsyncDisposable
{
    /// <summary>Begins a copy, or resumes the same copy after a stop.</summary>
    /// <exception cref="IOException">The target holds something else, or this copy is complete.</exception>
    Task<BackupState> BeginAsync(string source, CancellationToken cancellationToken);

    Task WriteAsync(RowUnit unit, CancellationToken cancellationToken);

    Task WriteAsync(BlobUnit unit, IBackupSource source, CancellationToken cancellationToken);

    Task<BackupManifest> CompleteAsync(CancellationToken cancellationToken);
}
