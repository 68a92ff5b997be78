using NewsFunctions.Core.Text;
using NewsFunctions.Dumps.Json;
using NewsFunctions.Dumps.Php;

namespace NewsFunctions.Dumps.Related;

/// <summary>Distinguishes arrays and objects with a related list from others.</summary>
internal static class RelatedArrays
{
    /// <summary>The maximum number of other values before the decisive one.</summary>
    private const int MaxOthers = 16;

    private const int MaxKeyLength = 64;

    /// <summary>The number of examined bytes. It is fixed, so that a scan that has seen this many gets the same answer as one that has seen
    /// all.</summary>
    private const int Reach = 240;

    /// <summary>Returns whether an array or object begins here that is a related list, an item or something around them. It has an array, an
    /// object, JSON text or an item field among its first elements, or it is empty.</summary>
    public static bool IsList(ReadOnlySpan<byte> text, int start)
    {
        bool isAll = text.Length - start <= Reach;
        text = isAll ? text : text[..(start + Reach)];
        if (!PhpSyntax.TryReadHead(text, start, out PhpHead head) || head.Kind is not (PhpKind.Array or PhpKind.Object))
        {
            return false;
        }

        int at = TextBytes.SkipWhite(text, head.End, text.Length);
        if (at == text.Length || text[at] == (byte)'}')
        {
            // If nothing follows the bracket, not even a line end, it is a truncated list. After a line end the record may have ended only
            // because the next article begins there.
            return at == text.Length ? isAll && TextBytes.IndexOfLineEnd(text[head.End..]) < 0 : head.Declared == 0;
        }

        for (int i = 0; i < MaxOthers && TryReadKey(text, at, out ReadOnlySpan<byte> key, out at); i++)
        {
            if (ItemFields.IndexOf(key) >= 0)
            {
                return true;
            }

            if (!PhpSyntax.TryReadHead(text, at, out PhpHead value))
            {
                return false;
            }

            if (value.Kind is PhpKind.Array or PhpKind.Object || (value.Kind == PhpKind.String && JsonListShape.IsListOrItem(text[value.End..])))
            {
                return true;
            }

            if (!TryPass(text, value, out at))
            {
                return false;
            }

            at = TextBytes.SkipWhite(text, at, text.Length);
        }

        return false;
    }

    /// <summary>Skips an array only if it ends where it should, to avoid a search in every array of a text.</summary>
    private static bool TryPass(ReadOnlySpan<byte> text, PhpHead value, out int end)
    {
        bool ranOut = false;
        end = value.End;
        if (value.Kind != PhpKind.String)
        {
            return true;
        }

        bool ends = new PhpStringEnds(text).EndsAsDeclared(value.End, value.Declared, inside: true, ref ranOut);
        end += ends ? (int)value.Declared + 1 : 0;
        return ends;
    }

    private static bool TryReadKey(ReadOnlySpan<byte> text, int at, out ReadOnlySpan<byte> key, out int valueAt)
    {
        key = default;
        valueAt = at;
        int end = Math.Min(text.Length, at + MaxKeyLength);
        if (at < end && PhpKeys.TryReadXdebug(text[..end], at, out PhpKeySpans xdebug, out int arrowEnd))
        {
            key = text.Slice(xdebug.Name.Start, xdebug.Name.Length);
            valueAt = TextBytes.SkipWhite(text, arrowEnd, text.Length);
            return true;
        }

        if (at + 1 >= text.Length || text[at] != (byte)'[')
        {
            return false;
        }

        int start = at + 1;
        int length = text[start..Math.Min(text.Length, start + MaxKeyLength)].IndexOf((byte)']');
        int after = length <= 0 ? -1 : PhpKeys.ArrowEnd(text, start + length);
        if (after < 0)
        {
            return false;
        }

        key = text.Slice(start, length).Trim((byte)'"');
        valueAt = TextBytes.SkipWhite(text, after, text.Length);
        return true;
    }
}
