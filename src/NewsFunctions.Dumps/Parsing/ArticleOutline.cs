using NewsFunctions.Core.Text;

namespace NewsFunctions.Dumps.Parsing;

/// <summary>Marks where an article of a text begins and ends, and where its dateline and related blocks are. Offsets are those of the text.</summary>
internal struct ArticleOutline(int start)
{
    public int Start { get; set; } = start;

    public int End { get; set; } = start;

    /// <summary>The trimmed dateline. It is null without one.</summary>
    public TextSpan? Dateline { get; set; }

    /// <summary>The offset at which the body begins. Only repeated datelines stand between the dateline and it.</summary>
    public int BodyStart { get; set; } = start;

    /// <summary>The first text after the dateline. It is only searched for if another dateline follows.</summary>
    public int? FirstBody { get; set; }

    /// <summary>The first block. It is null without one.</summary>
    public TextSpan? Block { get; set; }

    /// <summary>The offset at which the last block ends. Only blocks stand between the first block and it.</summary>
    public int BlocksEnd { get; set; } = start;

    /// <summary>Says whether the article follows one without a block, so that its start is a guess.</summary>
    public bool IsGuess { get; set; }

    public readonly bool IsArticle => Dateline is not null || Block is not null;

    /// <summary>Returns the outline after the article's bytes were converted from a one-byte encoding to UTF-8 and separated from the text.</summary>
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
