using System.Text;

namespace NewsFunctions.Core.Text;

/// <summary>Reads UTF-8 in which characters above U+FFFF are two surrogates of three bytes each, as Java and old MySQL write them
/// (Unicode Technical Report 26).</summary>
internal static class Cesu8
{
    public const int SurrogateLength = 3;

    private const byte Lead = 0xED;

    /// <summary>Returns whether the bytes begin with an encoded surrogate, which is invalid in UTF-8.</summary>
    public static bool IsSurrogate(ReadOnlySpan<byte> bytes) => bytes is [Lead, >= 0xA0 and <= 0xBF, >= 0x80 and <= 0xBF, ..];

    /// <summary>Returns whether the bytes begin with a high and a low surrogate.</summary>
    public static bool IsPair(ReadOnlySpan<byte> bytes) =>
        bytes is [Lead, >= 0xA0 and <= 0xAF, >= 0x80 and <= 0xBF, Lead, >= 0xB0 and <= 0xBF, >= 0x80 and <= 0xBF, ..];

    /// <summary>Returns whether such pairs are the only defect of the UTF-8 text.</summary>
    public static bool IsOnlyFlaw(ReadOnlySpan<byte> text) => TextBytes.Examine(text) is { Pairs: > 0, Invalid: 0, CutOff: < 0 };

    /// <summary>Decodes UTF-8 with such pairs read as the characters that they stand for.</summary>
    public static string GetString(ReadOnlySpan<byte> bytes)
    {
        int pair = IndexOfPair(bytes, 0);
        if (pair < 0)
        {
            return Encoding.UTF8.GetString(bytes);
        }

        var text = new StringBuilder(bytes.Length);
        int at = 0;
        for (; pair >= 0; pair = IndexOfPair(bytes, at))
        {
            text.Append(Encoding.UTF8.GetString(bytes[at..pair])).Append(Unit(bytes[pair..])).Append(Unit(bytes[(pair + SurrogateLength)..]));
            at = pair + (2 * SurrogateLength);
        }

        return text.Append(Encoding.UTF8.GetString(bytes[at..])).ToString();
    }

    private static int IndexOfPair(ReadOnlySpan<byte> bytes, int at)
    {
        while (bytes[at..].IndexOf(Lead) is var found and >= 0)
        {
            at += found;
            if (IsPair(bytes[at..]))
            {
                return at;
            }

            at++;
        }

        return -1;
    }

    private static char Unit(ReadOnlySpan<byte> surrogate) => (char)(0xD000 | ((surrogate[1] & 0x3F) << 6) | (surrogate[2] & 0x3F));
}
