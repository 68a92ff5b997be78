using NewsFunctions.Events;

namespace NewsFunctions.Storage;

/// <summary>Which events to list; null means any.</summary>
public sealed record EventFilter
{
    public string? Site { get; init; }

    public EventWhat? What { get; init; }
}
