using NewsFunctions.Core.Facts;

namespace NewsFunctions.Links.Rules;

/// <summary>Decides whether the evidence shows that a file is truncated.</summary>
internal static class FileEndRules
{
    private static readonly string[] MediaBoxes = ["moov", "moof", "mdat"];

    /// <param name="type">The type of the file.</param>
    public static bool IsCut(string type, ResponseFacts response) =>
        response.Media is { End: FileEnd.Missing } media && (media.Walked || WasShown(type, media, response));

    /// <summary>Returns whether old evidence really shows truncation. Rules before version 5 searched the last bytes of a file for its end, and took
    /// data after the end of a video for a box. Their verdict counts as unknown unless the evidence shows the truncation.</summary>
    private static bool WasShown(string type, MediaFacts media, ResponseFacts response)
    {
        bool isWhole = response.Tail is null && response.TotalSize == response.BodyBytes;
        string defect = media.Defect ?? "";
        return type switch
        {
            "image/jpeg" => isWhole,
            "image/png" => isWhole || defect.StartsWith("A chunk of the PNG", StringComparison.Ordinal),
            "image/gif" => false,
            "video/mp4" or "video/quicktime" =>
                defect.StartsWith("The video has no", StringComparison.Ordinal)
                || MediaBoxes.Any(box => defect.StartsWith($"The box '{box}'", StringComparison.Ordinal)),
            _ => true,
        };
    }
}
