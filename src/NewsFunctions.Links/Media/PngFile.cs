using System.Buffers.Binary;
using NewsFunctions.Core.Facts;

namespace NewsFunctions.Links.Media;

/// <summary>Inspects PNG files (W3C Recommendation, third edition): chunks from IHDR to IEND.</summary>
internal static class PngFile
{
    private const int Signature = 8;
    private const int ChunkFrame = 12;

    // Type and checksum of the last chunk of every PNG.
    private static ReadOnlySpan<byte> EndChunk => [0x49, 0x45, 0x4E, 0x44, 0xAE, 0x42, 0x60, 0x82];

    public static MediaFacts Inspect(FileView file)
    {
        bool hasSize = file.TryRead(Signature + 8, 8, out ReadOnlySpan<byte> size);
        FileEnd end = End(file, out string? defect);
        return new MediaFacts
        {
            Width = hasSize ? (int)Math.Min(BinaryPrimitives.ReadUInt32BigEndian(size), int.MaxValue) : null,
            Height = hasSize ? (int)Math.Min(BinaryPrimitives.ReadUInt32BigEndian(size[4..]), int.MaxValue) : null,
            End = end,
            Defect = defect,
            Walked = defect is not null,
        };
    }

    /// <summary>Walks the chunks as far as they were read, then searches for the end in the last bytes.</summary>
    private static FileEnd End(FileView file, out string? defect)
    {
        defect = null;
        for (long at = Signature; file.TryRead(at, 8, out ReadOnlySpan<byte> chunk);)
        {
            long end = at + ChunkFrame + BinaryPrimitives.ReadUInt32BigEndian(chunk);
            if (end > file.Size && file.HasEnd)
            {
                defect = $"A chunk of the PNG ends at byte {end}, the file at {file.Size}.";
                return FileEnd.Missing;
            }

            if (chunk[4..].SequenceEqual("IEND"u8))
            {
                return FileEnd.Complete;
            }

            at = end;
        }

        if (file.Tail.IndexOf(EndChunk) >= 0)
        {
            return FileEnd.Complete;
        }

        defect = file.IsWhole ? "The PNG has no IEND chunk." : null;
        return file.IsWhole ? FileEnd.Missing : FileEnd.Unseen;
    }
}
