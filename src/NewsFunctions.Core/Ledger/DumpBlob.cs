using NewsFunctions.Core.Ids;

namespace NewsFunctions.Core.Ledger;

/// <summary>An upload as the blob store knows it, at one ETag.</summary>
public sealed record DumpBlob
{
    /// <summary>The name within the container of the uploads.</summary>
    public required string Name { get; init; }

    /// <summary>The ETag that the upload had where it was made first: a restored upload keeps it.</summary>
    public required string ETag { get; init; }

    /// <summary>The ETag of the blob in this storage. Conditions of requests, and messages of the blob trigger, have this one.</summary>
    public string StoredETag { get => field ?? ETag; init; }

    /// <summary>When the upload was made first: a restored upload keeps it.</summary>
    public required DateTimeOffset LastModified { get; init; }

    public required long Size { get; init; }

    /// <summary>Blob metadata without what a restore adds; keys compare without case. <c>site</c>, <c>articleid</c> and <c>sourceurl</c> are read.</summary>
    public required IReadOnlyDictionary<string, string> Metadata { get; init; }

    /// <summary>It was made by a restore, and was ingested where it was uploaded first.</summary>
    public bool IsRestored => StoredETag != ETag;

    public DumpId Id => DumpId.From(Name, ETag, LastModified);
}
