using System.Buffers.Binary;

namespace NewsFunctions.Links;

/// <summary>PNG (W3C Recommendation, third edition): chunks from IHDR to IEND.</summary>
internal static class PngFile
{
    private const int Signature = 8;
    private const int ChunkFrame = 12;

    // Type and checksum of the chunk that every PNG ends with.
    private static ReadOnlySpan<byte> End => [0x49, 0x45, 0x4E, 0x44, 0xAE, 0x42, 0x60, 0x82];

    public static MediaFacts Inspect(FileView file)
    {
        bool hasSize = file.TryRead(Signature + 8, 8, out ReadOnlySpan<byte> size);
        string? defect = file.HasEnd ? Defect(file) : null;
        return new MediaFacts
        {
            Width = hasSize ? (int)Math.Min(BinaryPrimitives.ReadUInt32BigEndian(size), int.MaxValue) : null,
            Height = hasSize ? (int)Math.Min(BinaryPrimitives.ReadUInt32BigEndian(size[4..]), int.MaxValue) : null,
            End = !file.HasEnd ? FileEnd.Unseen : defect is null ? FileEnd.Complete : FileEnd.Missing,
            Defect = defect,
        };
    }

    /// <summary>Walks the chunks as far as they were read: where they stop, the end is searched for.</summary>
    private static string? Defect(FileView file)
    {
        for (long at = Signature; file.TryRead(at, 8, out ReadOnlySpan<byte> chunk);)
        {
            long end = at + ChunkFrame + BinaryPrimitives.ReadUInt32BigEndian(chunk);
            if (end > file.Size)
            {
                return $"A chunk of the PNG ends at byte {end}, the file at {file.Size}.";
            }

            if (chunk[4..].SequenceEqual("IEND"u8))
            {
                return null;
            }

            at = end;
        }

        return file.EndFrom(0).IndexOf(End) >= 0 ? null : "The PNG has no IEND chunk.";
    }
}
