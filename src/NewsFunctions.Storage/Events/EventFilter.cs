using NewsFunctions.Core.Events;
using NewsFunctions.Core.Ids;
using NewsFunctions.Storage.Rows;

namespace NewsFunctions.Storage.Events;

/// <summary>Which events to list; null means any.</summary>
public sealed record EventFilter
{
    public string? Site { get; init; }

    public EventWhat? What { get; init; }

    /// <summary>The kind of the links whose events are listed; null for any.</summary>
    public LinkKind? Kind { get; init; }

    /// <summary>Only events of this host, and of links with a location on it. It names <see cref="Where"/>.</summary>
    public string? Host { get; init; }

    /// <summary>Judges <see cref="Host"/>: where links lie is configuration. Required with it.</summary>
    public Func<ArchiveEvent, bool>? Where { get; init; }

    /// <summary>How much may be read for one page; null: until the page is full.</summary>
    public ScanBudget? Budget { get; init; }

    /// <summary>Inclusive.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Exclusive.</summary>
    public DateTimeOffset? To { get; init; }
}
