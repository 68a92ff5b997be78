using NewsFunctions.Core.Ids;

namespace NewsFunctions.Core.Ledger;

/// <summary>Describes an upload in the blob store at one ETag.</summary>
public sealed record DumpBlob
{
    /// <summary>The blob name within the upload container.</summary>
    public required string Name { get; init; }

    /// <summary>The ETag of the original upload. A restored upload keeps it.</summary>
    public required string ETag { get; init; }

    /// <summary>The ETag of the blob in this storage. Request conditions and blob trigger messages use it.</summary>
    public string StoredETag { get => field ?? ETag; init; }

    /// <summary>The time of the original upload. A restored upload keeps it.</summary>
    public required DateTimeOffset LastModified { get; init; }

    public required long Size { get; init; }

    /// <summary>The blob metadata without the keys that a restore adds. Keys ignore case; <c>site</c>, <c>articleid</c> and <c>sourceurl</c>
    /// are used.</summary>
    public required IReadOnlyDictionary<string, string> Metadata { get; init; }

    /// <summary>Says whether a restore created the blob. It was ingested in the original storage.</summary>
    public bool IsRestored => StoredETag != ETag;

    public DumpId Id => DumpId.From(Name, ETag, LastModified);
}
