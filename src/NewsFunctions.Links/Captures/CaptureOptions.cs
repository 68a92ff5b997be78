using NewsFunctions.Core.Captures;

namespace NewsFunctions.Links.Captures;

/// <summary>Holds the settings section <c>Captures</c>: docs/settings.md. Durations are <c>[d.]hh:mm:ss[.fff]</c>.</summary>
public sealed record CaptureOptions
{
    public const string SectionName = "Captures";

    /// <summary>Says whether live media are captured. Default false: captures take space, and may need somebody's consent.</summary>
    public bool Enabled { get; set; }

    /// <summary>The sites whose media are captured. Default empty, which means all.</summary>
    public IReadOnlyList<string> Sites { get; set; } = [];

    /// <summary>The largest file that is captured, in bytes. Default 50 MB.</summary>
    public long MaxBytes { get; set; } = 50_000_000;

    /// <summary>The media types that are captured, as detected from the bytes. Default all of <see cref="CaptureTypes"/>.</summary>
    public IReadOnlyList<string> Types { get; set; } = CaptureTypes.All;

    /// <summary>The time limit for one whole download. Default 2 minutes.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>The time that one run captures before it queues its continuation. Default 4 minutes.</summary>
    public TimeSpan Budget { get; set; } = TimeSpan.FromMinutes(4);

    /// <summary>Returns whether live media of a site are captured.</summary>
    public bool IsOnFor(string site) => Enabled && (Sites.Count == 0 || Sites.Contains(site, StringComparer.Ordinal));
}
