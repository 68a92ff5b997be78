using System.Buffers;
using NewsFunctions.Core.Text;

namespace NewsFunctions.Dumps.Json;

internal enum JsonObjectKind
{
    /// <summary>The object has no item field, and nothing within it has an id or path.</summary>
    Other,

    /// <summary>The object has an id or path of its own, or another item field and nothing within it that has an id or path.</summary>
    Item,

    /// <summary>The object has neither id nor path, but something within it has.</summary>
    Around,
}

/// <summary>Detects the content of JSON before it is read: a related list, an item, or something around a list.</summary>
internal static class JsonListShape
{
    /// <summary>The number of bytes examined to tell a list from other JSON.</summary>
    private const int Reach = 1024;

    private const int MaxBlanks = 256;
    private const int MaxKey = 64;

    private static readonly SearchValues<byte> Signs = SearchValues.Create("\"'{}[]"u8);

    /// <summary>Returns whether a string begins like a JSON list, or like one item.</summary>
    public static bool IsListOrItem(ReadOnlySpan<byte> text)
    {
        text = text[SkipBlanks(text, 0, text.Length)..];
        int next = TextBytes.SkipWhite(text, Math.Min(1, text.Length), text.Length);
        return next < text.Length && text[0] switch
        {
            (byte)'[' => text[next] is (byte)'{' or (byte)'[' or (byte)']',
            (byte)'{' => text[next] == (byte)'"',
            _ => false,
        };
    }

    /// <summary>Skips white space and invisible characters: byte order marks, no-break and zero-width spaces, direction marks.</summary>
    /// <returns>The first other byte, or the limit.</returns>
    public static int SkipBlanks(ReadOnlySpan<byte> text, int at, int limit)
    {
        while (at < limit)
        {
            int length = BlankLength(text[at..limit]);
            if (length == 0)
            {
                break;
            }

            at += length;
        }

        return at;
    }

    /// <summary>Returns the end of the text without such blanks.</summary>
    public static int TrimBlanks(ReadOnlySpan<byte> text, int start, int end)
    {
        while (end > start)
        {
            int length = text[end - 1] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n' ? 1
                : end - start >= 2 && BlankLength(text[(end - 2)..end]) == 2 ? 2
                : end - start >= 3 && BlankLength(text[(end - 3)..end]) == 3 ? 3
                : 0;
            if (length == 0)
            {
                break;
            }

            end -= length;
        }

        return end;
    }

    /// <summary>Returns whether a related list, an item or something around them begins at a byte, after blanks.</summary>
    public static bool Begins(ReadOnlySpan<byte> text, int start)
    {
        int at = SkipBlanks(text, start, Math.Min(text.Length, start + MaxBlanks));
        return at < text.Length && (text[at] == (byte)'[' || (text[at] == (byte)'{' && IsObject(text, at)));
    }

    /// <summary>Returns whether an object has an item field or a nested value among its first bytes, or is empty.</summary>
    /// <remarks>Nothing after the object is examined, because it may belong to the next article.</remarks>
    private static bool IsObject(ReadOnlySpan<byte> text, int start)
    {
        text = text[..EndOfLines(text, start, Math.Min(text.Length, start + Reach))];
        for (int at = start + 1; at < text.Length; at++)
        {
            int found = text[at..].IndexOfAny("\"'{}["u8);
            if (found < 0)
            {
                return false;
            }

            at += found;
            if (text[at] == (byte)'}')
            {
                return TextBytes.SkipWhite(text, start + 1, text.Length) == at;
            }

            if (text[at] is (byte)'{' or (byte)'[')
            {
                return true;
            }

            int quote = at;
            at = EndOfString(text, quote + 1, text.Length);
            if (FieldOf(text, quote, at, text.Length) >= 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Returns the end of the lines that continue the JSON.</summary>
    private static int EndOfLines(ReadOnlySpan<byte> text, int start, int limit)
    {
        int end = start;
        for (int at = start; at < limit;)
        {
            int length = TextBytes.IndexOfLineEnd(text[at..limit]);
            int lineEnd = length < 0 ? limit : at + length;
            if (at > start && !IsLine(text[at..lineEnd]))
            {
                break;
            }

            end = lineEnd;
            at = SkipBlanks(text, lineEnd, limit);
        }

        return end;
    }

    /// <summary>Returns whether an object is an item, something around items, or neither.</summary>
    /// <param name="start">The position of the object's <c>{</c>.</param>
    /// <param name="end">The end of the examined bytes: at most the object's end or the limit.</param>
    public static JsonObjectKind KindOf(ReadOnlySpan<byte> text, int start, int limit, out int end)
    {
        int depth = 0;
        JsonObjectKind kind = JsonObjectKind.Other;
        for (end = start; end < limit; end++)
        {
            int found = text[end..limit].IndexOfAny(Signs);
            if (found < 0)
            {
                end = limit;
                break;
            }

            end += found;
            switch (text[end])
            {
                case (byte)'{' or (byte)'[':
                    depth++;
                    break;
                case (byte)'}' or (byte)']' when --depth == 0:
                    end++;
                    return kind;
                case (byte)'"' or (byte)'\'':
                    int quote = end;
                    end = EndOfString(text, quote + 1, limit);
                    int field = FieldOf(text, quote, end, limit);
                    bool names = field is ItemFields.Id or ItemFields.Pic;
                    if (names && depth == 1)
                    {
                        return JsonObjectKind.Item;
                    }

                    kind = names ? JsonObjectKind.Around : field >= 0 && depth == 1 && kind == JsonObjectKind.Other ? JsonObjectKind.Item : kind;
                    break;
                default:
                    break;
            }
        }

        return kind;
    }

    /// <summary>Returns whether a line seems to continue a list that spans several lines.</summary>
    public static bool IsLine(ReadOnlySpan<byte> line)
    {
        int at = SkipBlanks(line, 0, line.Length);
        ReadOnlySpan<byte> rest = line[Math.Min(at + 1, line.Length)..].TrimStart(" \t\r"u8);
        bool isLast = rest.Length == 0;
        return at < line.Length && line[at] switch
        {
            (byte)'{' => isLast || rest[0] is (byte)'"' or (byte)'\'' or (byte)'}',
            (byte)'[' => isLast || rest[0] is (byte)'{' or (byte)'[' or (byte)']',
            (byte)'}' or (byte)']' => isLast || rest[0] is (byte)',' or (byte)'}' or (byte)']' or (byte)'"',
            (byte)',' => isLast || rest[0] is (byte)'{' or (byte)'"' or (byte)'\'',
            (byte)'"' or (byte)'\'' => isLast || BeginsWithKey(line[at..]),
            _ => false,
        };
    }

    private static bool BeginsWithKey(ReadOnlySpan<byte> line)
    {
        int length = line[1..Math.Min(line.Length, MaxKey)].IndexOf(line[0]);
        return length > 0 && line[(length + 2)..].TrimStart(" \t"u8) is [(byte)':', ..];
    }

    private static int BlankLength(ReadOnlySpan<byte> text) => text switch
    {
        [(byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n', ..] => 1,
        [0xC2, 0xA0, ..] => 2,
        [0xEF, 0xBB, 0xBF, ..] => 3,
        [0xE2, 0x80, >= 0x8B and <= 0x8F, ..] => 3,
        [0xE2, 0x81, 0xA0, ..] => 3,
        _ => 0,
    };

    /// <returns>The closing quote, or the limit.</returns>
    private static int EndOfString(ReadOnlySpan<byte> text, int at, int limit)
    {
        byte quote = text[at - 1];
        while (at < limit)
        {
            int found = text[at..limit].IndexOfAny(quote, (byte)'\\');
            if (found < 0)
            {
                return limit;
            }

            at += found;
            if (text[at] == quote)
            {
                return at;
            }

            at += 2;
        }

        return limit;
    }

    /// <returns>The item field whose key the string is; -1 for any other string.</returns>
    private static int FieldOf(ReadOnlySpan<byte> text, int quote, int end, int limit)
    {
        int field = end >= limit ? -1 : ItemFields.IndexOf(text[(quote + 1)..end]);
        int colon = field < 0 ? limit : TextBytes.SkipWhite(text, end + 1, limit);
        return colon < limit && text[colon] == (byte)':' ? field : -1;
    }
}
