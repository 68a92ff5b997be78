using NewsFunctions.Core.Text;

namespace NewsFunctions.Dumps.Parsing;

/// <summary>Where an article of a text begins and ends, and where in it dateline and related blocks stand. Offsets of the text.</summary>
internal struct ArticleOutline(int start)
{
    public int Start { get; set; } = start;

    public int End { get; set; } = start;

    /// <summary>Trimmed; null without one.</summary>
    public TextSpan? Dateline { get; set; }

    /// <summary>The offset at which the body begins. Only repeated datelines stand between the dateline and it.</summary>
    public int BodyStart { get; set; } = start;

    /// <summary>The first text behind the dateline; only looked for where another dateline follows.</summary>
    public int? FirstBody { get; set; }

    /// <summary>The first block; null without one.</summary>
    public TextSpan? Block { get; set; }

    /// <summary>The offset at which the last block ends. Only blocks stand between the first block and it.</summary>
    public int BlocksEnd { get; set; } = start;

    /// <summary>It begins after an article without a block, so that where it begins is a guess.</summary>
    public bool IsGuess { get; set; }

    public readonly bool IsArticle => Dateline is not null || Block is not null;

    /// <summary>The same article when its bytes are turned from a one-byte encoding into UTF-8 and stand alone.</summary>
    /// <param name="own">The bytes of the article.</param>
    public readonly ArticleOutline Transcoded(ReadOnlySpan<byte> own, OneByteEncoding encoding)
    {
        ArticleOutline transcoded = new(0)
        {
            End = Move(own, End, encoding),
            BodyStart = Move(own, BodyStart, encoding),
            BlocksEnd = Move(own, BlocksEnd, encoding),
            IsGuess = IsGuess,
        };
        if (Dateline is { } dateline)
        {
            transcoded.Dateline = Move(own, dateline, encoding);
        }

        if (Block is { } block)
        {
            transcoded.Block = Move(own, block, encoding);
        }

        return transcoded;
    }

    private readonly int Move(ReadOnlySpan<byte> own, int at, OneByteEncoding encoding) => encoding.Utf8Length(own[..(at - Start)]);

    private readonly TextSpan Move(ReadOnlySpan<byte> own, TextSpan span, OneByteEncoding encoding)
    {
        int start = Move(own, span.Start, encoding);
        return new TextSpan(start, Move(own, span.End, encoding) - start);
    }
}
