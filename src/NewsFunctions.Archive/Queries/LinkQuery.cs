using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;

namespace NewsFunctions.Archive.Queries;

/// <summary>Which links to list; null means any.</summary>
public sealed record LinkQuery
{
    public string? Site { get; init; }

    public LinkKind? Kind { get; init; }

    public LinkState? State { get; init; }

    /// <summary>The verdict of the last check.</summary>
    public Verdict? Verdict { get; init; }

    /// <summary>The host of at least one location of the link, with or without a port.</summary>
    public string? Host { get; init; }

    /// <summary>The earliest time of the last check; inclusive.</summary>
    public DateTimeOffset? CheckedFrom { get; init; }

    /// <summary>The latest time of the last check; exclusive.</summary>
    public DateTimeOffset? CheckedTo { get; init; }
}
