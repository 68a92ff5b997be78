using System.Buffers.Binary;

namespace NewsFunctions.Tests.Links.Media;

/// <summary>Builds small images and videos of all kinds for tests.</summary>
internal static class MadeFiles
{
    public static readonly byte[] EndOfImage = [0xFF, 0xD9];

    /// <param name="scan">The number of bytes of image data.</param>
    /// <param name="progressive">Whether there are three scans with tables between them.</param>
    /// <param name="preview">Whether there is metadata with a preview that has its own end marker.</param>
    public static byte[] Jpeg(int scan = 5_000, bool progressive = false, bool preview = false)
    {
        byte[] table = Segment(0xC4, new byte[30]);
        byte[] start = Segment(0xDA, 1, 1, 0, 0, 63, 0);
        return
        [
            0xFF, 0xD8, .. Segment(0xE0, [.. "JFIF\0"u8, 1, 1, 0, 0, 1, 0, 1, 0, 0]),
            .. preview ? Segment(0xE1, [.. "Exif\0\0"u8, 0xFF, 0xD8, .. Noise(500, 3), 0xFF, 0xD9, 0xFF, 0xDA, 0, 8]) : [],
            .. Segment(0xDB, new byte[65]), 0xFF, .. Segment(progressive ? (byte)0xC2 : (byte)0xC0, 8, 480 >> 8, 480 & 255, 640 >> 8, 640 & 255, 1, 1, 0x11, 0),
            .. Segment(0xDD, 0, 4), .. table, .. start, .. Noise(scan, 1),
            .. progressive ? [.. table, .. start, .. Noise(scan, 2), .. Segment(0xFE, "a comment"u8), .. start, .. Noise(scan, 4)] : Array.Empty<byte>(),
            .. EndOfImage,
        ];
    }

    /// <summary>Builds a GIF of 20 by 20 pixels without its trailer.</summary>
    /// <param name="version"><c>87a</c> or <c>89a</c>.</param>
    public static byte[] GifWithoutTrailer(int images = 1, string version = "89a", int pixels = 400) =>
    [
        .. "GIF"u8, .. version.Select(c => (byte)c), 20, 0, 20, 0, 0x80, 0, 0, 0, 0, 0, 255, 255, 255,
        .. Enumerable.Range(0, images).SelectMany(_ => (byte[])
        [
            0x21, 0xF9, 4, 0, 10, 0, 0, 0, 0x2C, 0, 0, 0, 0, 20, 0, 20, 0, 0x80, 1, 2, 3, 4, 5, 6, 2, .. Blocks(Pixels(pixels)),
        ]),
    ];

    public static byte[] Comment => [0x21, 0xFE, 5, .. "hello"u8, 0];

    public static byte[] Box(string name, params byte[] content) =>
        [.. BigEndian(content.Length + 8), .. name.Select(c => (byte)c), .. content];

    /// <summary>Builds a box with a length of 64 bits.</summary>
    public static byte[] LargeBox(string name, params byte[] content) =>
        [0, 0, 0, 1, .. name.Select(c => (byte)c), 0, 0, 0, 0, .. BigEndian(content.Length + 16), .. content];

    /// <summary>Builds a box that extends to the end of the file.</summary>
    public static byte[] LastBox(string name, params byte[] content) => [0, 0, 0, 0, .. name.Select(c => (byte)c), .. content];

    public static byte[] FileType => Box("ftyp", [.. "isom"u8, 0, 0, 2, 0, .. "isomiso2"u8]);

    public static byte[] Movie => Box("moov", Box("mvhd", new byte[100]));

    public static byte[] Fragment(int size) => [.. Box("moof", Box("mfhd", new byte[8])), .. Box("mdat", new byte[size])];

    /// <summary>Builds a PNG with two image chunks. Their checksums are zero, because nothing reads them.</summary>
    public static byte[] Png(int size = 3_000) =>
    [
        0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, .. Chunk("IHDR", 0, 0, 2, 0x80, 0, 0, 1, 0xE0, 8, 2, 0, 0, 0), .. Chunk("IDAT", new byte[size]),
        .. Chunk("IDAT", new byte[size]), 0, 0, 0, 0, .. "IEND"u8, 0xAE, 0x42, 0x60, 0x82,
    ];

    /// <summary>Truncates a file and fills it with zeros to its full length.</summary>
    public static byte[] ZeroFilled(byte[] file, int length) => [.. file.AsSpan(0, length), .. new byte[file.Length - length]];

    private static byte[] Segment(byte code, params ReadOnlySpan<byte> content) =>
        [0xFF, code, (byte)((content.Length + 2) >> 8), (byte)(content.Length + 2), .. content];

    private static byte[] Chunk(string name, params byte[] data) => [.. BigEndian(data.Length), .. name.Select(c => (byte)c), .. data, 0, 0, 0, 0];

    private static byte[] BigEndian(int number)
    {
        byte[] bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, number);
        return bytes;
    }

    /// <summary>Makes random image data, in which every FF is followed by 00 or sometimes by a restart marker.</summary>
    private static byte[] Noise(int length, int seed)
    {
        byte[] noise = new byte[length];
        Random random = new(seed);
        random.NextBytes(noise);
        for (int i = 0; i < length; i++)
        {
            if (noise[i] == 0xFF)
            {
                noise[Math.Min(i + 1, length - 1)] = (byte)(random.Next(4) == 0 ? 0xD0 + random.Next(8) : 0);
            }
        }

        noise[^1] = 0;
        return noise;
    }

    /// <summary>Makes LZW codes of three bits. They are cleared after every second pixel, so that their size never
    /// grows.</summary>
    private static byte[] Pixels(int count)
    {
        List<int> codes = [];
        for (int i = 0; i < count; i++)
        {
            codes.AddRange(i % 2 == 0 ? [4, i % 3] : [i % 3]);
        }

        codes.Add(5);
        byte[] bytes = new byte[((codes.Count * 3) + 7) / 8];
        for (int i = 0; i < codes.Count * 3; i++)
        {
            bytes[i / 8] |= (byte)(((codes[i / 3] >> (i % 3)) & 1) << (i % 8));
        }

        return bytes;
    }

    private static byte[] Blocks(byte[] data) => [.. data.Chunk(100).SelectMany(block => block.Prepend((byte)block.Length)), 0];
}
