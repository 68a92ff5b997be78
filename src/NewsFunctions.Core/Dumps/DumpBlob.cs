namespace NewsFunctions.Dumps;

/// <summary>An upload as the blob store knows it, at one ETag.</summary>
public sealed record DumpBlob
{
    /// <summary>The name within the container of the uploads.</summary>
    public required string Name { get; init; }

    public required string ETag { get; init; }

    public required DateTimeOffset LastModified { get; init; }

    public required long Size { get; init; }

    /// <summary>Blob metadata; keys compare without case. <c>site</c>, <c>articleid</c> and <c>sourceurl</c> are read.</summary>
    public required IReadOnlyDictionary<string, string> Metadata { get; init; }

    public DumpId Id => DumpId.From(Name, ETag, LastModified);
}
