using NewsFunctions.Core.Text;
using NewsFunctions.Dumps.Json;

namespace NewsFunctions.Dumps.Php;

/// <summary>Says where a string ends.</summary>
/// <param name="End">The byte after its content.</param>
/// <param name="Next">The position to continue reading: after the closing quote, if there is one.</param>
internal readonly record struct PhpStringEnd(int End, int Next);

/// <summary>Finds the ends of strings whose declared length may be wrong, in either direction.</summary>
/// <remarks><c>ranOut</c> becomes true if the text ended before the answer was certain.</remarks>
internal readonly ref struct PhpStringEnds(ReadOnlySpan<byte> text)
{
    /// <summary>The number of bytes after its first line in which the end of a string with a wrong length is searched for.</summary>
    private const int MaxLookahead = 4096;

    /// <summary>The maximum number of bytes examined of an xdebug key.</summary>
    private const int MaxKeyLength = 256;

    /// <summary>The maximum number of blanks before and after the first bracket of JSON.</summary>
    private const int MaxIndent = 256;

    private readonly ReadOnlySpan<byte> _text = text;

    /// <summary>Returns whether the string ends at its declared length.</summary>
    /// <param name="inside">Whether it is an element of an array or object.</param>
    public bool EndsAsDeclared(int content, long declared, bool inside, ref bool ranOut)
    {
        if (declared > PhpSyntax.MaxDeclared || declared >= _text.Length - content)
        {
            ranOut |= declared <= PhpSyntax.MaxDeclared;
            return false;
        }

        int quote = content + (int)declared;
        return _text[quote] == (byte)'"' && (EndsLine(quote + 1) || IsEnd(content, quote, inside, lineMustEnd: false, ref ranOut));
    }

    /// <summary>Searches for the likely end of a string whose declared length is wrong.</summary>
    /// <param name="lineEnd">The end of the line in which its content begins.</param>
    /// <returns>False if no end was found; the string then ends with its line.</returns>
    public bool TryFind(int content, int lineEnd, bool inside, ref bool ranOut, out PhpStringEnd end)
    {
        int limit = Math.Min(_text.Length, lineEnd + MaxLookahead);
        int likely = FindLikely(content, limit, inside, ref ranOut);
        ranOut |= likely < 0 && limit == _text.Length;
        int cut = Math.Max(TextBytes.Trim(_text, content, lineEnd).End, content);
        if (likely < 0 && cut > content && _text[cut - 1] == (byte)'"')
        {
            likely = cut - 1;
        }

        end = likely < 0 ? new PhpStringEnd(cut, lineEnd) : new PhpStringEnd(likely, likely + 1);
        return likely >= 0;
    }

    private int FindLikely(int content, int limit, bool inside, ref bool ranOut)
    {
        for (int at = content; at < limit; at++)
        {
            int found = _text[at..limit].IndexOf((byte)'"');
            if (found < 0)
            {
                break;
            }

            at += found;
            if (IsEnd(content, at, inside, lineMustEnd: true, ref ranOut))
            {
                return at;
            }
        }

        return -1;
    }

    private bool IsEnd(int content, int quote, bool inside, bool lineMustEnd, ref bool ranOut) =>
        GoesOn(quote + 1, inside, lineMustEnd, ref ranOut) && (!MayBeJson(content) || ClosesJson(content, quote));

    private bool EndsLine(int at) => at < _text.Length && _text[at] is (byte)'\r' or (byte)'\n';

    /// <summary>Returns whether the text after a quote can follow a string: the next key, the end of the array, or the end of the line or
    /// text.</summary>
    private bool GoesOn(int at, bool inside, bool lineMustEnd, ref bool ranOut)
    {
        int next = TextBytes.SkipWhite(_text, at, _text.Length);
        if (next == _text.Length)
        {
            ranOut = true;
            return true;
        }

        if (!inside)
        {
            return lineMustEnd ? _text[at..next].ContainsAny((byte)'\r', (byte)'\n') : next > at;
        }

        return _text[next] == (byte)'}' || (_text[next] == (byte)'[' && IsKey(next + 1))
            || PhpKeys.TryReadXdebug(_text[..Math.Min(_text.Length, next + MaxKeyLength)], next, out _, out _);
    }

    private bool IsKey(int at)
    {
        if (at < _text.Length && _text[at] == (byte)'"')
        {
            return true;
        }

        return PhpKeys.TryReadNumber(_text, at, out _);
    }

    private bool MayBeJson(int content)
    {
        int start = JsonListShape.SkipBlanks(_text, content, Math.Min(_text.Length, content + MaxIndent));
        int next = start < _text.Length ? TextBytes.SkipWhite(_text, start + 1, Math.Min(_text.Length, start + MaxIndent)) : _text.Length;
        return next < _text.Length && ((_text[start] == (byte)'[' && _text[next] == (byte)'{') || (_text[start] == (byte)'{' && _text[next] == (byte)'"'));
    }

    /// <summary>Returns whether a quote ends a JSON string. JSON has many quotes before a <c>}</c>, so it must follow a bracket.</summary>
    private bool ClosesJson(int content, int quote)
    {
        ReadOnlySpan<byte> before = _text[content..quote].TrimEnd(" \t\r\n"u8);
        return before.EndsWith("]"u8) || before.EndsWith("}"u8);
    }
}
