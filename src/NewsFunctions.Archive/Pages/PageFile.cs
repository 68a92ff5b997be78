using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;
using NewsFunctions.Archive.Http;

namespace NewsFunctions.Archive.Pages;

/// <summary>Holds one file of the page, named by a hash of its bytes and compressed once. The Functions host compresses nothing.</summary>
internal sealed class PageFile
{
    private const int HashBytes = 8;

    private readonly Lazy<byte[]> _brotli;
    private readonly Lazy<byte[]> _gzip;
    private readonly byte[] _bytes;

    public PageFile(string name, byte[] bytes)
    {
        _bytes = bytes;
        _brotli = new(() => Compressed(target => new BrotliStream(target, CompressionLevel.SmallestSize)));
        _gzip = new(() => Compressed(target => new GZipStream(target, CompressionLevel.SmallestSize)));
        string hash = Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, HashBytes));
        HashedName = $"{Path.GetFileNameWithoutExtension(name)}-{hash}{Path.GetExtension(name)}";
        MediaType = Path.GetExtension(name) switch
        {
            ".js" => "text/javascript; charset=utf-8",
            ".css" => "text/css; charset=utf-8",
            ".svg" => "image/svg+xml",
            ".json" => "application/json",
            _ => "text/html; charset=utf-8",
        };
    }

    public string HashedName { get; }

    public string MediaType { get; }

    /// <summary>Returns a document, which browsers revalidate each time, or 304 if the browser has it already.</summary>
    public IResult AnswerDocument(HttpRequest request, string contentSecurityPolicy)
    {
        // The name has a hash of the bytes, so it can serve as an ETag.
        string etag = $"W/\"{HashedName}\"";
        KeyValuePair<string, string>[] headers =
        [
            new("Content-Security-Policy", contentSecurityPolicy),
            new("Cross-Origin-Opener-Policy", "same-origin"),
            new("Cache-Control", "no-cache"),
            new("ETag", etag),
        ];
        return EntityTags.Matches(request.Headers.IfNoneMatch, etag)
            ? new BytesAnswer(StatusCodes.Status304NotModified, null, ReadOnlyMemory<byte>.Empty) { Headers = headers }
            : Answer(request, headers);
    }

    public IResult Answer(HttpRequest request, IEnumerable<KeyValuePair<string, string>> headers)
    {
        (byte[] bytes, string? coding) = For(request);
        List<KeyValuePair<string, string>> all = [.. headers, new("Vary", "Accept-Encoding")];
        if (coding is not null)
        {
            all.Add(new("Content-Encoding", coding));
        }

        return new BytesAnswer(StatusCodes.Status200OK, MediaType, bytes) { Headers = all };
    }

    /// <returns>The smallest form that the request accepts, and its content coding; null for the uncompressed bytes.</returns>
    private (byte[] Bytes, string? Coding) For(HttpRequest request)
    {
        StringValues accepted = request.Headers.AcceptEncoding;
        return Accepts(accepted, "br") ? (_brotli.Value, "br") : Accepts(accepted, "gzip") ? (_gzip.Value, "gzip") : (_bytes, null);
    }

    private static bool Accepts(StringValues accepted, string coding) =>
        StringWithQualityHeaderValue.TryParseList(accepted, out IList<StringWithQualityHeaderValue>? codings)
        && codings.Any(one => one.Value.Equals(coding, StringComparison.OrdinalIgnoreCase) && one.Quality is not 0);

    private byte[] Compressed(Func<Stream, Stream> compressor)
    {
        using var target = new MemoryStream();
        using (Stream compressing = compressor(target))
        {
            compressing.Write(_bytes);
        }

        return target.ToArray();
    }
}
