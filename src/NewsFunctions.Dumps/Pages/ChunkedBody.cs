namespace NewsFunctions.Dumps.Pages;

/// <summary>Decodes <c>Transfer-Encoding: chunked</c> (RFC 9112 section 7.1).</summary>
internal static class ChunkedBody
{
    private const int MaxSizeDigits = 8;

    /// <summary>Returns the body without its chunk sizes and trailers.</summary>
    /// <param name="isWhole">False if the body ends before its last chunk; what is there is kept.</param>
    /// <returns>Null if the body does not begin with a chunk: crawlers decode the chunks and keep the header.</returns>
    public static byte[]? Decode(ReadOnlySpan<byte> body, out bool isWhole)
    {
        isWhole = false;
        byte[]? decoded = null;
        int length = 0;
        int at = 0;
        while (TryReadSize(body, ref at, out int size))
        {
            decoded ??= new byte[body.Length];
            if (size == 0)
            {
                isWhole = true;
                break;
            }

            int there = Math.Min(size, body.Length - at);
            body.Slice(at, there).CopyTo(decoded.AsSpan(length));
            length += there;
            at += there;
            at += at < body.Length && body[at] == (byte)'\r' ? 1 : 0;
            if (at >= body.Length || body[at] != (byte)'\n')
            {
                break;
            }

            at++;
        }

        return decoded?[..length];
    }

    private static bool TryReadSize(ReadOnlySpan<byte> body, ref int at, out int size)
    {
        size = 0;
        int digit = at;
        for (; digit < body.Length && digit - at < MaxSizeDigits && char.IsAsciiHexDigit((char)body[digit]); digit++)
        {
            size = (size << 4) | Convert.ToInt32(((char)body[digit]).ToString(), 16);
        }

        // A size may be followed by blanks, and by extensions after a semicolon.
        bool ends = digit > at && digit < body.Length && body[digit] is (byte)'\r' or (byte)'\n' or (byte)';' or (byte)' ' or (byte)'\t';
        int lineEnd = ends ? body[digit..].IndexOf((byte)'\n') : -1;
        if (lineEnd < 0 || size < 0)
        {
            return false;
        }

        at = digit + lineEnd + 1;
        return true;
    }
}
