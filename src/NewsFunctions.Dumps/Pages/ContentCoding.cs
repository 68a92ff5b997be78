using System.IO.Compression;

namespace NewsFunctions.Dumps.Pages;

internal enum CodingResult
{
    Decoded,

    /// <summary>The bytes do not have that coding: crawlers decode it and keep the header.</summary>
    NotCoded,

    /// <summary>The compressed bytes are truncated or damaged; what came before is decoded.</summary>
    Broken,

    TooLarge,
    Unknown,
}

/// <summary>Decodes one <c>Content-Encoding</c> (RFC 9110 section 8.4.1) with bounded output.</summary>
internal static class ContentCoding
{
    public static CodingResult Decode(string coding, ReadOnlyMemory<byte> body, int maxBytes, out ReadOnlyMemory<byte> decoded)
    {
        decoded = body;
        switch (coding.ToLowerInvariant())
        {
            case "gzip" or "x-gzip":
                return body.Span is [0x1F, 0x8B, ..]
                    ? Inflate(body, s => new GZipStream(s, CompressionMode.Decompress), maxBytes, out decoded)
                    : CodingResult.NotCoded;
            case "deflate":
                // "deflate" means zlib (RFC 1950), but some servers send raw deflate (RFC 1951).
                return IsZlib(body.Span)
                    ? Inflate(body, s => new ZLibStream(s, CompressionMode.Decompress), maxBytes, out decoded)
                    : Inflate(body, s => new DeflateStream(s, CompressionMode.Decompress), maxBytes, out decoded);
            case "br":
                return Inflate(body, s => new BrotliStream(s, CompressionMode.Decompress), maxBytes, out decoded);
            case "" or "identity" or "none" or "utf-8":
                return CodingResult.Decoded;
            default:
                return CodingResult.Unknown;
        }
    }

    private static bool IsZlib(ReadOnlySpan<byte> body) => body.Length > 2 && (body[0] & 0x0F) == 8 && ((body[0] << 8) | body[1]) % 31 == 0;

    private static CodingResult Inflate(
        ReadOnlyMemory<byte> body, Func<Stream, Stream> open, int maxBytes, out ReadOnlyMemory<byte> decoded)
    {
        decoded = default;
        byte[] buffer = new byte[Math.Min(maxBytes + 1L, Math.Max(16 * 1024, body.Length * 4L))];
        int length = 0;
        bool broken = false;
        using Stream stream = open(new MemoryStream(body.ToArray(), writable: false));
        while (true)
        {
            try
            {
                int read = stream.Read(buffer, length, buffer.Length - length);
                length += read;
                if (read == 0)
                {
                    break;
                }
            }
            catch (Exception e) when (e is InvalidDataException or InvalidOperationException or IOException)
            {
                broken = true;
                break;
            }

            if (length > maxBytes)
            {
                return CodingResult.TooLarge;
            }

            if (length == buffer.Length)
            {
                Array.Resize(ref buffer, (int)Math.Min(maxBytes + 1L, buffer.Length * 2L));
            }
        }

        if (length == 0 && body.Length > 0)
        {
            decoded = body;
            return CodingResult.NotCoded;
        }

        decoded = buffer.AsMemory(0, length);
        return broken ? CodingResult.Broken : CodingResult.Decoded;
    }
}
