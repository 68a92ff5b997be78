using NewsFunctions.Core.Text;
using NewsFunctions.Dumps.Json;
using NewsFunctions.Dumps.Php;

namespace NewsFunctions.Dumps.Related;

/// <summary>Tells arrays and objects that hold a related list from others.</summary>
internal static class RelatedArrays
{
    /// <summary>How many other values may come before what tells.</summary>
    private const int MaxOthers = 16;

    private const int MaxKeyLength = 64;

    /// <summary>Bytes that are looked at: a scan that has seen so many of them gets the same answer as one that has seen all.</summary>
    private const int Reach = 240;

    /// <summary>Whether an array or object that is a related list, an item or something around them begins here: it has an array, an
    /// object, JSON text or a field of an item among its first elements, or it has nothing at all.</summary>
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
            // Nothing behind the bracket, not even a line end, is a list that was cut off there. After a line end the record may end only
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

    /// <summary>Takes only an array that ends where it should: this must not cost a search in every array of a text.</summary>
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
