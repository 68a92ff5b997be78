namespace NewsFunctions.Core.Hosts;

/// <summary>What the answers of a host taught, as it is stored: bounded, at most some 50 KB as JSON.</summary>
public sealed record HostLessonsRecord
{
    /// <summary>What it answered to paths that cannot exist: at most one for each kind of link.</summary>
    public IReadOnlyList<BaselineLesson> Probes { get; init; } = [];

    /// <summary>Answers known by their bytes, the one known longest first:
    /// <c>{24 hex digits of SHA-256}:{bytes of the whole}:{links}</c>.</summary>
    public IReadOnlyList<string> SharedBytes { get; init; } = [];

    /// <summary>Where redirects of several links end: <c>{links} {URL}</c>.</summary>
    public IReadOnlyList<string> SharedUrls { get; init; } = [];

    public HeadLesson Head { get; init; } = new();

    /// <summary>Null where the host can be asked as any other.</summary>
    public RequestLesson? Requests { get; init; }
}
