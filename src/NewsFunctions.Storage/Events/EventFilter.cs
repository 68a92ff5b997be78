using NewsFunctions.Core.Events;
using NewsFunctions.Core.Ids;
using NewsFunctions.Storage.Rows;

namespace NewsFunctions.Storage.Events;

/// <summary>Selects events; null means any.</summary>
public sealed record EventFilter
{
    public string? Site { get; init; }

    public EventWhat? What { get; init; }

    /// <summary>Gets the kind of the links whose events are listed; null means any.</summary>
    public LinkKind? Kind { get; init; }

    /// <summary>Selects events of this host, and of links with a location on it. It names <see cref="Where"/>.</summary>
    public string? Host { get; init; }

    /// <summary>Evaluates <see cref="Host"/>: the hosts of links are configuration. Required with it.</summary>
    public Func<ArchiveEvent, bool>? Where { get; init; }

    /// <summary>Limits how much may be read for one page; null means until the page is full.</summary>
    public ScanBudget? Budget { get; init; }

    /// <summary>Gets the inclusive lower bound.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Gets the exclusive upper bound.</summary>
    public DateTimeOffset? To { get; init; }
}
