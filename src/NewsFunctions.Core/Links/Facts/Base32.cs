namespace NewsFunctions.Links;

/// <summary>Base32 of RFC 4648, as CDX and WARC write digests.</summary>
internal static class Base32
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// <summary>Without padding, which the 20 bytes of a SHA-1 do not need.</summary>
    public static string Encode(ReadOnlySpan<byte> bytes)
    {
        var text = new System.Text.StringBuilder(((bytes.Length * 8) + 4) / 5);
        int bits = 0;
        int count = 0;
        foreach (byte one in bytes)
        {
            bits = ((bits << 8) | one) & 0xFFF;
            for (count += 8; count >= 5; count -= 5)
            {
                text.Append(Alphabet[(bits >> (count - 5)) & 31]);
            }
        }

        return count == 0 ? text.ToString() : text.Append(Alphabet[(bits << (5 - count)) & 31]).ToString();
    }
}
