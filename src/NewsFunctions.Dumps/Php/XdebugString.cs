using NewsFunctions.Core.Text;
using NewsFunctions.Dumps.Json;

namespace NewsFunctions.Dumps.Php;

/// <summary>Marks a list as JSON text as xdebug prints it in HTML mode: <c>string '[...]' (length=188)</c>.</summary>
/// <param name="Start">The position of the <c>s</c> of <c>string</c>.</param>
/// <param name="Content">The text between the quotes, or the remaining part if xdebug shortened it.</param>
/// <param name="Declared">The length that PHP declared.</param>
/// <param name="End">The byte after it.</param>
internal readonly record struct XdebugString(int Start, TextSpan Content, long Declared, int End)
{
    /// <summary>The maximum distance between a wrong length and the start of its string: xdebug prints 512 bytes by default.</summary>
    private const int MaxLookback = 4096;

    private static ReadOnlySpan<byte> Opening => "string '"u8;

    private static ReadOnlySpan<byte> Length => "(length="u8;

    /// <summary>Finds the string whose length is in these parentheses. The search starts there because the words before it are not rare.</summary>
    /// <param name="floor">The earliest possible start.</param>
    public static bool TryFind(ReadOnlySpan<byte> text, int floor, int parenthesis, out XdebugString found)
    {
        found = default;
        if (!text[parenthesis..].StartsWith(Length) || !PhpSyntax.TryReadCount(text, parenthesis + Length.Length, out long declared, out int end))
        {
            return false;
        }

        ReadOnlySpan<byte> before = text[floor..parenthesis].TrimEnd((byte)' ');
        bool isCut = before.EndsWith("'..."u8);
        int quote = floor + before.Length - (isCut ? 4 : 1);
        if ((!isCut && !before.EndsWith("'"u8)) || FindStart(text, floor, quote, declared, end) is not { } start)
        {
            return false;
        }

        int content = start + Opening.Length;
        found = new XdebugString(start, new TextSpan(content, quote - content), declared, end);
        return content < quote && JsonListShape.IsListOrItem(text[content..quote]);
    }

    /// <summary>Finds the start by the declared length. A length that does not match counts only at the end of a line: a title may contain
    /// such words.</summary>
    private static int? FindStart(ReadOnlySpan<byte> text, int floor, int quote, long declared, int end)
    {
        long exact = quote - declared - Opening.Length;
        if (exact >= floor && text[(int)exact..].StartsWith(Opening))
        {
            return (int)exact;
        }

        if (text[end..].TrimStart((byte)' ') is not ([] or [(byte)'\n' or (byte)'\r', ..]))
        {
            return null;
        }

        int from = Math.Max(floor, quote - MaxLookback);
        from += text[from..quote].LastIndexOfAny((byte)'\n', (byte)'\r') + 1;
        int found = text[from..quote].IndexOf(Opening);
        return found < 0 ? null : from + found;
    }
}
