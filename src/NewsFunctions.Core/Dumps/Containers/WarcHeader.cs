using System.Buffers.Text;
using System.Text;

namespace NewsFunctions.Dumps.Containers;

internal enum WarcType
{
    Other,
    Conversion,
    Resource,
    Response,
}

/// <summary>What is needed of a WARC record's header (ISO 28500); read without a string for each of its lines.</summary>
internal ref struct WarcHeader
{
    /// <summary>Bytes of what <see cref="BeginsWithVersion"/> looks for.</summary>
    public const int VersionLength = 8;

    private const int LongestName = 40;

    private ReadOnlySpan<byte> _type;
    private bool _hasId;

    public WarcType Type { get; private set; }

    /// <summary>Bytes of the block; -1 where it is not said.</summary>
    public long Length { get; private set; }

    public ReadOnlySpan<byte> TargetUri { get; private set; }

    public ReadOnlySpan<byte> Date { get; private set; }

    /// <summary>With parameters, such as the encoding; empty where it is not said.</summary>
    public ReadOnlySpan<byte> ContentType { get; private set; }

    /// <summary>The content type without parameters.</summary>
    public readonly ReadOnlySpan<byte> MediaType =>
        ContentType.IndexOf((byte)';') is >= 0 and var parameters ? ContentType[..parameters].TrimEnd(" \t"u8) : ContentType;

    /// <summary>The type for people; what a stranger wrote there is not repeated at length.</summary>
    public readonly string TypeName => _type.Length is 0 or > LongestName ? "record of no known type" : Encoding.Latin1.GetString(_type);

    /// <summary>What ISO 28500 5.2 requires and is not there; null where all is.</summary>
    public readonly string? Missing => _type.Length == 0 ? "it has no WARC-Type"
        : Date.Length == 0 ? "it has no WARC-Date"
        : !_hasId ? "it has no WARC-Record-ID"
        : null;

    /// <summary>Whether a record may begin here: <c>WARC/1.0</c> and its like.</summary>
    public static bool BeginsWithVersion(ReadOnlySpan<byte> bytes) =>
        bytes is [(byte)'W', (byte)'A', (byte)'R', (byte)'C', (byte)'/', (byte)'0' or (byte)'1', (byte)'.', >= (byte)'0' and <= (byte)'9', ..];

    /// <summary>Where the header ends, with the empty line; -1 where it does not end in these bytes.</summary>
    public static int FindEnd(ReadOnlySpan<byte> bytes)
    {
        int end = bytes.IndexOf("\r\n\r\n"u8);
        ReadOnlySpan<byte> before = end < 0 ? bytes : bytes[..end];

        // Some writers end lines with LF alone.
        int bare = before.IndexOf("\n\n"u8);
        return bare >= 0 ? bare + 2 : end < 0 ? -1 : end + 4;
    }

    /// <param name="header">From the version up to the empty line.</param>
    public static WarcHeader Parse(ReadOnlySpan<byte> header)
    {
        var parsed = new WarcHeader { Length = -1 };
        while (header.Length > 0)
        {
            int end = header.IndexOf((byte)'\n');
            ReadOnlySpan<byte> line = end < 0 ? header : header[..end];
            header = end < 0 ? default : header[(end + 1)..];
            int colon = line.IndexOf((byte)':');
            if (colon > 0)
            {
                parsed.Read(line[..colon], line[(colon + 1)..].Trim(" \t\r"u8));
            }
        }

        return parsed;
    }

    private void Read(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        // By length first: most lines are none of these.
        switch (name.Length)
        {
            case 9 when Is(name, "WARC-Type"u8):
                _type = value;
                Type = Is(value, "conversion"u8) ? WarcType.Conversion
                    : Is(value, "resource"u8) ? WarcType.Resource
                    : Is(value, "response"u8) ? WarcType.Response
                    : WarcType.Other;
                break;
            case 9 when Is(name, "WARC-Date"u8):
                Date = value;
                break;
            case 12 when Is(name, "Content-Type"u8):
                ContentType = value;
                break;
            case 14 when Is(name, "Content-Length"u8):
                Length = Utf8Parser.TryParse(value, out long length, out int used) && used == value.Length && length >= 0 ? length : -1;
                break;
            case 14 when Is(name, "WARC-Record-ID"u8):
                _hasId = true;
                break;
            case 15 when Is(name, "WARC-Target-URI"u8):
                // WARC 1.0 was read by some as asking for angle brackets.
                TargetUri = value is [(byte)'<', .. var inner, (byte)'>'] ? inner : value;
                break;
        }
    }

    private static bool Is(ReadOnlySpan<byte> name, ReadOnlySpan<byte> expected) => Ascii.EqualsIgnoreCase(name, expected);
}
