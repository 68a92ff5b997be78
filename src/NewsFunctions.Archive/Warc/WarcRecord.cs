namespace NewsFunctions.Archive.Warc;

/// <summary>Describes the header of one record of a WARC 1.1 file (ISO 28500:2017).</summary>
public sealed record WarcRecord
{
    /// <summary>Gets <c>warcinfo</c>, <c>resource</c> or <c>metadata</c>.</summary>
    public required string Type { get; init; }

    public required Guid Id { get; init; }

    public required DateTimeOffset Date { get; init; }

    public required string ContentType { get; init; }

    /// <summary>Gets the length of the block in bytes.</summary>
    public required long Length { get; init; }

    /// <summary>Gets the SHA-1 of the block in base32, as readers expect.</summary>
    public required string BlockDigest { get; init; }

    /// <summary>Gets the digest of the payload. For a resource it is the block's.</summary>
    public string? PayloadDigest { get; init; }

    public string? TargetUri { get; init; }

    /// <summary>Gets the record that this one describes.</summary>
    public Guid? RefersTo { get; init; }

    /// <summary>Gets the warcinfo record of the file; null in the warcinfo record itself.</summary>
    public Guid? Warcinfo { get; init; }

    /// <summary>Gets the file's name, in the warcinfo record.</summary>
    public string? Filename { get; init; }
}
