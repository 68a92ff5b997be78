using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json.Serialization;

namespace NewsFunctions.Core.Facts;

/// <summary>One answer: its status, the headers that rules look at, and the beginning of its body.</summary>
public sealed record ResponseFacts
{
    internal const int FirstBytesKept = 32;

    /// <summary>How many bytes the WHATWG MIME Sniffing standard looks at.</summary>
    internal const int BytesToSniff = 1445;

    public required int Status { get; init; }

    /// <summary>The headers of <see cref="RecordedHeaders"/> that were sent, names in lower case.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>The ETag with one character for each of its bytes, where they are not all ASCII; null otherwise.</summary>
    public string? EntityTag { get; init; }

    /// <summary>There are several Location lines, and they differ.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool LocationsDiffer { get; init; }

    /// <summary>Body bytes received; we stop at <c>LinkChecks:BodyBytes</c>.</summary>
    public int BodyBytes { get; init; }

    /// <summary>The first bytes of the body, at most <see cref="FirstBytesKept"/>, in lower-case hex.</summary>
    public string FirstBytes { get; init; } = "";

    /// <summary>SHA-256 of the body bytes received, lower-case hex; null without any.</summary>
    public string? BodySha256 { get; init; }

    /// <summary>Base32 SHA-1 of the whole body, as web archives write it; null where it was not read to its end, or is encoded.</summary>
    public string? BodySha1 { get; init; }

    /// <summary>What the bytes of an image or video say of it; null for other types.</summary>
    public MediaFacts? Media { get; init; }

    /// <summary>What the HTML of a page link says; null for media, for other types, and where it is too tangled to read.</summary>
    public PageFacts? Page { get; init; }

    /// <summary>The coding that the body came in although none was asked for; the other facts are of the bytes without it.</summary>
    public string? Coding { get; init; }

    /// <summary>The coding is unknown or does not fit the bytes: what the body says is not known.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Undecoded { get; init; }

    /// <summary>The second request, for the end of a longer file; null where none was made.</summary>
    public TailFacts? Tail { get; init; }

    /// <summary>The plain request for the whole file, where head and tail did not show its end; null where none was made.</summary>
    public WholeFileFacts? WholeFile { get; init; }

    /// <summary>The media type by the first bytes; null where they are of none that we know.</summary>
    public string? SniffedType { get; init; }

    /// <summary>Bytes of the whole resource by Content-Range, Content-Length or the end of the body; null where unknown.</summary>
    public long? TotalSize { get; init; }

    /// <summary>The bot wall that answered instead of the site; null where none was recognised.</summary>
    public string? BotWall { get; init; }

    /// <summary>The first byte that a Content-Range names; null without one.</summary>
    internal long? RangeStart => ContentRangeHeaderValue.TryParse(Header("content-range"), out ContentRangeHeaderValue? range) ? range.From : null;

    /// <summary>The first bytes are not those of the file: each request but that for the tail asks for a part from byte 0, or for all.</summary>
    internal bool IsOtherRange => Status == 206 && RangeStart is > 0;

    /// <summary>A part whose bytes are of no known type, and that does not say where it begins or is too short to tell.</summary>
    internal bool IsDoubtfulPart =>
        Status == 206 && SniffedType is null && (RangeStart is null || (BodyBytes < BytesToSniff && BodyBytes < TotalSize));

    public string? Header(string name) => Headers.TryGetValue(name, out string? value) ? value : null;

    /// <summary>The ETag as it may be sent back, one character a byte; null without one.</summary>
    internal string? Tag => EntityTag ?? Header("etag");

    /// <summary>The declared media type in lower case without parameters; null where none was sent.</summary>
    internal string? DeclaredType =>
        Header("content-type")?.Split(';')[0].Trim().ToLower(CultureInfo.InvariantCulture) is { Length: > 0 } type ? type : null;
}
