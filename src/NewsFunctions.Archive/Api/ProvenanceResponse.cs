using NewsFunctions.Core.Articles;

namespace NewsFunctions.Archive.Api;

/// <summary>Describes one place where the text was found.</summary>
public sealed record ProvenanceResponse
{
    public required string DumpName { get; init; }

    public required string DumpId { get; init; }

    /// <summary>The entry of a container; empty for a dump that is a single text.</summary>
    public required string Member { get; init; }

    /// <summary>The offset in bytes.</summary>
    public required long Offset { get; init; }

    /// <summary>The length in bytes.</summary>
    public required long Length { get; init; }

    public required DateTimeOffset UploadedAt { get; init; }

    public required DateTimeOffset? CrawledAt { get; init; }

    public static ProvenanceResponse From(Provenance found) => new()
    {
        DumpName = found.DumpName,
        DumpId = found.DumpId,
        Member = found.Member,
        Offset = found.Offset,
        Length = found.Length,
        UploadedAt = found.UploadedAt,
        CrawledAt = found.CrawledAt,
    };
}
