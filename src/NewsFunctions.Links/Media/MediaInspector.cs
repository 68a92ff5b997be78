using NewsFunctions.Core.Facts;

namespace NewsFunctions.Links.Media;

/// <summary>Looks into images and videos: dimensions, duration, and whether they are there up to their end. Pure; never throws for what
/// the bytes hold.</summary>
internal static class MediaInspector
{
    /// <summary>Whether the end of a file of the type tells if it is complete; where false, the beginning tells, or nothing does.</summary>
    public static bool NeedsEnd(string? type) => type is "image/jpeg" or "image/png" or "image/gif" or "video/mp4" or "video/quicktime";

    /// <param name="type">By the first bytes (<see cref="TypeSniffer"/>).</param>
    /// <returns>Null for types that are not looked into.</returns>
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
