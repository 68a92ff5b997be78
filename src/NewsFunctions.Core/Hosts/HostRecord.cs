namespace NewsFunctions.Core.Hosts;

/// <summary>Holds what is stored about a host between visits: the content of its row in the table Hosts.</summary>
public sealed record HostRecord
{
    /// <summary>The record of a host without any requests so far.</summary>
    public static HostRecord Nothing { get; } = new();

    public HostPaceRecord Pace { get; init; } = new();

    public HostHealthRecord Health { get; init; } = new();

    /// <summary>The lessons from its answers.</summary>
    public HostLessonsRecord Lessons { get; init; } = new();
}
