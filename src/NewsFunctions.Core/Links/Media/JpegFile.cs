using System.Buffers.Binary;

namespace NewsFunctions.Links;

/// <summary>JPEG (ITU-T T.81, annex B): marker segments up to the start of the scan, then coded data up to the end-of-image marker.</summary>
internal static class JpegFile
{
    private const byte StartOfScan = 0xDA;

    // In coded data an FF is followed by 00 or a restart marker, so the first of these after the scan began is the real one.
    private static ReadOnlySpan<byte> EndOfImage => [0xFF, 0xD9];

    public static MediaFacts Inspect(FileView file)
    {
        long at = 2;
        int? width = null;
        int? height = null;
        while (file.TryRead(at, 2, out ReadOnlySpan<byte> marker) && marker[0] == 0xFF && marker[1] != StartOfScan)
        {
            // Fill bytes, and markers without a segment.
            if (marker[1] is 0xFF or 0x01 or (>= 0xD0 and <= 0xD8))
            {
                at += marker[1] == 0xFF ? 1 : 2;
                continue;
            }

            if (!file.TryRead(at + 2, 2, out ReadOnlySpan<byte> length))
            {
                break;
            }

            if (IsFrame(marker[1]) && file.TryRead(at + 5, 4, out ReadOnlySpan<byte> size))
            {
                height = BinaryPrimitives.ReadUInt16BigEndian(size);
                width = BinaryPrimitives.ReadUInt16BigEndian(size[2..]);
            }

            at += 2 + Math.Max((int)BinaryPrimitives.ReadUInt16BigEndian(length), 2);
        }

        // Searched, not expected last: cameras and editors append data. A preview inside the file has an end of its own, but lies
        // before the scan. From behind, because that is where it mostly is.
        bool found = file.HasEnd && file.EndFrom(at).LastIndexOf(EndOfImage) >= 0;
        return new MediaFacts
        {
            Width = width,
            Height = height,
            End = !file.HasEnd ? FileEnd.Unseen : found ? FileEnd.Complete : FileEnd.Missing,
            Defect = file.HasEnd && !found ? "The JPEG has no end-of-image marker." : null,
        };
    }

    /// <summary>SOF0 to SOF15, without the tables that lie between them.</summary>
    private static bool IsFrame(byte marker) => marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC);
}
