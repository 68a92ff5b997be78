using NewsFunctions.Core.Hosts;

namespace NewsFunctions.Links.Hosts;

/// <summary>Configures how hosts are treated and judged: docs/settings.md.</summary>
public sealed record HostOptions
{
    /// <summary>The time a host must be down before it is declared dead, together with all links that are only on dead hosts. Default 30
    /// days.</summary>
    public TimeSpan HostDeadAfter { get; set; } = TimeSpan.FromDays(30);

    /// <summary>The number of days on which it must have been seen down. Default 3.</summary>
    public int HostDeadDays { get; set; } = 3;

    /// <summary>The maximum age of another host's answer for a failure to count as the host's and not our network's. Default 1 day.</summary>
    public TimeSpan NetworkProof { get; set; } = TimeSpan.FromDays(1);

    public PerHostOptions PerHost { get; set; } = new();

    public LessonOptions Lessons { get; set; } = new();
}
