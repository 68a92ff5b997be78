using System.Buffers;
using System.Collections.Frozen;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using NewsFunctions.Core.Captures;
using NewsFunctions.Core.Facts;
using NewsFunctions.Links.Media;
using NewsFunctions.Links.Rules;

namespace NewsFunctions.Links.Http;

/// <summary>Reads the beginning of a response and extracts its facts, even if it is incomplete. Holds the bytes until disposed.</summary>
internal sealed class ResponseReader(HttpResponseMessage response, int limit) : IDisposable
{
    // The usual number of recorded headers that servers send with a file.
    private const int MaxSent = 8;

    // Keyed by the names as servers write them, to avoid a lower-case copy of each.
    private static readonly FrozenDictionary<string, string> Recorded =
        RecordedHeaders.Names.ToFrozenDictionary(name => name, name => name, StringComparer.OrdinalIgnoreCase);

    private readonly int _capacity = Capacity(response, limit);
    private byte[]? _buffer;
    private int _read;
    private bool _ended;
    private ReadOnlyMemory<byte>? _content;

    /// <summary>The body without content codings, available after <see cref="Facts"/>.</summary>
    public ReadOnlyMemory<byte> Body => _content ?? _buffer.AsMemory(0, _read);

    /// <summary>Returns the buffer to the pool. <see cref="Body"/> must not be used afterwards.</summary>
    public void Dispose()
    {
        if (_buffer is { } buffer)
        {
            _buffer = null;
            _content = default(ReadOnlyMemory<byte>);
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Reads up to the limit, because servers that ignore ranges send everything.</summary>
    public async Task ReadAsync(CancellationToken cancellationToken)
    {
        _buffer = ArrayPool<byte>.Shared.Rent(_capacity);
        await using Stream body = await response.Content.ReadAsStreamAsync(cancellationToken);
        while (_read < _capacity)
        {
            int count = await body.ReadAsync(_buffer.AsMemory(_read, _capacity - _read), cancellationToken);
            if (count == 0)
            {
                _ended = true;
                return;
            }

            _read += count;
        }
    }

    /// <param name="known">The URL's earlier answer: the same bytes need no second digest.</param>
    public ResponseFacts Facts(Fingerprint? known)
    {
        Dictionary<string, string> headers = new(MaxSent);
        Record(response.Headers.NonValidated, headers);
        Record(response.Content.Headers.NonValidated, headers);
        BodyContent content = BodyCoding.Undo(headers.GetValueOrDefault("content-encoding"), Body, limit, _ended);
        _content = content.Bytes;
        ReadOnlySpan<byte> body = content.Bytes.Span;
        string? sniffed = TypeSniffer.Sniff(body);
        string? sha256 = body.IsEmpty ? null : Sha256(body);
        long? size = content.Coding is null ? TotalSize() : content is { IsWhole: true, IsBroken: false } ? body.Length : null;
        return new ResponseFacts
        {
            Status = (int)response.StatusCode,
            Headers = headers,
            EntityTag = EntityTag(headers),
            LocationsDiffer = headers.ContainsKey("location") && LocationHeader.Of(response).Differ,
            BodyBytes = body.Length,
            FirstBytes = Convert.ToHexStringLower(body[..Math.Min(ResponseFacts.FirstBytesKept, body.Length)]),
            SniffedType = sniffed,
            BodySha256 = sha256,
            BodySha1 = IsWhole(headers, size) ? (known?.Sha256 == sha256 ? known?.Sha1 : null) ?? PayloadDigest.Of(body) : null,
            Media = MediaInspector.Inspect(sniffed, new FileView(body, [], size)),
            TotalSize = size,
            BotWall = BotWalls.Detect(headers, sniffed, body),
            Coding = content.Coding,
            Undecoded = content.IsBroken,
        };
    }

    private static string Sha256(ReadOnlySpan<byte> body)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(body, digest);
        return Convert.ToHexStringLower(digest);
    }

    private static void Record(HttpHeadersNonValidated sent, Dictionary<string, string> headers)
    {
        foreach ((string name, HeaderStringValues values) in sent)
        {
            if (Recorded.TryGetValue(name, out string? known))
            {
                headers[known] = known switch
                {
                    "location" => LocationHeader.Of(values).Target!,
                    // Repeated equal values mean that the body was encoded twice.
                    "content-encoding" => values.ToString(),
                    _ => ResponseHeaders.TextOf(values),
                };
            }
        }
    }

    /// <summary>Returns the ETag as one character per byte if it is not ASCII, since its bytes may be invalid UTF-8.</summary>
    private string? EntityTag(Dictionary<string, string> headers) =>
        headers.TryGetValue("etag", out string? tag) && !Ascii.IsValid(tag) && ResponseHeaders.TryGet(response, "ETag", out HeaderStringValues sent)
            ? string.Join(", ", sent.Distinct(StringComparer.Ordinal))
            : null;

    private bool IsWhole(Dictionary<string, string> headers, long? size) =>
        (int)response.StatusCode is 200 or 203 or 206 && _read > 0 && _read == size && headers.GetValueOrDefault("content-encoding") is null or "identity"
        && (headers.GetValueOrDefault("content-range") is null || response.Content.Headers.ContentRange?.From == 0);

    /// <summary>Returns the buffer size: the declared length, since most bodies are far below the limit, plus one byte to detect the end.</summary>
    private static int Capacity(HttpResponseMessage response, int limit) =>
        DeclaredLength(response) is { } length && length < limit ? (int)length + 1 : limit;

    /// <summary>Reads Content-Length, unless the body is chunked: the header then does not count (RFC 9112 section 6.3) and is often the
    /// length of the unfiltered file.</summary>
    private static long? DeclaredLength(HttpResponseMessage response) =>
        response.Headers.NonValidated.Contains("Transfer-Encoding") && response.Headers.TransferEncodingChunked == true ? null : response.Content.Headers.ContentLength;

    private long? TotalSize() => response.StatusCode == HttpStatusCode.PartialContent
        ? response.Content.Headers.ContentRange?.Length
        : DeclaredLength(response) ?? (_ended ? _read : null);
}
