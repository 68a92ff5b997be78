using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;
using System.Text;

namespace NewsFunctions.Demo.Web;

/// <summary>Draws real pictures, small and each in its own colours, for the links with a capture.</summary>
internal static class ScriptedPictures
{
    public const string Ending = ".png";

    public const int Width = 64;
    public const int Height = 48;

    private const int Stripes = 8;

    /// <summary>Draws the picture of a path. The same path has the same picture.</summary>
    public static byte[] Draw(string path)
    {
        ulong colours = XxHash3.HashToUInt64(Encoding.UTF8.GetBytes(path));
        byte[] pixels = new byte[Height * (1 + (3 * Width))];
        for (int y = 0; y < Height; y++)
        {
            for (int x = 0; x < Width; x++)
            {
                int stripe = (x + y) * Stripes / (Width + Height);
                int at = (y * (1 + (3 * Width))) + 1 + (3 * x);
                byte tone = (byte)(colours >> (8 * stripe));
                (pixels[at], pixels[at + 1], pixels[at + 2]) = (tone, (byte)(tone * 3), (byte)(255 - tone));
            }
        }

        using MemoryStream file = new();
        file.Write([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]);
        byte[] header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, Width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), Height);
        (header[8], header[9]) = (8, 2);
        WriteChunk(file, "IHDR"u8, header);
        WriteChunk(file, "IDAT"u8, Compressed(pixels));
        WriteChunk(file, "IEND"u8, []);
        return file.ToArray();
    }

    private static byte[] Compressed(byte[] pixels)
    {
        using MemoryStream packed = new();
        using (ZLibStream zlib = new(packed, CompressionLevel.Optimal))
        {
            zlib.Write(pixels);
        }

        return packed.ToArray();
    }

    private static void WriteChunk(MemoryStream file, ReadOnlySpan<byte> type, ReadOnlySpan<byte> content)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, content.Length);
        file.Write(number);
        file.Write(type);
        file.Write(content);
        BinaryPrimitives.WriteUInt32BigEndian(number, Crc32.HashToUInt32([.. type, .. content]));
        file.Write(number);
    }
}
