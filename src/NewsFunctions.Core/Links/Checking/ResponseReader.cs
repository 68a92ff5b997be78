using System.Net;
using System.Security.Cryptography;

namespace NewsFunctions.Links;

/// <summary>Reads the beginning of one answer and makes facts of it, however far it came.</summary>
internal sealed class ResponseReader(HttpResponseMessage response, int limit)
{
    private const int FirstBytesKept = 32;

    private readonly byte[] _buffer = GC.AllocateUninitializedArray<byte>(Capacity(response, limit));
    private int _read;
    private bool _ended;
    private ReadOnlyMemory<byte>? _content;

    /// <summary>Without content codings, once there are <see cref="Facts"/>.</summary>
    public ReadOnlyMemory<byte> Body => _content ?? _buffer.AsMemory(0, _read);

    /// <summary>Stops at the limit: servers that ignore ranges send everything.</summary>
    public async Task ReadAsync(CancellationToken cancellationToken)
    {
        await using Stream body = await response.Content.ReadAsStreamAsync(cancellationToken);
        while (_read < _buffer.Length)
        {
            int count = await body.ReadAsync(_buffer.AsMemory(_read), cancellationToken);
            if (count == 0)
            {
                _ended = true;
                return;
            }

            _read += count;
        }
    }

    public ResponseFacts Facts()
    {
        Dictionary<string, string> headers = [];
        foreach (string name in RecordedHeaders.Names)
        {
            if (HopRequest.HeaderOf(response, name) is { } value)
            {
                headers[name] = value;
            }
        }

        BodyContent content = BodyCoding.Undo(headers.GetValueOrDefault("content-encoding"), Body, limit, _ended);
        _content = content.Bytes;
        ReadOnlySpan<byte> body = content.Bytes.Span;
        string? sniffed = TypeSniffer.Sniff(body);
        long? size = content.Coding is null ? TotalSize() : content is { IsWhole: true, IsBroken: false } ? body.Length : null;
        return new ResponseFacts
        {
            Status = (int)response.StatusCode,
            Headers = headers,
            BodyBytes = body.Length,
            FirstBytes = Convert.ToHexStringLower(body[..Math.Min(FirstBytesKept, body.Length)]),
            SniffedType = sniffed,
            BodySha256 = body.IsEmpty ? null : Convert.ToHexStringLower(SHA256.HashData(body)),
            BodySha1 = IsWhole(headers, size) ? PayloadDigest.Of(body) : null,
            Media = MediaInspector.Inspect(sniffed, new FileView(body, [], size)),
            TotalSize = size,
            BotWall = BotWalls.Detect(headers, sniffed, body),
            Coding = content.Coding,
            Undecoded = content.IsBroken,
        };
    }

    private bool IsWhole(Dictionary<string, string> headers, long? size) =>
        (int)response.StatusCode is 200 or 203 or 206 && _read > 0 && _read == size && HopRequest.HeaderOf(response, "content-encoding") is null or "identity"
        && (headers.GetValueOrDefault("content-range") is null || response.Content.Headers.ContentRange?.From == 0);

    /// <summary>No more than the body is said to have: most are far below the limit. One byte beyond it, so that its end is seen.</summary>
    private static int Capacity(HttpResponseMessage response, int limit) =>
        response.Content.Headers.ContentLength is { } length && length < limit ? (int)length + 1 : limit;

    private long? TotalSize() => response.StatusCode == HttpStatusCode.PartialContent
        ? response.Content.Headers.ContentRange?.Length
        : response.Content.Headers.ContentLength ?? (_ended ? _read : null);
}
