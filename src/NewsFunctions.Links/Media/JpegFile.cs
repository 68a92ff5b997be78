using NewsFunctions.Core.Facts;

namespace NewsFunctions.Links.Media;

/// <summary>Inspects JPEG files (ITU-T T.81, annex B): marker segments up to the start of the scan, then coded data up to the end-of-image
/// marker.</summary>
internal static class JpegFile
{
    public static ReadOnlySpan<byte> EndOfImage => [0xFF, 0xD9];

    public static MediaFacts Inspect(FileView file)
    {
        JpegWalk walk = new();
        walk.Append(file.Head);
        walk.Append(file.Rest);
        MediaFacts facts = new() { Width = walk.Width, Height = walk.Height };
        return walk.IsComplete || file.IsWhole ? walk.Finish(facts)
            : TailHasEnd(file, walk.IsInScan) ? facts with { End = FileEnd.Complete }
            : facts;
    }

    /// <summary>Searches for the end marker instead of expecting it last, because cameras and editors append data. If the scan is in the part that
    /// was not read, the marker may belong to a preview unless it is the last thing in the file.</summary>
    private static bool TailHasEnd(FileView file, bool isInScan) => isInScan
        ? file.Tail.LastIndexOf(EndOfImage) >= 0
        : file.Tail.TrimEnd((byte)0).EndsWith(EndOfImage);
}
