namespace NewsFunctions.Dumps;

/// <summary>Where a block <c>string(2410) "[...]"</c> begins.</summary>
/// <param name="Start">The <c>s</c> of <c>string</c>.</param>
/// <param name="Content">The byte after the opening quote.</param>
/// <param name="Declared">What PHP declared; <see cref="long.MaxValue"/> where it is more than that.</param>
internal readonly record struct RelatedBlock(int Start, int Content, long Declared)
{
    /// <summary>How far before its parenthesis a block may begin.</summary>
    public const int LongestOpening = 6;

    /// <summary>Declared lengths up to this are looked up; a longer list ends with its line. Bounds what must be read ahead.</summary>
    public const int MostDeclared = 8 * 1024 * 1024;

    private const int MostDigits = 30;

    private static ReadOnlySpan<byte> Opening => "string("u8;

    /// <summary>Finds the first block that begins within <c>[start, end)</c>, a line.</summary>
    public static bool TryFind(ReadOnlySpan<byte> text, int start, int end, out RelatedBlock block)
    {
        block = default;
        for (int at = start; at < end;)
        {
            int found = text[at..end].IndexOf(Opening);
            if (found < 0)
            {
                return false;
            }

            at += found;
            if (TryOpen(text, at, out block))
            {
                return true;
            }

            at += Opening.Length;
        }

        return false;
    }

    /// <summary>Whether more than <paramref name="length"/> bytes of the text must be seen to tell <see cref="DeclaredEnd"/>.</summary>
    public bool MayReach(int length) => Declared is >= 2 and <= MostDeclared && Declared >= length - Content - 1;

    /// <summary>Where the declared length ends the list, if the bytes there agree: <c>]"</c> and the end of the line.</summary>
    public int? DeclaredEnd(ReadOnlySpan<byte> text)
    {
        if (Declared is < 2 or > MostDeclared || Declared >= text.Length - Content)
        {
            return null;
        }

        int end = Content + (int)Declared;
        bool endsLine = end + 1 == text.Length || text[end + 1] is (byte)'\n' or (byte)'\r';
        return text[end] == (byte)'"' && text[end - 1] == (byte)']' && endsLine ? end : null;
    }

    private static bool TryOpen(ReadOnlySpan<byte> text, int start, out RelatedBlock block)
    {
        block = default;
        long declared = 0;
        int at = start + Opening.Length;
        int digits = 0;
        for (; at < text.Length && char.IsAsciiDigit((char)text[at]) && digits <= MostDigits; at++, digits++)
        {
            int digit = text[at] - '0';
            declared = declared > (long.MaxValue - digit) / 10 ? long.MaxValue : (declared * 10) + digit;
        }

        if (digits is 0 or > MostDigits || !text[at..].StartsWith(") \""u8))
        {
            return false;
        }

        at += 3;
        block = new RelatedBlock(start, at, declared);

        // Nothing behind the quote is a block that was cut off there.
        return at == text.Length || text[at] is (byte)'[' or (byte)'"' or (byte)'\r' or (byte)'\n';
    }
}

/// <summary>What the list of a block gave.</summary>
/// <param name="Beyond">Complete items beyond the most that are kept.</param>
/// <param name="Lost">Items that are there in part.</param>
/// <param name="ActualLength">Bytes between the quotes.</param>
/// <param name="End">The byte after the block.</param>
internal readonly record struct RelatedList(long Beyond, long Lost, long ActualLength, int End);
