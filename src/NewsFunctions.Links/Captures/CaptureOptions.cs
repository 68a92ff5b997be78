using NewsFunctions.Core.Captures;

namespace NewsFunctions.Links.Captures;

/// <summary>The section <c>Captures</c> of the settings: docs/settings.md. Durations are <c>[d.]hh:mm:ss[.fff]</c>.</summary>
public sealed record CaptureOptions
{
    public const string SectionName = "Captures";

    /// <summary>Whether live media are copied. Default false: copies take space, and may need somebody's consent.</summary>
    public bool Enabled { get; set; }

    /// <summary>The sites whose media are copied. Default empty: all.</summary>
    public IReadOnlyList<string> Sites { get; set; } = [];

    /// <summary>The largest file that is copied, in bytes. Default 50 MB.</summary>
    public long MaxBytes { get; set; } = 50_000_000;

    /// <summary>Media types that are copied, by their bytes. Default all of <see cref="CaptureTypes"/>.</summary>
    public IReadOnlyList<string> Types { get; set; } = CaptureTypes.All;

    /// <summary>The whole of one download. Default 2 minutes.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>How long one run copies before it sends itself on. Default 4 minutes.</summary>
    public TimeSpan Budget { get; set; } = TimeSpan.FromMinutes(4);

    /// <summary>Whether live media of a site are copied.</summary>
    public bool IsOnFor(string site) => Enabled && (Sites.Count == 0 || Sites.Contains(site, StringComparer.Ordinal));
}
