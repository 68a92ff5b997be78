using System.Buffers.Binary;
using System.Text;
using NewsFunctions.Core.Facts;

namespace NewsFunctions.Links.Media;

/// <summary>Detects the media type by the first bytes, following the WHATWG MIME Sniffing standard, plus more MP4 brands and a few old
/// containers.</summary>
public static class TypeSniffer
{
    /// <inheritdoc cref="ResponseFacts.BytesToSniff"/>
    internal const int BytesNeeded = ResponseFacts.BytesToSniff;

    internal const string Gzip = "application/gzip";

    /// <summary>An HTTP Live Streaming playlist (RFC 8216): text that lists the parts of a video.</summary>
    internal const string HlsPlaylist = "application/vnd.apple.mpegurl";

    /// <summary>An MPEG-DASH manifest (ISO/IEC 23009-1): XML that lists the parts of a video.</summary>
    internal const string DashManifest = "application/dash+xml";

    private const int TransportPacket = 188;

    private static readonly (byte[] Start, string Type)[] Signatures =
    [
        ([0xFF, 0xD8, 0xFF], "image/jpeg"),
        ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], "image/png"),
        ("GIF87a"u8.ToArray(), "image/gif"),
        ("GIF89a"u8.ToArray(), "image/gif"),
        ([0xFF, 0x0A], "image/jxl"),
        ([0x00, 0x00, 0x00, 0x0C, 0x4A, 0x58, 0x4C, 0x20, 0x0D, 0x0A, 0x87, 0x0A], "image/jxl"),
        ("BM"u8.ToArray(), "image/bmp"),
        ([0x00, 0x00, 0x01, 0x00], "image/x-icon"),
        ([0x49, 0x49, 0x2A, 0x00], "image/tiff"),
        ([0x4D, 0x4D, 0x00, 0x2A], "image/tiff"),
        ([0x1A, 0x45, 0xDF, 0xA3], "video/webm"),
        ("FLV\u0001"u8.ToArray(), "video/x-flv"),
        ([0x00, 0x00, 0x01, 0xBA], "video/mpeg"),
        ([0x30, 0x26, 0xB2, 0x75, 0x8E, 0x66, 0xCF, 0x11], "video/x-ms-asf"),
        ("OggS"u8.ToArray(), "audio/ogg"),
        ("ID3"u8.ToArray(), "audio/mpeg"),
        ([0xFF, 0xFB], "audio/mpeg"),
        ("%PDF-"u8.ToArray(), "application/pdf"),
        ([0x50, 0x4B, 0x03, 0x04], "application/zip"),
        ([0x1F, 0x8B, 0x08], Gzip),
        ("#EXTM3U"u8.ToArray(), HlsPlaylist),
        ([0xEF, 0xBB, 0xBF, .. "#EXTM3U"u8], HlsPlaylist),
    ];

    // Boxes that can come first instead of ftyp: in older QuickTime files, in fragments, and as free space.
    private static readonly string[] FirstBoxes = ["moov", "mdat", "wide", "pnot", "free", "skip", "styp", "moof", "sidx", "emsg", "prft", "uuid"];

    // Those of them that precede the box that shows the type.
    private static readonly string[] FillerBoxes = ["wide", "free", "skip", "uuid"];

    private static readonly string[] HtmlStarts =
    [
        "<!doctype html", "<html", "<head", "<body", "<title", "<script", "<iframe", "<h1", "<div", "<font", "<table", "<a ", "<a>",
        "<style", "<b>", "<br", "<p>", "<p ", "<!--", "<meta", "<link", "<center",
    ];

    private static readonly HashSet<string> Known = [.. Signatures.Select(signature => signature.Type), "image/webp", "image/svg+xml",
        "image/avif", "image/heic", "video/mp4", "video/quicktime", "video/mp2t", "video/x-msvideo", "audio/wav", "audio/mp4", "text/html",
        "text/xml", DashManifest];

    /// <summary>Returns the type, or null if the bytes match no known type.</summary>
    public static string? Sniff(ReadOnlySpan<byte> bytes)
    {
        // This comes first because the size of the first box may look like the signature of an icon.
        if (IsoMedia(bytes) is { } media)
        {
            return media;
        }

        foreach ((byte[] start, string type) in Signatures)
        {
            if (bytes.StartsWith(start))
            {
                return type;
            }
        }

        return Riff(bytes) ?? TransportStream(bytes) ?? Markup(bytes);
    }

    /// <summary>Returns whether bytes of this type would have been detected.</summary>
    internal static bool Knows(string type) => Known.Contains(type) || type is "image/jpg" or "image/pjpeg";

    private static string? Riff(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 12 || !bytes.StartsWith("RIFF"u8))
        {
            return null;
        }

        ReadOnlySpan<byte> form = bytes[8..12];
        return form.SequenceEqual("WEBP"u8) ? "image/webp"
            : form.SequenceEqual("AVI "u8) ? "video/x-msvideo"
            : form.SequenceEqual("WAVE"u8) ? "audio/wav"
            : null;
    }

    /// <summary>Detects MPEG transport streams: packets that begin with the same byte. Two may be a coincidence.</summary>
    private static string? TransportStream(ReadOnlySpan<byte> bytes) =>
        bytes.Length > 2 * TransportPacket && bytes[0] == 0x47 && bytes[TransportPacket] == 0x47 && bytes[2 * TransportPacket] == 0x47 ? "video/mp2t" : null;

    /// <summary>Detects ISO base media: <c>ftyp</c> first or after other boxes, or another box that can come first. An unknown box
    /// counts if a known one follows: players skip it too.</summary>
    private static string? IsoMedia(ReadOnlySpan<byte> bytes)
    {
        string? type = null;
        while (bytes.Length >= 12)
        {
            string name = Encoding.ASCII.GetString(bytes[4..8]);
            if (name == "ftyp")
            {
                return Brand(Encoding.ASCII.GetString(bytes[8..12]));
            }

            bool isFirst = FirstBoxes.Contains(name) && IsBoxSize(bytes, name);
            type = !isFirst ? type : name is "moov" or "mdat" or "wide" or "pnot" ? "video/quicktime" : "video/mp4";
            int size = BinaryPrimitives.ReadInt32BigEndian(bytes);
            bool mayLead = isFirst ? FillerBoxes.Contains(name) : name.All(c => char.IsAsciiLetterOrDigit(c) || c == ' ');
            if (!mayLead || size < 8 || size >= bytes.Length)
            {
                break;
            }

            bytes = bytes[size..];
        }

        return type;
    }

    /// <summary>Returns the type of a brand. Any plausible brand is a video; the standard accepts only those that start with "mp4"
    /// (whatwg/mimesniff#149).</summary>
    private static string? Brand(string brand) => brand switch
    {
        "avif" or "avis" => "image/avif",
        "heic" or "heix" or "mif1" or "msf1" => "image/heic",
        "jxl " => "image/jxl",
        "jp2 " or "jpx " or "jpm " => null,
        "qt  " => "video/quicktime",
        "M4A " or "M4B " => "audio/mp4",
        _ => "video/mp4",
    };

    /// <summary>Returns whether the four bytes are a plausible box size. Some box names are words, and in text the bytes before a word are
    /// no small number.</summary>
    private static bool IsBoxSize(ReadOnlySpan<byte> bytes, string name) => name is "moov" or "mdat" || bytes[0] < (byte)'\t';

    private static string? Markup(ReadOnlySpan<byte> bytes)
    {
        ReadOnlySpan<byte> head = bytes[..Math.Min(bytes.Length, BytesNeeded)];
        string text = Encoding.Latin1.GetString(head.StartsWith<byte>([0xEF, 0xBB, 0xBF]) ? head[3..] : head)
            .TrimStart(' ', '\t', '\r', '\n', '\f');
        if (text.StartsWith("<?xml", StringComparison.OrdinalIgnoreCase))
        {
            return text.Contains("<svg", StringComparison.OrdinalIgnoreCase) ? "image/svg+xml"
                : text.Contains("<html", StringComparison.OrdinalIgnoreCase) ? "text/html"
                : text.Contains("<MPD", StringComparison.Ordinal) ? DashManifest
                : "text/xml";
        }

        if (text.StartsWith("<MPD", StringComparison.Ordinal))
        {
            return DashManifest;
        }

        if (text.StartsWith("<svg", StringComparison.OrdinalIgnoreCase) || text.StartsWith("<!doctype svg", StringComparison.OrdinalIgnoreCase))
        {
            return "image/svg+xml";
        }

        return HtmlStarts.Any(start => text.StartsWith(start, StringComparison.OrdinalIgnoreCase))
            ? text.StartsWith("<!--", StringComparison.Ordinal) && text.Contains("<svg", StringComparison.OrdinalIgnoreCase) ? "image/svg+xml" : "text/html"
            : null;
    }
}
