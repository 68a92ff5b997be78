using System.Buffers.Binary;
using NewsFunctions.Core.Facts;

namespace NewsFunctions.Links.Media;

/// <summary>Inspects GIF files (87a, 89a): a screen descriptor first, the trailer byte last.</summary>
internal static class GifFile
{
    private const byte Trailer = 0x3B;

    public static MediaFacts Inspect(FileView file)
    {
        bool hasSize = file.TryRead(6, 4, out ReadOnlySpan<byte> size);
        MediaFacts facts = new()
        {
            Width = hasSize ? BinaryPrimitives.ReadUInt16LittleEndian(size) : null,
            Height = hasSize ? BinaryPrimitives.ReadUInt16LittleEndian(size[2..]) : null,
        };

        // Encoders pad files with zeros. A zero ends a block but never a file.
        if (file.Tail.TrimEnd((byte)0) is [.., Trailer])
        {
            return facts with { End = FileEnd.Complete };
        }

        GifWalk walk = new();
        walk.Append(file.Head);
        return walk.IsComplete || file.IsWhole ? walk.Finish(facts) : facts;
    }
}
