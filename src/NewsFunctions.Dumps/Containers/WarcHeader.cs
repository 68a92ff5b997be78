using System.Buffers;
using System.Buffers.Text;
using System.Text;
using NewsFunctions.Dumps.Bytes;

namespace NewsFunctions.Dumps.Containers;

internal enum WarcType
{
    Other,
    Conversion,
    Resource,
    Response,
}

/// <summary>Reads the required fields of a WARC record's header (ISO 28500) without a string for each line.</summary>
internal ref struct WarcHeader
{
    /// <summary>The number of bytes that <see cref="FileSignatures.IsWarc"/> examines.</summary>
    public const int VersionLength = 8;

    /// <summary>The number of bytes that <see cref="FindRecord"/> needs at most.</summary>
    public const int OpeningLength = VersionLength + 2 + MaxNameLength;

    private const int MaxNameLength = 40;

    private static readonly SearchValues<byte> NameBytes =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-"u8);

    private ReadOnlySpan<byte> _type;
    private bool _hasId;

    public WarcType Type { get; private set; }

    /// <summary>The length of the block in bytes, or -1 if it is not declared.</summary>
    public long Length { get; private set; }

    public ReadOnlySpan<byte> TargetUri { get; private set; }

    /// <summary>Says whether the URL was folded over several lines, which were joined.</summary>
    public bool HasFoldedTarget { get; private set; }

    public ReadOnlySpan<byte> Date { get; private set; }

    /// <summary>The media type with parameters, such as the encoding. It is empty if the record does not have one.</summary>
    public ReadOnlySpan<byte> ContentType { get; private set; }

    /// <summary>The content type without parameters.</summary>
    public readonly ReadOnlySpan<byte> MediaType =>
        ContentType.IndexOf((byte)';') is >= 0 and var parameters ? ContentType[..parameters].TrimEnd(" \t"u8) : ContentType;

    /// <summary>The type for display. Long untrusted values are not repeated.</summary>
    public readonly string TypeName => _type.Length is 0 or > MaxNameLength ? "record of no known type" : Encoding.Latin1.GetString(_type);

    /// <summary>Says which field required by ISO 28500 5.2 is missing. It is null if none is.</summary>
    public readonly string? Missing => _type.Length == 0 ? "it has no WARC-Type"
        : Date.Length == 0 ? "it has no WARC-Date"
        : !_hasId ? "it has no WARC-Record-ID"
        : null;

    /// <summary>Finds the start of a record: a version at the start of a line, or anywhere if a header follows it.</summary>
    /// <returns>The version's first byte; -1 if no record begins.</returns>
    public static int FindRecord(ReadOnlySpan<byte> bytes)
    {
        for (int at = 0; ; at++)
        {
            int found = bytes[at..].IndexOf("WARC/"u8);
            if (found < 0)
            {
                return -1;
            }

            at += found;
            if (FileSignatures.IsWarc(bytes[at..]) && ((at > 0 && bytes[at - 1] == (byte)'\n') || IsFollowedByField(bytes[(at + VersionLength)..])))
            {
                return at;
            }
        }
    }

    /// <summary>Returns the end of the header with its empty line, or -1 if it does not end in these bytes.</summary>
    public static int FindEnd(ReadOnlySpan<byte> bytes)
    {
        int end = bytes.IndexOf("\r\n\r\n"u8);
        ReadOnlySpan<byte> before = end < 0 ? bytes : bytes[..end];

        // Some writers end lines with LF alone.
        int bare = before.IndexOf("\n\n"u8);
        return bare >= 0 ? bare + 2 : end < 0 ? -1 : end + 4;
    }

    /// <param name="header">The bytes from the version up to the empty line.</param>
    public static WarcHeader Parse(ReadOnlySpan<byte> header)
    {
        var parsed = new WarcHeader { Length = -1 };
        while (header.Length > 0)
        {
            ReadOnlySpan<byte> line = header[..FindFieldEnd(header)];
            header = header[Math.Min(line.Length + 1, header.Length)..];
            int colon = line.IndexOf((byte)':');
            if (colon > 0)
            {
                parsed.Read(line[..colon].TrimEnd(" \t"u8), line[(colon + 1)..].Trim(" \t\r\n"u8));
            }
        }

        return parsed;
    }

    /// <summary>Finds the line feed that ends a field: a line that begins with a blank continues the previous one (ISO 28500 section 4).</summary>
    private static int FindFieldEnd(ReadOnlySpan<byte> header)
    {
        for (int at = 0; ; at++)
        {
            int found = header[at..].IndexOf((byte)'\n');
            at += Math.Max(found, 0);
            if (found < 0 || at + 1 >= header.Length || header[at + 1] is not ((byte)' ' or (byte)'\t'))
            {
                return found < 0 ? header.Length : at;
            }
        }
    }

    /// <summary>Replaces each fold of a value: the line end with the blanks around it.</summary>
    private static ReadOnlySpan<byte> Unfold(ReadOnlySpan<byte> value, ReadOnlySpan<byte> replacement)
    {
        if (!value.Contains((byte)'\n'))
        {
            return value;
        }

        var unfolded = new ArrayBufferWriter<byte>(value.Length);
        while (value.IndexOf((byte)'\n') is var fold and >= 0)
        {
            unfolded.Write(value[..fold].TrimEnd(" \t\r"u8));
            unfolded.Write(replacement);
            value = value[(fold + 1)..].TrimStart(" \t"u8);
        }

        unfolded.Write(value);
        return unfolded.WrittenSpan;
    }

    /// <summary>Returns whether a line end and a field name follow a version.</summary>
    private static bool IsFollowedByField(ReadOnlySpan<byte> bytes)
    {
        ReadOnlySpan<byte> line = bytes.StartsWith("\r\n"u8) ? bytes[2..] : bytes.StartsWith("\n"u8) ? bytes[1..] : default;
        int colon = line[..Math.Min(line.Length, MaxNameLength)].IndexOf((byte)':');
        return colon > 0 && !line[..colon].ContainsAnyExcept(NameBytes);
    }

    private void Read(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        // The length is checked first, because most lines are none of these.
        switch (name.Length)
        {
            case 9 when Is(name, "WARC-Type"u8):
                _type = Unfold(value, " "u8);
                Type = Is(_type, "conversion"u8) ? WarcType.Conversion
                    : Is(_type, "resource"u8) ? WarcType.Resource
                    : Is(_type, "response"u8) ? WarcType.Response
                    : WarcType.Other;
                break;
            case 9 when Is(name, "WARC-Date"u8):
                Date = Unfold(value, " "u8);
                break;
            case 12 when Is(name, "Content-Type"u8):
                ContentType = Unfold(value, " "u8);
                break;
            case 14 when Is(name, "Content-Length"u8):
                Length = Utf8Parser.TryParse(value, out long length, out int used) && used == value.Length && length >= 0 ? length : -1;
                break;
            case 14 when Is(name, "WARC-Record-ID"u8):
                _hasId = true;
                break;
            case 15 when Is(name, "WARC-Target-URI"u8):
                // A URL has no blanks, so a fold within it stands for nothing.
                HasFoldedTarget = value.Contains((byte)'\n');
                value = Unfold(value, default);

                // Some implementations read WARC 1.0 as requiring angle brackets.
                TargetUri = value is [(byte)'<', .. var inner, (byte)'>'] ? inner : value;
                break;
        }
    }

    private static bool Is(ReadOnlySpan<byte> name, ReadOnlySpan<byte> expected) => Ascii.EqualsIgnoreCase(name, expected);
}
