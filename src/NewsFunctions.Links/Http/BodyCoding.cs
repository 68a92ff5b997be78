using System.IO.Compression;

namespace NewsFunctions.Links.Http;

/// <summary>Undoes the content codings that servers send although none was asked for, bounded in what comes out.</summary>
internal static class BodyCoding
{
    // RFC 9110 sets no limit; nobody means more.
    private const int MaxCodings = 2;

    /// <param name="header">Content-Encoding.</param>
    /// <param name="body">May be cut.</param>
    /// <param name="limit">Bytes that may come out: a kilobyte can stand for a megabyte.</param>
    /// <param name="isWhole">The body is not cut.</param>
    public static BodyContent Undo(string? header, ReadOnlyMemory<byte> body, int limit, bool isWhole)
    {
        if (header is null || body.IsEmpty)
        {
            return new BodyContent(body, null, isWhole, IsBroken: false);
        }

        string[] codings = header.ToLowerInvariant().Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

        // Names of encodings and of nothing stand there, too.
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
            // The header of RFC 1950 is what the name means; some servers send bare RFC 1951.
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
            // Cut off or damaged: what came before is there.
        }

        if (read == 0 && !(ended && isWhole && IsNothing(coding, start, isZlib)))
        {
            return false;
        }

        isWhole &= ended;
        bytes = decoded.AsMemory(0, read);
        return true;
    }

    /// <summary>Whether the bytes are the coding of no bytes at all. The decoders do not tell it from a body that breaks off early.</summary>
    private static bool IsNothing(string coding, ReadOnlySpan<byte> coded, bool isZlib) => coding switch
    {
        // Checksum and length of nothing (RFC 1952), its checksum alone (RFC 1950), an empty last block in both its forms (RFC 1951).
        "gzip" or "x-gzip" => coded.Length >= 20 && coded.EndsWith<byte>([0, 0, 0, 0, 0, 0, 0, 0]),
        "deflate" when isZlib => coded.EndsWith<byte>([0, 0, 0, 1]),
        "deflate" => coded.SequenceEqual<byte>([0x03, 0x00]) || coded.SequenceEqual<byte>([0x01, 0x00, 0x00, 0xFF, 0xFF]),
        _ => BrotliDecoder.TryDecompress(coded, stackalloc byte[1], out int written) && written == 0,
    };
}

/// <param name="Bytes">Without codings; as they came where <paramref name="IsBroken"/>.</param>
/// <param name="Coding">The header, where it names a coding.</param>
/// <param name="IsBroken">A coding is unknown, or is not that of the bytes.</param>
internal readonly record struct BodyContent(ReadOnlyMemory<byte> Bytes, string? Coding, bool IsWhole, bool IsBroken);
