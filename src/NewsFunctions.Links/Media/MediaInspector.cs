using NewsFunctions.Core.Facts;

namespace NewsFunctions.Links.Media;

/// <summary>Inspects images and videos: dimensions, duration, and completeness. It is pure and never throws, whatever the bytes
/// are.</summary>
internal static class MediaInspector
{
    /// <summary>Returns whether the end of a file of this type shows that it is complete. If not, the beginning shows it, or nothing does.</summary>
    public static bool NeedsEnd(string? type) => type is "image/jpeg" or "image/png" or "image/gif" or "video/mp4" or "video/quicktime";

    /// <param name="type">The type by the first bytes (<see cref="TypeSniffer"/>).</param>
    /// <returns>Null for types that are not inspected.</returns>
    public static MediaFacts? Inspect(string? type, FileView file) => type switch
    {
        "image/jpeg" => JpegFile.Inspect(file),
        "image/png" => PngFile.Inspect(file),
        "image/gif" => GifFile.Inspect(file),
        "image/webp" => WebPFile.Inspect(file),
        "video/mp4" or "video/quicktime" => Mp4File.Inspect(file),
        _ => null,
    };
}
