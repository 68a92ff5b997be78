using System.Buffers.Binary;

namespace NewsFunctions.Benchmarks.Load;

/// <summary>Makes a complete JPEG of 20 KB whose bytes differ for every number.</summary>
internal static class SiteImage
{
    public const int Length = 20 * 1024;

    // Start of image; a comment segment of eight bytes that will hold the number; a baseline frame of 640 x 360 in
    // grey; start of scan.
    private static readonly byte[] Head =
    [
        0xFF, 0xD8,
        0xFF, 0xFE, 0, 10, 0, 0, 0, 0, 0, 0, 0, 0,
        0xFF, 0xC0, 0, 11, 8, 0x01, 0x68, 0x02, 0x80, 1, 1, 0x11, 0,
        0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 63, 0,
    ];

    private const int NumberAt = 6;

    private static readonly byte[] Template = MakeTemplate();

    /// <summary>Writes the image of a number.</summary>
    /// <param name="target">At least <see cref="Length"/> bytes.</param>
    public static void Write(int number, Span<byte> target)
    {
        Template.CopyTo(target);
        BinaryPrimitives.WriteInt64BigEndian(target[NumberAt..], number);
    }

    private static byte[] MakeTemplate()
    {
        byte[] image = new byte[Length];
        new Random(2016).NextBytes(image);
        for (int i = Head.Length; i < image.Length; i++)
        {
            // In image data, FF starts a marker.
            image[i] &= 0x7F;
        }

        Head.CopyTo(image, 0);
        image[^2] = 0xFF;
        image[^1] = 0xD9;
        return image;
    }
}
