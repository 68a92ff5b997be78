using NewsFunctions.Dumps.Json;
using NewsFunctions.Dumps.Php;

namespace NewsFunctions.Dumps.Related;

/// <summary>Marks the start of a block <c>string(2410) "[...]"</c>, or of one that <c>var_dump</c> printed as <c>array(12) {...}</c>.</summary>
/// <param name="Start">The position of the <c>s</c> of <c>string</c>, or of the first letter of <c>array</c>, <c>object</c> or <c>class</c>.</param>
/// <param name="Content">The byte after the opening quote; for an array its start.</param>
/// <param name="Declared">The length that PHP declared, or <see cref="long.MaxValue"/> if it is larger; 0 for an array.</param>
internal readonly record struct RelatedBlock(int Start, int Content, long Declared)
{
    /// <summary>The maximum distance between the start of a block and the parenthesis in its opening.</summary>
    private const int MaxOpeningLength = 320;

    private static ReadOnlySpan<byte> String => "string("u8;

    /// <summary>Says whether it is an array or object instead of JSON text. It then has no declared length of its own.</summary>
    public bool IsArray { get; private init; }

    /// <summary>Says whether the array or object has the form of xdebug's HTML mode, without brackets.</summary>
    public bool IsXdebug { get; private init; }

    /// <summary>The string in the form of xdebug's HTML mode, between single quotes.</summary>
    public XdebugString? Xdebug { get; private init; }

    /// <summary>Finds the first block that begins within the line <c>[start, end)</c>.</summary>
    public static bool TryFind(ReadOnlySpan<byte> text, int start, int end, out RelatedBlock block)
    {
        block = default;
        for (int at = start; at < end; at++)
        {
            int found = text[at..end].IndexOf((byte)'(');
            if (found < 0)
            {
                return false;
            }

            at += found;
            if (TryOpenAt(text, start, at, out block))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Opens the block that a parenthesis belongs to, if there is one: the first parenthesis of its opening, or that of a string's length
    /// after it.</summary>
    /// <param name="floor">The earliest possible start.</param>
    public static bool TryOpenAt(ReadOnlySpan<byte> text, int floor, int parenthesis, out RelatedBlock block)
    {
        int word = WordBefore(text[Math.Max(floor, parenthesis - MaxOpeningLength)..parenthesis]);
        if (word > 0)
        {
            return TryOpen(text, parenthesis - word, out block);
        }

        bool isString = XdebugString.TryFind(text, floor, parenthesis, out XdebugString found);
        block = isString ? new RelatedBlock(found.Start, found.Content.Start, found.Declared) { Xdebug = found } : default;
        return isString;
    }

    /// <summary>Opens the block that begins at the first letter of <c>string(</c>, <c>array(</c>, <c>object(</c> or <c>class</c>, if it is
    /// one.</summary>
    public static bool TryOpen(ReadOnlySpan<byte> text, int start, out RelatedBlock block)
    {
        block = default;
        if (!text[start..].StartsWith(String))
        {
            bool isXdebug = XdebugReader.IsList(text, start);
            bool isList = isXdebug || RelatedArrays.IsList(text, start);
            block = isList ? new RelatedBlock(start, start, 0) { IsArray = true, IsXdebug = isXdebug } : default;
            return isList;
        }

        if (!PhpSyntax.TryReadCount(text, start + String.Length, out long declared, out int at) || !text[at..].StartsWith(" \""u8))
        {
            return false;
        }

        at += 2;
        block = new RelatedBlock(start, at, declared);

        // If nothing follows the quote, it is a truncated block.
        return at == text.Length || text[at] is (byte)'[' or (byte)'"' or (byte)'\r' or (byte)'\n' || JsonListShape.Begins(text, at);
    }

    /// <summary>Returns whether <see cref="DeclaredEnd"/> needs more than <paramref name="length"/> bytes of the text.</summary>
    public bool MayReach(int length) => Declared is >= 2 and <= PhpSyntax.MaxDeclared && Declared >= length - Content;

    /// <summary>Returns where the declared length ends the list, if the bytes there match: <c>]"</c>, or <c>}"</c> for an object. What follows
    /// does not matter, so that an article reads the same with and without the following ones.</summary>
    public int? DeclaredEnd(ReadOnlySpan<byte> text)
    {
        if (Declared is < 2 or > PhpSyntax.MaxDeclared || Declared >= text.Length - Content)
        {
            return null;
        }

        int end = Content + (int)Declared;
        if (text[end] != (byte)'"')
        {
            return null;
        }

        int last = JsonListShape.TrimBlanks(text, Content, end) - 1;
        int first = last < Content ? end : JsonListShape.SkipBlanks(text, Content, end);
        return first < end && text[last] == (text[first] == (byte)'{' ? (byte)'}' : (byte)']') ? end : null;
    }

    /// <summary>Finds the byte after the array or object without reading items. <see cref="RelatedListReader"/> ends at the same byte.</summary>
    /// <returns>False if more text could change it.</returns>
    public bool TryFindArrayEnd(ReadOnlySpan<byte> text, out int end)
    {
        if (IsXdebug)
        {
            var xdebug = new XdebugReader(text, Start, maxDepth: 0, diagnostics: null);
            while (xdebug.Read())
            {
            }

            end = xdebug.Position;
            return !xdebug.RanOut;
        }

        var reader = new PhpReader(text, Start, mostDepth: 0, diagnostics: null);
        while (reader.Read())
        {
        }

        end = reader.Position;
        return !reader.RanOut;
    }

    /// <summary>Returns the length of a word at the end that can begin a block; 0 for any other.</summary>
    private static int WordBefore(ReadOnlySpan<byte> text) =>
        text.EndsWith("string"u8) || text.EndsWith("object"u8) || text.EndsWith("array "u8) ? 6 : text.EndsWith("array"u8) ? 5 : ClassBefore(text);

    /// <summary>Returns the length of the <c>class stdClass#7 </c> at the end.</summary>
    private static int ClassBefore(ReadOnlySpan<byte> text)
    {
        if (!text.EndsWith(" "u8))
        {
            return 0;
        }

        int digits = text[..^1].LastIndexOfAnyExceptInRange((byte)'0', (byte)'9') + 1;
        if (digits is 0 || digits == text.Length - 1 || text[digits - 1] != (byte)'#')
        {
            return 0;
        }

        int word = text[..digits].LastIndexOf("class "u8);
        return word < 0 || text[(word + "class ".Length)..digits].ContainsAny(" \t\r\n"u8) ? 0 : text.Length - word;
    }
}

/// <summary>Holds the result of reading a block's list.</summary>
/// <param name="Beyond">Complete items beyond the maximum that is kept.</param>
/// <param name="Lost">Incomplete items.</param>
/// <param name="ActualLength">Bytes between the quotes; 0 for an array.</param>
/// <param name="End">The byte after the block.</param>
internal readonly record struct RelatedList(long Beyond, long Lost, long ActualLength, int End)
{
    /// <summary>The number of bytes that PHP declared: the length of JSON text, or the sum over an array's strings.</summary>
    public required long BytesDeclared { get; init; }

    /// <summary>The number of these bytes that are present.</summary>
    public required long BytesThere { get; init; }
}
