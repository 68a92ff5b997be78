using System.Buffers.Binary;

namespace NewsFunctions.Links;

/// <summary>GIF (87a, 89a): a screen descriptor first, the trailer byte last.</summary>
internal static class GifFile
{
    private const byte Trailer = 0x3B;

    public static MediaFacts Inspect(FileView file)
    {
        bool hasSize = file.TryRead(6, 4, out ReadOnlySpan<byte> size);

        // Encoders pad with zeros, which end a block and never a file.
        bool ends = file.HasEnd && file.EndFrom(0).TrimEnd((byte)0) is [.., Trailer];
        return new MediaFacts
        {
            Width = hasSize ? BinaryPrimitives.ReadUInt16LittleEndian(size) : null,
            Height = hasSize ? BinaryPrimitives.ReadUInt16LittleEndian(size[2..]) : null,
            End = !file.HasEnd ? FileEnd.Unseen : ends ? FileEnd.Complete : FileEnd.Missing,
            Defect = file.HasEnd && !ends ? "The GIF has no trailer." : null,
        };
    }
}
