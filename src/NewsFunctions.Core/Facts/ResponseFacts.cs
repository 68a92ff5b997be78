using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json.Serialization;

namespace NewsFunctions.Core.Facts;

/// <summary>Holds one response: its status, the headers that the rules use, and the beginning of its body.</summary>
public sealed record ResponseFacts
{
    internal const int FirstBytesKept = 32;

    /// <summary>The number of bytes that the WHATWG MIME Sniffing standard reads.</summary>
    internal const int BytesToSniff = 1445;

    public required int Status { get; init; }

    /// <summary>The received headers out of <see cref="RecordedHeaders"/>, with names in lower case.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>The ETag with one character per byte if it has non-ASCII bytes; otherwise null.</summary>
    public string? EntityTag { get; init; }

    /// <summary>Says whether there are several Location headers that differ.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool LocationsDiffer { get; init; }

    /// <summary>The number of body bytes received, limited by <c>LinkChecks:BodyBytes</c>.</summary>
    public int BodyBytes { get; init; }

    /// <summary>The first bytes of the body, at most <see cref="FirstBytesKept"/>, in lower-case hex.</summary>
    public string FirstBytes { get; init; } = "";

    /// <summary>The SHA-256 of the received body bytes in lower-case hex. It is null if there are none.</summary>
    public string? BodySha256 { get; init; }

    /// <summary>The base32 SHA-1 of the whole body, as web archives use it. It is null if the body was not read to its end, or is encoded.</summary>
    public string? BodySha1 { get; init; }

    /// <summary>The properties of an image or video, from its bytes. It is null for other types.</summary>
    public MediaFacts? Media { get; init; }

    /// <summary>The facts from the HTML of a page link. It is null for media, for other types, and for HTML too complex to parse.</summary>
    public PageFacts? Page { get; init; }

    /// <summary>The content coding of the body although none was requested. The other facts describe the decoded bytes.</summary>
    public string? Coding { get; init; }

    /// <summary>Says that the coding is unknown or does not match the bytes, so that the content is unknown.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Undecoded { get; init; }

    /// <summary>The second request, for the end of a longer file. It is null if none was made.</summary>
    public TailFacts? Tail { get; init; }

    /// <summary>The request for the whole file, made if head and tail do not show its end. It is null if none was made.</summary>
    public WholeFileFacts? WholeFile { get; init; }

    /// <summary>The media type detected from the first bytes. It is null if they match no known type.</summary>
    public string? SniffedType { get; init; }

    /// <summary>The size of the whole resource by Content-Range, Content-Length or the end of the body. It is null if unknown.</summary>
    public long? TotalSize { get; init; }

    /// <summary>The bot wall that answered instead of the site. It is null if none was recognised.</summary>
    public string? BotWall { get; init; }

    /// <summary>The first byte position in Content-Range. It is null without one.</summary>
    internal long? RangeStart => ContentRangeHeaderValue.TryParse(Header("content-range"), out ContentRangeHeaderValue? range) ? range.From : null;

    /// <summary>Says whether the bytes do not start the file. All requests except the one for the tail ask for a part from byte 0, or for
    /// everything.</summary>
    internal bool IsOtherRange => Status == 206 && RangeStart is > 0;

    /// <summary>Says whether this is a part whose bytes match no known type and whose start is unstated, or which is too short to tell.</summary>
    internal bool IsDoubtfulPart =>
        Status == 206 && SniffedType is null && (RangeStart is null || (BodyBytes < BytesToSniff && BodyBytes < TotalSize));

    public string? Header(string name) => Headers.TryGetValue(name, out string? value) ? value : null;

    /// <summary>The ETag as it may be sent back, one character per byte. It is null without one.</summary>
    internal string? Tag => EntityTag ?? Header("etag");

    /// <summary>The declared media type in lower case without parameters. It is null if none was sent.</summary>
    internal string? DeclaredType =>
        Header("content-type")?.Split(';')[0].Trim().ToLower(CultureInfo.InvariantCulture) is { Length: > 0 } type ? type : null;
}
