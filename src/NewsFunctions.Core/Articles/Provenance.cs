namespace NewsFunctions.Core.Articles;

/// <summary>Says where a text was found: at the bytes <c>[Offset, Offset + Length)</c> of a member of a dump.</summary>
public sealed record Provenance
{
    public required string DumpName { get; init; }

    /// <summary>The dump's id in the ledger.</summary>
    public required string DumpId { get; init; }

    /// <summary>The entry of a container. It is empty for a dump that is a single text.</summary>
    public required string Member { get; init; }

    public required long Offset { get; init; }

    public required long Length { get; init; }

    public required DateTimeOffset UploadedAt { get; init; }

    /// <summary>The time when the page was crawled, if the dump has it.</summary>
    public required DateTimeOffset? CrawledAt { get; init; }
}
