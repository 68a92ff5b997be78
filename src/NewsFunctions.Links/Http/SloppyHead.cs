using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using NewsFunctions.Core.Facts;

namespace NewsFunctions.Links.Http;

/// <summary>Parses a response head leniently, as browsers do, and rewrites it according to RFC 9112. It is pure.</summary>
internal static partial class SloppyHead
{
    /// <summary>The maximum size of a head in bytes, including preceding interim responses.</summary>
    public const int MaxBytes = 64 * 1024;

    // Chromium skips this many bytes before the status line, such as a byte order mark.
    private const int MaxJunk = 4;

    private static readonly SearchValues<char> TokenCharacters =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    private static readonly SearchValues<char> Controls =
        SearchValues.Create([.. Enumerable.Range(0, ' ').Where(c => c != '\t').Append(0x7F).Select(c => (char)c)]);

    /// <summary>Finds the start of the status line.</summary>
    /// <returns>-1 if more bytes are needed; null if the bytes begin something else.</returns>
    public static int? FindStart(ReadOnlySpan<byte> bytes)
    {
        int blank = bytes.IndexOfAnyExcept("\r\n \t"u8);
        if (blank < 0)
        {
            return -1;
        }

        for (int start = blank; start <= blank + MaxJunk; start++)
        {
            ReadOnlySpan<byte> rest = bytes[Math.Min(start, bytes.Length)..];
            if (Begins(rest, "HTTP"u8) || Begins(rest, "ICY "u8))
            {
                return rest.Length < 4 ? -1 : start;
            }
        }

        return null;
    }

    /// <summary>Returns the length of a head with its empty line, or -1 if that has not arrived yet.</summary>
    public static int FindEnd(ReadOnlySpan<byte> bytes)
    {
        for (int line = bytes.IndexOf((byte)'\n'); line >= 0;)
        {
            ReadOnlySpan<byte> rest = bytes[(line + 1)..];
            int first = rest.IndexOfAnyExcept((byte)'\r');
            if (first < 0)
            {
                return -1;
            }

            if (rest[first] == '\n')
            {
                return line + 1 + first + 1;
            }

            int next = rest.IndexOf((byte)'\n');
            line = next < 0 ? -1 : line + 1 + next;
        }

        return -1;
    }

    /// <summary>Returns the head in a form that a strict client can parse.</summary>
    /// <param name="head">The bytes from the status line to the empty line.</param>
    /// <param name="hasJunk">Whether there was data before it.</param>
    public static MendedHead Mend(ReadOnlySpan<byte> head, bool hasJunk)
    {
        string[] lines = [.. Encoding.Latin1.GetString(head).Split('\n').Where(line => line.AsSpan().ContainsAnyExcept('\r'))
            .Select(line => line.EndsWith('\r') ? line[..^1] : line)];
        string statusLine = lines.FirstOrDefault("");
        if (StatusLine().Match(statusLine) is not { Success: true } match)
        {
            return MendedHead.Unreadable("its first line is not a status line");
        }

        SortedSet<HeadDefect> defects = [];
        if (hasJunk || !CleanStatusLine().IsMatch(statusLine))
        {
            defects.Add(HeadDefect.StatusLine);
        }

        BodyFraming framing = new();
        StringBuilder mended = new(head.Length + 32);
        string version = match.Groups["major"].Value is not ("" or "0") && match.Groups["version"].Value != "1.0" ? "1.1" : "1.0";
        mended.Append("HTTP/").Append(version).Append(' ').Append(match.Groups["status"].Value).Append(" \r\n");
        foreach ((string name, string value) in Fields(lines.AsSpan(1), defects))
        {
            if (!framing.TryAdd(name, value))
            {
                mended.Append(name).Append(": ").Append(value).Append("\r\n");
            }
        }

        if (framing.Resolve(defects, out string? header) is { } conflict)
        {
            return MendedHead.Unreadable(conflict);
        }

        mended.Append(header).Append("\r\n");
        return new MendedHead(int.Parse(match.Groups["status"].ValueSpan, CultureInfo.InvariantCulture), Encoding.Latin1.GetBytes(mended.ToString()), [.. defects], null);
    }

    private static bool Begins(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> word) =>
        Ascii.EqualsIgnoreCase(bytes[..Math.Min(bytes.Length, word.Length)], word[..Math.Min(bytes.Length, word.Length)]);

    private static List<(string Name, string Value)> Fields(ReadOnlySpan<string> lines, SortedSet<HeadDefect> defects)
    {
        List<(string Name, string Value)> fields = [];
        bool isKept = false;
        foreach (string line in lines)
        {
            bool isFolded = line is [' ' or '\t', ..];
            int colon = line.IndexOf(':', StringComparison.Ordinal);
            string name = isFolded || colon < 0 ? "" : line[..colon].TrimEnd(' ', '\t');
            if (isFolded && isKept)
            {
                fields[^1] = (fields[^1].Name, $"{fields[^1].Value} {Cleaned(line, defects)}".Trim());
                continue;
            }

            isKept = name.Length > 0 && !name.AsSpan().ContainsAnyExcept(TokenCharacters);
            if (isKept)
            {
                fields.Add((name, Cleaned(line[(colon + 1)..], defects)));
            }
            else
            {
                defects.Add(HeadDefect.HeaderLine);
            }
        }

        return fields;
    }

    /// <summary>Replaces invalid characters with spaces, as RFC 9110 section 5.5 says.</summary>
    private static string Cleaned(string value, SortedSet<HeadDefect> defects)
    {
        if (value.AsSpan().ContainsAny(Controls))
        {
            defects.Add(HeadDefect.ControlCharacter);
            value = string.Create(value.Length, value, static (text, value) =>
            {
                value.CopyTo(text);
                text.ReplaceAny(Controls, ' ');
            });
        }

        return value.Trim(' ', '\t');
    }

    [GeneratedRegex(@"^(?:HTTP(?:/(?<version>(?<major>\d+)(?:\.\d+)?))?|ICY)[ \t]+(?<status>[1-9]\d\d)(?!\d)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex StatusLine();

    [GeneratedRegex(@"^HTTP/1\.\d \d{3}(?: [^\x00-\x08\x0A-\x1F\x7F]*)?$", RegexOptions.CultureInvariant)]
    private static partial Regex CleanStatusLine();
}
