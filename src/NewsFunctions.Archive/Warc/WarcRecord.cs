namespace NewsFunctions.Archive.Warc;

/// <summary>The head of one record of a WARC 1.1 file (ISO 28500:2017).</summary>
public sealed record WarcRecord
{
    /// <summary><c>warcinfo</c>, <c>resource</c> or <c>metadata</c>.</summary>
    public required string Type { get; init; }

    public required Guid Id { get; init; }

    public required DateTimeOffset Date { get; init; }

    public required string ContentType { get; init; }

    /// <summary>Bytes of the block.</summary>
    public required long Length { get; init; }

    /// <summary>The SHA-1 of the block in base32, as readers expect.</summary>
    public required string BlockDigest { get; init; }

    /// <summary>That of the payload; of a resource it is the block's.</summary>
    public string? PayloadDigest { get; init; }

    public string? TargetUri { get; init; }

    /// <summary>The record that this one describes.</summary>
    public Guid? RefersTo { get; init; }

    /// <summary>The warcinfo record of the file; null in that itself.</summary>
    public Guid? Warcinfo { get; init; }

    /// <summary>The file's name, in the warcinfo record.</summary>
    public string? Filename { get; init; }
}
