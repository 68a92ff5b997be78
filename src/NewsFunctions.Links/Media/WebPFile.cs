using System.Buffers.Binary;
using NewsFunctions.Core.Facts;

namespace NewsFunctions.Links.Media;

/// <summary>Inspects WebP files (RFC 9649): a RIFF container that declares its length.</summary>
internal static class WebPFile
{
    private const int FirstChunk = 12;

    public static MediaFacts Inspect(FileView file)
    {
        (int? width, int? height) = Dimensions(file);
        long? declared = file.TryRead(4, 4, out ReadOnlySpan<byte> riff) ? BinaryPrimitives.ReadUInt32LittleEndian(riff) + 8L : null;
        bool known = declared is not null && file.Size is not null;
        return new MediaFacts
        {
            Width = width,
            Height = height,
            End = !known ? FileEnd.Unseen : declared <= file.Size ? FileEnd.Complete : FileEnd.Missing,
            Walked = known && declared > file.Size,
            Defect = known && declared > file.Size ? $"The WebP says that it has {declared} bytes; {file.Size} are there." : null,
        };
    }

    private static (int? Width, int? Height) Dimensions(FileView file)
    {
        if (!file.TryRead(FirstChunk, 18, out ReadOnlySpan<byte> chunk))
        {
            return (null, null);
        }

        ReadOnlySpan<byte> data = chunk[8..];
        return chunk[..4] switch
        {
            // Lossy: a 3-byte frame tag, a start code, then 14 bits each.
            [(byte)'V', (byte)'P', (byte)'8', (byte)' '] when data[3..6].SequenceEqual((ReadOnlySpan<byte>)[0x9D, 0x01, 0x2A]) =>
                (BinaryPrimitives.ReadUInt16LittleEndian(data[6..]) & 0x3FFF, BinaryPrimitives.ReadUInt16LittleEndian(data[8..]) & 0x3FFF),
            // Lossless: a signature byte, then 14 bits each, minus one.
            [(byte)'V', (byte)'P', (byte)'8', (byte)'L'] when data[0] == 0x2F => Lossless(BinaryPrimitives.ReadUInt32LittleEndian(data[1..])),
            // Extended: flags, then 24 bits each, minus one.
            [(byte)'V', (byte)'P', (byte)'8', (byte)'X'] => (1 + Bits24(data[4..]), 1 + Bits24(data[7..])),
            _ => (null, null),
        };
    }

    private static (int? Width, int? Height) Lossless(uint bits) => ((int)(bits & 0x3FFF) + 1, (int)((bits >> 14) & 0x3FFF) + 1);

    private static int Bits24(ReadOnlySpan<byte> bytes) => bytes[0] | (bytes[1] << 8) | (bytes[2] << 16);
}
