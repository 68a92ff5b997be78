using System.Text.Json.Serialization;
using Azure.Data.Tables;

namespace NewsFunctions.Storage.Backups;

/// <summary>A piece of an archive on its way from a source to a target.</summary>
/// <param name="Position">Where the source goes on once the piece is written; opaque to all but the source.</param>
internal abstract record BackupUnit(string Position);

/// <summary>Rows of one table, in the order of their keys.</summary>
internal sealed record RowUnit(string Table, IReadOnlyList<TableEntity> Rows, string Position) : BackupUnit(Position);

/// <summary>Blobs of one container, still without their bytes.</summary>
internal sealed record BlobUnit(string Container, IReadOnlyList<BackupBlob> Blobs, string Position) : BackupUnit(Position);

/// <summary>A blob with all that a restore gives it back.</summary>
internal sealed record BackupBlob
{
    public required string Container { get; init; }

    public required string Name { get; init; }

    public required long Bytes { get; init; }

    public required string ContentType { get; init; }

    /// <summary>The ETag and time of the first upload for a dump; for any other blob those of the storage that it came from.</summary>
    [JsonPropertyName("etag")]
    public required string ETag { get; init; }

    /// <inheritdoc cref="ETag"/>
    public required DateTimeOffset UploadedAt { get; init; }

    /// <summary>The ETag in the storage that it is read from.</summary>
    [JsonIgnore]
    public string? StoredETag { get; init; }

    /// <summary>The metadata without what a restore adds.</summary>
    public required IReadOnlyDictionary<string, string> Metadata { get; init; }

    /// <summary>An append blob, to which an ingest goes on writing.</summary>
    public bool Appends { get; init; }
}

/// <summary>An archive that is copied: a folder or a storage.</summary>
internal interface IBackupSource
{
    /// <summary>What tells this source from others. Has no secret.</summary>
    string Id { get; }

    /// <summary>Everything behind a position, in an order that is the same each time.</summary>
    IAsyncEnumerable<BackupUnit> ReadAsync(string? after, BackupCounter counter, CancellationToken cancellationToken);

    /// <summary>Opens a blob at an offset. Null: it was deleted or replaced since it was listed.</summary>
    Task<Stream?> OpenAsync(BackupBlob blob, long offset, CancellationToken cancellationToken);

    /// <summary>Returns how many rows changed since the copy began, as far as one look can tell.</summary>
    Task<long> CountChangesAsync(DateTimeOffset since, CancellationToken cancellationToken);
}

/// <summary>A folder or a storage that an archive is copied to. Writing a unit twice leaves what writing it once leaves.</summary>
internal interface IBackupTarget : IAsyncDisposable
{
    /// <summary>Begins, or goes on where the same copy stopped.</summary>
    /// <exception cref="IOException">The target has something else in it, or this copy is complete.</exception>
    Task<BackupState> BeginAsync(string source, CancellationToken cancellationToken);

    Task WriteAsync(RowUnit unit, CancellationToken cancellationToken);

    Task WriteAsync(BlobUnit unit, IBackupSource source, CancellationToken cancellationToken);

    Task<BackupManifest> CompleteAsync(CancellationToken cancellationToken);
}
