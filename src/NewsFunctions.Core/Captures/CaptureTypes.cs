namespace NewsFunctions.Core.Captures;

/// <summary>Lists the types that can be captured: their bytes show that a file has the type and is complete.</summary>
/// <remarks>HTML and SVG are excluded: they can contain scripts, which would run in the archive's own origin.</remarks>
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

    /// <summary>Returns the extension of a file of this type, without the dot.</summary>
    public static string EndingOf(string type) => Endings[type];
}
