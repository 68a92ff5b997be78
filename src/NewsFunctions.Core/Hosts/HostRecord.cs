namespace NewsFunctions.Core.Hosts;

/// <summary>What is remembered of a host from one visit to the next: the content of its row in the table Hosts.</summary>
public sealed record HostRecord
{
    /// <summary>The record of a host that was never asked.</summary>
    public static HostRecord Nothing { get; } = new();

    public HostPaceRecord Pace { get; init; } = new();

    public HostHealthRecord Health { get; init; } = new();

    /// <summary>What its answers taught.</summary>
    public HostLessonsRecord Lessons { get; init; } = new();
}
