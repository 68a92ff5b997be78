using NewsFunctions.Events;

namespace NewsFunctions.Storage;

/// <summary>Which events to list; null means any.</summary>
public sealed record EventFilter
{
    public string? Site { get; init; }

    public EventWhat? What { get; init; }

    /// <summary>Inclusive.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Exclusive.</summary>
    public DateTimeOffset? To { get; init; }
}
