using NewsFunctions.Core.Hosts;

namespace NewsFunctions.Links.Hosts;

/// <summary>Says how hosts are treated, and what is concluded of them: docs/settings.md.</summary>
public sealed record HostOptions
{
    /// <summary>How long a host must have been down before it is declared dead, and all links that are on dead hosts alone with it. Default 30 days.</summary>
    public TimeSpan HostDeadAfter { get; set; } = TimeSpan.FromDays(30);

    /// <summary>How many days it must have been seen down. Default 3.</summary>
    public int HostDeadDays { get; set; } = 3;

    /// <summary>How long ago another host may last have answered us for a failure to be the host's and not our network's. Default 1 day.</summary>
    public TimeSpan NetworkProof { get; set; } = TimeSpan.FromDays(1);

    public PerHostOptions PerHost { get; set; } = new();

    public LessonOptions Lessons { get; set; } = new();
}
