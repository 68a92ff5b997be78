using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace NewsFunctions.Html;

/// <summary>Marks a related block in the text of a page. Only its bounds are found here; the parser reads it.</summary>
/// <param name="Start">The position of its first character.</param>
/// <param name="End">The character after it; the end of the text if it is truncated.</param>
internal readonly partial record struct PageBlock(int Start, int End)
{
    private static readonly SearchValues<char> LineEnds = SearchValues.Create("\r\n\v");

    public static PageBlock? Find(string text, int start)
    {
        Match opening = Opening().Match(text, start);
        if (!opening.Success)
        {
            return null;
        }

        int content = opening.Index + opening.Length;
        return new PageBlock(opening.Index, opening.Groups["array"].Success ? EndOfArray(text, content)
            : opening.Groups["xdebug"].Success ? EndOfXdebug(text, content)
            : opening.Groups["shown"].Success ? EndOfShown(text, content)
            : EndOfString(text, opening));
    }

    /// <summary>Returns the end of the lines of elements that follow.</summary>
    private static int EndOfXdebug(string text, int at)
    {
        int end = at;
        while (at < text.Length)
        {
            int length = text.AsSpan(at).IndexOfAny(LineEnds);
            int lineEnd = length < 0 ? text.Length : at + length;
            ReadOnlySpan<char> line = text.AsSpan(at, lineEnd - at).Trim();
            if (line.Length > 0 && !line.Contains(" =>", StringComparison.Ordinal) && !line.StartsWith("array (size=") && !line.StartsWith("object(")
                && line is not ("empty" or "more elements..." or "..."))
            {
                break;
            }

            end = line.Length > 0 ? lineEnd : end;
            at = lineEnd + 1;
        }

        return end;
    }

    /// <summary>Returns the end of an xdebug string, which ends with its length.</summary>
    private static int EndOfShown(string text, int at)
    {
        Match length = ShownLength().Match(text, at);
        return length.Success ? length.Index + length.Length : EndOfLine(text, at);
    }

    private static int EndOfLine(string text, int at)
    {
        int length = text.AsSpan(at).IndexOfAny(LineEnds);
        return length < 0 ? text.Length : at + length;
    }

    private static int EndOfString(string text, Match opening)
    {
        int content = opening.Index + opening.Length;
        if (content < text.Length && text[content] == '"')
        {
            return content + 1;
        }

        int first = content;
        while (first < text.Length && (char.IsWhiteSpace(text[first]) || char.GetUnicodeCategory(text[first]) == UnicodeCategory.Format))
        {
            first++;
        }

        bool isObject = first < text.Length && text[first] == '{';
        Match closing = (isObject ? ObjectClosing() : Closing()).Match(text, content);
        int found = closing.Success ? closing.Index + closing.Length : text.Length;
        return EndByLength(text, content, opening.Groups["length"].Value, found) ?? found;
    }

    /// <summary>Returns the end by the length that PHP declared, if a list ends there.</summary>
    private static int? EndByLength(string text, int content, string declared, int found)
    {
        // A length far beyond the found end is damage; following every such length would be quadratic.
        long most = ((found - content) * 4L) + 64;
        if (!int.TryParse(declared, NumberStyles.None, CultureInfo.InvariantCulture, out int bytes) || bytes < 2 || bytes > most)
        {
            return null;
        }

        int at = PassOver(text, content, bytes);
        return at < text.Length && text[at] == '"' && text.AsSpan(0, at).TrimEnd() is [.., ']' or '}'] ? at + 1 : null;
    }

    /// <returns>The position after that many bytes of UTF-8.</returns>
    private static int PassOver(string text, int at, int bytes)
    {
        while (bytes > 0 && at < text.Length)
        {
            Rune.DecodeFromUtf16(text.AsSpan(at), out Rune rune, out int used);
            bytes -= rune.Utf8SequenceLength;
            at += used;
        }

        return at;
    }

    /// <summary>Finds the end of an array by counting braces outside strings, whose lengths are declared.</summary>
    private static int EndOfArray(string text, int at)
    {
        int wrongLengths = 0;
        for (int depth = 1; at < text.Length; at++)
        {
            switch (text[at])
            {
                case '{':
                    depth++;
                    break;
                case '}' when --depth == 0:
                    return at + 1;
                case '"':
                    at = EndOfQuoted(text, at, ref wrongLengths);
                    break;
                default:
                    break;
            }
        }

        return text.Length;
    }

    /// <returns>The closing quote; the last character if there is none.</returns>
    private static int EndOfQuoted(string text, int quote, ref int wrongLengths)
    {
        const int MaxLength = 20;
        const int MaxWrongLengths = 16;
        Match length = Length().Match(text, Math.Max(0, quote - MaxLength), Math.Min(MaxLength, quote));
        if (length.Success && wrongLengths < MaxWrongLengths)
        {
            int at = PassOver(text, quote + 1, int.Parse(length.Groups[1].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture));
            if (at < text.Length && text[at] == '"')
            {
                return at;
            }

            wrongLengths++;
        }

        int next = text.IndexOf('"', quote + 1);
        return next < 0 ? text.Length - 1 : next;
    }

    [GeneratedRegex("""string\((?<length>[0-9]{1,30})\) "(?=[\s\u200b-\u200f\u2060\ufeff]{0,64}(?:\[|\{\s*["'}])|"|[\r\n\v]|$)|(?<array>array\([0-9]{1,30}\)\s*\{)|(?<xdebug>array \(size=[0-9]{1,30}\))|(?<shown>string '(?=[\s\ufeff]{0,64}(?:\[\s{0,64}[\[{\]]|\{\s{0,64}")))""", RegexOptions.CultureInvariant)]
    private static partial Regex Opening();

    /// <summary>Matches the end of a list: after an item, with nothing that continues an item behind it.</summary>
    [GeneratedRegex("""[}\[]\s*\]\s*"(?!\s*[,}\]:])""", RegexOptions.CultureInvariant)]
    private static partial Regex Closing();

    /// <summary>Matches the end of an object of items: a brace with nothing that continues behind it.</summary>
    [GeneratedRegex("""\}\s*"(?!\s*[,}\]:])""", RegexOptions.CultureInvariant)]
    private static partial Regex ObjectClosing();

    [GeneratedRegex(@"'(?:\.\.\.)? {1,4}\(length=[0-9]{1,30}\)", RegexOptions.CultureInvariant)]
    private static partial Regex ShownLength();

    [GeneratedRegex("""string\(([0-9]{1,9})\) $""", RegexOptions.CultureInvariant)]
    private static partial Regex Length();
}
