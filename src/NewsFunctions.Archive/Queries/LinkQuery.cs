using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;

namespace NewsFunctions.Archive.Queries;

/// <summary>Selects links; null means any.</summary>
public sealed record LinkQuery
{
    public string? Site { get; init; }

    public LinkKind? Kind { get; init; }

    public LinkState? State { get; init; }

    /// <summary>Gets the verdict of the last check.</summary>
    public Verdict? Verdict { get; init; }

    /// <summary>Gets the host of at least one location of the link, with or without a port.</summary>
    public string? Host { get; init; }

    /// <summary>Gets the inclusive lower bound of the time of the last check.</summary>
    public DateTimeOffset? CheckedFrom { get; init; }

    /// <summary>Gets the exclusive upper bound of the time of the last check.</summary>
    public DateTimeOffset? CheckedTo { get; init; }
}
