using System.IO.Compression;

namespace NewsFunctions.Links.Http;

/// <summary>Decodes content codings that servers send although none was requested. The output is bounded.</summary>
internal static class BodyCoding
{
    // RFC 9110 sets no limit, but no real server uses more.
    private const int MaxCodings = 2;

    /// <param name="header">The Content-Encoding header.</param>
    /// <param name="body">The body, which may be cut.</param>
    /// <param name="limit">The maximum number of decoded bytes: a kilobyte can decode to a megabyte.</param>
    /// <param name="isWhole">Whether the body is complete.</param>
    public static BodyContent Undo(string? header, ReadOnlyMemory<byte> body, int limit, bool isWhole)
    {
        if (header is null || body.IsEmpty)
        {
            return new BodyContent(body, null, isWhole, IsBroken: false);
        }

        string[] codings = header.ToLowerInvariant().Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

        // Servers also send names of character encodings and of no coding.
        codings = [.. codings.Where(coding => coding is not ("identity" or "none" or "utf-8" or "binary" or "8bit" or "7bit"))];
        if (codings.Length == 0)
        {
            return new BodyContent(body, null, isWhole, IsBroken: false);
        }

        ReadOnlyMemory<byte> bytes = body;
        foreach (string coding in codings.Reverse())
        {
            if (codings.Length > MaxCodings || !(bytes.IsEmpty || TryUndo(coding, ref bytes, limit, ref isWhole)))
            {
                return new BodyContent(body, header, isWhole, IsBroken: true);
            }
        }

        return new BodyContent(bytes, header, isWhole, IsBroken: false);
    }

    private static bool TryUndo(string coding, ref ReadOnlyMemory<byte> bytes, int limit, ref bool isWhole)
    {
        ReadOnlySpan<byte> start = bytes.Span;
        bool isZlib = start.Length > 1 && (start[0] & 0x0F) == 8 && ((start[0] << 8) | start[1]) % 31 == 0;
        using MemoryStream coded = new(bytes.ToArray(), writable: false);
        using Stream? decoder = coding switch
        {
            "gzip" or "x-gzip" => new GZipStream(coded, CompressionMode.Decompress),
            // "deflate" means zlib (RFC 1950), but some servers send raw deflate (RFC 1951).
            "deflate" when isZlib => new ZLibStream(coded, CompressionMode.Decompress),
            "deflate" => new DeflateStream(coded, CompressionMode.Decompress),
            "br" => new BrotliStream(coded, CompressionMode.Decompress),
            _ => null,
        };
        if (decoder is null)
        {
            return false;
        }

        byte[] decoded = new byte[limit];
        int read = 0;
        bool ended = false;
        try
        {
            while (read < decoded.Length && !ended)
            {
                int count = decoder.Read(decoded, read, decoded.Length - read);
                ended = count == 0;
                read += count;
            }
        }
        catch (Exception e) when (e is InvalidDataException or InvalidOperationException or IOException)
        {
            // The body is cut or damaged. What was decoded before is kept.
        }

        if (read == 0 && !(ended && isWhole && IsNothing(coding, start, isZlib)))
        {
            return false;
        }

        isWhole &= ended;
        bytes = decoded.AsMemory(0, read);
        return true;
    }

    /// <summary>Returns whether the bytes are the coding of an empty body. The decoders cannot tell it from a truncated one.</summary>
    private static bool IsNothing(string coding, ReadOnlySpan<byte> coded, bool isZlib) => coding switch
    {
        // Checksum and length of an empty body (RFC 1952), its checksum (RFC 1950), and an empty last block in both forms (RFC 1951).
        "gzip" or "x-gzip" => coded.Length >= 20 && coded.EndsWith<byte>([0, 0, 0, 0, 0, 0, 0, 0]),
        "deflate" when isZlib => coded.EndsWith<byte>([0, 0, 0, 1]),
        "deflate" => coded.SequenceEqual<byte>([0x03, 0x00]) || coded.SequenceEqual<byte>([0x01, 0x00, 0x00, 0xFF, 0xFF]),
        _ => BrotliDecoder.TryDecompress(coded, stackalloc byte[1], out int written) && written == 0,
    };
}

/// <param name="Bytes">The decoded bytes, or the original ones if <paramref name="IsBroken"/>.</param>
/// <param name="Coding">The header, if it names a coding.</param>
/// <param name="IsBroken">Whether a coding is unknown or does not match the bytes.</param>
internal readonly record struct BodyContent(ReadOnlyMemory<byte> Bytes, string? Coding, bool IsWhole, bool IsBroken);
