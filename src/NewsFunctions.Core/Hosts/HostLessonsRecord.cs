namespace NewsFunctions.Core.Hosts;

/// <summary>Holds the stored lessons about a host. It is bounded to about 50 KB as JSON.</summary>
public sealed record HostLessonsRecord
{
    /// <summary>The host's not-found baselines, at most one for each kind of link.</summary>
    public IReadOnlyList<BaselineLesson> Probes { get; init; } = [];

    /// <summary>Answers known by their bytes, oldest first, each as
    /// <c>{24 hex digits of SHA-256}:{bytes of the whole}:{links}</c>.</summary>
    public IReadOnlyList<string> SharedBytes { get; init; } = [];

    /// <summary>The URLs where redirects of several links end: <c>{links} {URL}</c>.</summary>
    public IReadOnlyList<string> SharedUrls { get; init; } = [];

    public HeadLesson Head { get; init; } = new();

    /// <summary>Special request rules. It is null if the host needs none.</summary>
    public RequestLesson? Requests { get; init; }
}
