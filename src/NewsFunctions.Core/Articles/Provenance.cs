namespace NewsFunctions.Core.Articles;

/// <summary>One place where a text was found: the bytes <c>[Offset, Offset + Length)</c> of a member of a dump.</summary>
public sealed record Provenance
{
    public required string DumpName { get; init; }

    /// <summary>The dump's id in the ledger.</summary>
    public required string DumpId { get; init; }

    /// <summary>The entry of a container; empty for a dump that is one text.</summary>
    public required string Member { get; init; }

    public required long Offset { get; init; }

    public required long Length { get; init; }

    public required DateTimeOffset UploadedAt { get; init; }

    /// <summary>When the page was crawled, where the dump says so.</summary>
    public required DateTimeOffset? CrawledAt { get; init; }
}
