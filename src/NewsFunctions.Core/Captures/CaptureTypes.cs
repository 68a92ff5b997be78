namespace NewsFunctions.Core.Captures;

/// <summary>Types that can be captured: those whose bytes tell that a file is one, and that it is complete.</summary>
/// <remarks>No HTML and no SVG: they are programs, and served from the archive's own address they would be its programs.</remarks>
public static class CaptureTypes
{
    private static readonly Dictionary<string, string> Endings = new(StringComparer.Ordinal)
    {
        ["image/jpeg"] = "jpg",
        ["image/png"] = "png",
        ["image/gif"] = "gif",
        ["image/webp"] = "webp",
        ["video/mp4"] = "mp4",
    };

    public static IReadOnlyList<string> All { get; } = [.. Endings.Keys];

    public static bool IsKnown(string? type) => type is not null && Endings.ContainsKey(type);

    /// <summary>The extension of a file of this type, without the dot.</summary>
    public static string EndingOf(string type) => Endings[type];
}
