namespace NewsFunctions.Core.Text;

/// <summary>Encodes base32 (RFC 4648), as CDX and WARC use it for digests.</summary>
internal static class Base32
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// <summary>Encodes without padding. The 20 bytes of a SHA-1 need none.</summary>
    public static string Encode(ReadOnlySpan<byte> bytes)
    {
        return string.Create(((bytes.Length * 8) + 4) / 5, bytes, static (text, bytes) =>
        {
            int bits = 0;
            int count = 0;
            int at = 0;
            foreach (byte one in bytes)
            {
                bits = ((bits << 8) | one) & 0xFFF;
                for (count += 8; count >= 5; count -= 5)
                {
                    text[at++] = Alphabet[(bits >> (count - 5)) & 31];
                }
            }

            if (count > 0)
            {
                text[at] = Alphabet[(bits << (5 - count)) & 31];
            }
        });
    }
}
