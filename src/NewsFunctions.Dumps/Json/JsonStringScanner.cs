using NewsFunctions.Core.Text;

namespace NewsFunctions.Dumps.Json;

/// <summary>Marks a JSON string between its quotes.</summary>
/// <param name="Escaped">Whether it contains a backslash.</param>
/// <param name="UnescapedQuotes">Whether it contains quotes that should have been escaped.</param>
internal readonly record struct JsonString(TextSpan Bytes, bool Escaped, bool UnescapedQuotes);

/// <summary>Finds the ends of JSON strings in lists whose quotes may have lost their backslashes.</summary>
internal readonly ref struct JsonStringScanner(ReadOnlySpan<byte> text, int limit)
{
    private const int MaxKeyLength = 32;

    private readonly ReadOnlySpan<byte> _text = text;

    /// <summary>Returns the length of an unquoted item field key at the beginning that is followed by a colon; otherwise 0.</summary>
    public static int BareKeyLength(ReadOnlySpan<byte> text)
    {
        text = text[..Math.Min(text.Length, MaxKeyLength)];
        int length = text.IndexOfAnyExceptInRange((byte)'a', (byte)'z');
        return length > 0 && ItemFields.IndexOf(text[..length]) >= 0 && text[length..].TrimStart(" \t"u8) is [(byte)':', ..] ? length : 0;
    }

    /// <summary>Reads from the byte after the opening quote. Returns false if the string is never closed. Its span then ends where the
    /// next item seems to begin, or at the limit.</summary>
    /// <param name="quote">The opening quote: <c>"</c>, or <c>'</c> as in JavaScript.</param>
    /// <param name="isBare">Whether the keys of the item may be unquoted.</param>
    public bool TryRead(int start, byte quote, bool isBare, out JsonString value)
    {
        bool escaped = false;
        bool quotes = false;
        for (int at = start; at < limit;)
        {
            int found = _text[at..limit].IndexOfAny(quote, (byte)'\\');
            if (found < 0)
            {
                break;
            }

            at += found;
            if (_text[at] == (byte)'\\')
            {
                escaped = true;
                at += 2;
            }
            else if (Ends(at, isBare))
            {
                value = new JsonString(new TextSpan(start, at - start), escaped, quotes);
                return true;
            }
            else if (_text[at - 1] == (byte)'{' && at - 1 > start && IsKey(at))
            {
                value = new JsonString(new TextSpan(start, at - 1 - start), escaped, quotes);
                return false;
            }
            else
            {
                quotes = true;
                at++;
            }
        }

        value = new JsonString(new TextSpan(start, limit - start), escaped, quotes);
        return false;
    }

    /// <summary>Returns the byte after a nested object or array, or the limit. It counts the depth and does not recurse.</summary>
    public int SkipNested(int at)
    {
        int depth = 0;
        bool inString = false;
        for (; at < limit; at++)
        {
            byte b = _text[at];
            if (b == (byte)'\\')
            {
                at++;
            }
            else if (b == (byte)'"')
            {
                inString = !inString;
            }
            else if (!inString)
            {
                depth += b is (byte)'{' or (byte)'[' ? 1 : b is (byte)'}' or (byte)']' ? -1 : 0;
                if (depth == 0)
                {
                    return at + 1;
                }
            }
        }

        return limit;
    }

    /// <summary>Returns whether a quote ends its string: the item continues with <c>,"key":</c>, or ends with <c>}</c> and the list
    /// continues or ends.</summary>
    private bool Ends(int quote, bool isBare)
    {
        int at = TextBytes.SkipWhite(_text, quote + 1, limit);
        if (at >= limit)
        {
            return false;
        }

        if (_text[at] == (byte)',')
        {
            while (at < limit && _text[at] == (byte)',')
            {
                at = TextBytes.SkipWhite(_text, at + 1, limit);
            }

            return at < limit && _text[at] switch
            {
                (byte)'}' => EndsItem(at),
                (byte)'"' => IsKey(at),
                (byte)'\'' => _text[quote] == (byte)'\'' && IsKey(at),
                _ => isBare && BareKeyLength(_text[at..limit]) > 0,
            };
        }

        return _text[at] == (byte)'}' && EndsItem(at);
    }

    /// <summary>Returns whether a list continues or ends after a brace, or the block ends with its line.</summary>
    private bool EndsItem(int brace)
    {
        int at = TextBytes.SkipWhite(_text, brace + 1, limit);
        return at >= limit || _text[at] is (byte)',' or (byte)'{' or (byte)']' or (byte)'}' || (_text[at] == (byte)'"' && EndsLine(at + 1));
    }

    private bool EndsLine(int at)
    {
        while (at < limit && _text[at] is (byte)' ' or (byte)'\t')
        {
            at++;
        }

        return at >= limit || _text[at] is (byte)'\r' or (byte)'\n';
    }

    private bool IsKey(int quote)
    {
        int at = quote + 1;
        int end = Math.Min(limit, at + MaxKeyLength);
        while (at < end && (char.IsAsciiLetterOrDigit((char)_text[at]) || _text[at] == (byte)'_'))
        {
            at++;
        }

        if (at == quote + 1 || at >= limit || _text[at] != _text[quote])
        {
            return false;
        }

        at = TextBytes.SkipWhite(_text, at + 1, limit);
        return at < limit && _text[at] == (byte)':';
    }
}
