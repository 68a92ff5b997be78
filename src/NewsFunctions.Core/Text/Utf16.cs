using System.Text;

namespace NewsFunctions.Core.Text;

/// <summary>Detects UTF-16 by its byte order mark, or by the zeros in every second byte where its characters are ASCII.</summary>
internal sealed record Utf16(Encoding Encoding, string Order, bool HasMark)
{
    public const int UnitBytes = 2;

    private const int HeadBytes = 4096;

    private static readonly Encoding Little = new UnicodeEncoding(bigEndian: false, byteOrderMark: false);
    private static readonly Encoding Big = new UnicodeEncoding(bigEndian: true, byteOrderMark: false);

    /// <param name="text">The text from its beginning; at most the first 4,096 bytes are examined.</param>
    /// <returns>Null if it is not UTF-16.</returns>
    public static Utf16? Detect(ReadOnlySpan<byte> text)
    {
        if (text is [0xFF, 0xFE, ..])
        {
            return new Utf16(Little, "little-endian", HasMark: true);
        }

        if (text is [0xFE, 0xFF, ..])
        {
            return new Utf16(Big, "big-endian", HasMark: true);
        }

        text = text[..Math.Min(text.Length, HeadBytes)];
        if (!text.Contains((byte)0))
        {
            return null;
        }

        int pairs = text.Length / UnitBytes;
        int highFirst = 0;
        int lowFirst = 0;
        for (int i = 0; i < pairs; i++)
        {
            highFirst += text[UnitBytes * i] == 0 && text[(UnitBytes * i) + 1] != 0 ? 1 : 0;
            lowFirst += text[UnitBytes * i] != 0 && text[(UnitBytes * i) + 1] == 0 ? 1 : 0;
        }

        return IsPattern(lowFirst, highFirst, pairs) ? new Utf16(Little, "little-endian", HasMark: false)
            : IsPattern(highFirst, lowFirst, pairs) ? new Utf16(Big, "big-endian", HasMark: false)
            : null;
    }

    /// <summary>Returns whether the zeros form the pattern of UTF-16. Arabic text has ASCII only for spaces, digits and line ends, so a
    /// tenth is enough.</summary>
    private static bool IsPattern(int zeros, int against, int pairs) => pairs >= 4 && zeros * 10 >= pairs && against * 16 <= zeros;
}
