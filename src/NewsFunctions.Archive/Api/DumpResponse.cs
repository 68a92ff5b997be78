using NewsFunctions.Core.Diagnostics;
using NewsFunctions.Core.Ledger;

namespace NewsFunctions.Archive.Api;

/// <summary>Describes the status of an upload.</summary>
public sealed record DumpResponse
{
    public required string DumpId { get; init; }

    public required string Name { get; init; }

    public required DumpStatus Status { get; init; }

    /// <summary>The size in bytes.</summary>
    public required long Size { get; init; }

    public required DateTimeOffset UploadedAt { get; init; }

    public required DateTimeOffset? StartedAt { get; init; }

    public required DateTimeOffset? FinishedAt { get; init; }

    public required DumpCounts Counts { get; init; }

    /// <summary>The progress of a long ingest; null before the first commit and after the end.</summary>
    public required ProgressResponse? Progress { get; init; }

    /// <summary>The reason if it was rejected or failed, else null.</summary>
    public required string? Error { get; init; }

    /// <summary>Defects of the dump as a whole. Those of an article are shown with the article.</summary>
    public required IReadOnlyList<DumpDiagnostic> Diagnostics { get; init; }

    public static DumpResponse From(DumpEntry entry) => new()
    {
        DumpId = entry.Id.ToString(),
        Name = entry.Name,
        Status = entry.Status,
        Size = entry.Size,
        UploadedAt = entry.LastModified,
        StartedAt = entry.StartedAt,
        FinishedAt = entry.FinishedAt,
        Counts = entry.Counts,
        Progress = entry.Progress is { } progress ? ProgressResponse.From(progress) : null,
        Error = entry.Error,
        Diagnostics = entry.Diagnostics,
    };

    /// <summary>Returns the response for an upload that no ingest has begun.</summary>
    public static DumpResponse Waiting(DumpBlob dump) => new()
    {
        DumpId = dump.Id.ToString(),
        Name = dump.Name,
        Status = DumpStatus.Waiting,
        Size = dump.Size,
        UploadedAt = dump.LastModified,
        StartedAt = null,
        FinishedAt = null,
        Counts = DumpCounts.None,
        Progress = null,
        Error = null,
        Diagnostics = [],
    };
}
