using NewsFunctions.Core.Text;
using NewsFunctions.Dumps.Bytes;
using NewsFunctions.Dumps.Related;

namespace NewsFunctions.Dumps.Parsing;

/// <summary>Finds the articles of a text without building them. docs/dump-format.md has the rules.</summary>
/// <remarks>It makes one pass over two rare bytes: a colon, because every dateline has a time, and a parenthesis, because every related block has one
/// at its start. The text may grow between calls; the result does not depend on how it grew.</remarks>
internal struct ArticleScanner(int start)
{
    /// <summary>The maximum length of a line on either side of its colon in the search for a dateline, including white space.</summary>
    private const int DatelineReach = 128;

    /// <summary>The maximum distance between a dateline and the start of its article's titles.</summary>
    private const int TitleReach = 4096;

    /// <summary>The number of bytes needed after a colon or a parenthesis before it is judged, unless the text ends. Only the content of an
    /// array shows whether it is a list.</summary>
    private const int Lookahead = 64 * 1024;

    private ArticleOutline _article = new(start);
    private int _at = start;
    private int _lineFloor = start;
    private int _judged = start;
    private RelatedBlockEnd _blockEnd = new();

    /// <summary>The article that has begun and not ended.</summary>
    public readonly ArticleOutline Open => _article;

    /// <summary>The position up to which the text was examined.</summary>
    public readonly int At => _at;

    /// <summary>The number of examined bytes that the scanner needs to keep.</summary>
    public static int Lookback => TitleReach + DatelineReach;

    /// <param name="text">The text, which must start at the same byte in every call.</param>
    /// <param name="final">Whether no more text will follow.</param>
    /// <param name="article">An article that ended because the next one begins. The last article of a text is <see cref="Open"/>.</param>
    public bool TryNext(ReadOnlySpan<byte> text, bool final, out ArticleOutline article)
    {
        article = default;
        while (TryFindSign(text, final))
        {
            if (text[_at] == (byte)':')
            {
                if (!TryReadDateline(text, final, out TextSpan line))
                {
                    _at++;
                }
                else if (AddDateline(text, line, out article))
                {
                    return true;
                }
            }
            else if (!TryOpenBlock(text, out RelatedBlock block))
            {
                _at++;
            }
            else if (!_blockEnd.TryFind(text, block, final, out int end))
            {
                return false;
            }
            else if (AddBlock(text, block.Start, end, out article))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Finds the dateline or block after a truncated article at which reading can continue.</summary>
    public bool TryFindRestart(ReadOnlySpan<byte> text, bool final, out int restart)
    {
        restart = 0;
        while (TryFindSign(text, final))
        {
            if (text[_at] == (byte)':' && TryReadDateline(text, final, out TextSpan line))
            {
                restart = TitlesStart(text, line.Start, _article.Start);
                return true;
            }

            if (text[_at] == (byte)'(' && TryOpenBlock(text, out RelatedBlock block))
            {
                restart = LineStart(text, block.Start, TitleReach) ?? block.Start;
                return true;
            }

            _at++;
        }

        return false;
    }

    /// <summary>Drops the first <paramref name="count"/> bytes of the text. Only <see cref="TryFindRestart"/> may follow.</summary>
    public void Forget(int count)
    {
        _at -= count;
        _lineFloor = Math.Max(0, _lineFloor - count);
        _judged = Math.Max(0, _judged - count);
        _article.Start = Math.Max(0, _article.Start - count);
    }

    private bool TryFindSign(ReadOnlySpan<byte> text, bool final)
    {
        if (_at < text.Length)
        {
            int found = text[_at..].IndexOfAny((byte)':', (byte)'(');
            _at = found < 0 ? text.Length : _at + found;
        }

        return _at < text.Length && (final || text.Length - _at > Lookahead);
    }

    private bool TryReadDateline(ReadOnlySpan<byte> text, bool final, out TextSpan line)
    {
        line = default;
        if (_at < _judged || !IsTime(text, _at) || LineStart(text, _at, DatelineReach) is not { } lineStart)
        {
            return false;
        }

        int reach = Math.Min(text.Length, _at + DatelineReach);
        int length = TextBytes.IndexOfLineEnd(text[_at..reach]);
        if (length < 0 && !(final && reach == text.Length))
        {
            _judged = reach;
            return false;
        }

        int lineEnd = length < 0 ? reach : _at + length;
        if (RelatedBlock.TryFind(text, _at, lineEnd, out RelatedBlock block))
        {
            lineEnd = block.Start;
        }

        line = TextBytes.Trim(text, lineStart, lineEnd);
        _judged = lineEnd;
        return DatelineLine.HasShape(text.Slice(line.Start, line.Length));
    }

    /// <summary>Returns whether there is a digit (ASCII, Arabic or Persian) on both sides of the colon.</summary>
    private static bool IsTime(ReadOnlySpan<byte> text, int colon)
    {
        if (colon == 0 || colon + 1 >= text.Length)
        {
            return false;
        }

        byte before = text[colon - 1];
        byte after = text[colon + 1];
        return (char.IsAsciiDigit((char)before) || (before is >= 0xA0 and <= 0xB9 && colon > 1 && text[colon - 2] is 0xD9 or 0xDB))
            && (char.IsAsciiDigit((char)after) || after is 0xD9 or 0xDB);
    }

    /// <summary>Returns the start of the line of a byte, or null if it is too far away.</summary>
    private readonly int? LineStart(ReadOnlySpan<byte> text, int at, int reach)
    {
        int floor = Math.Max(_lineFloor, at - reach);
        int lineEnd = text[floor..at].LastIndexOfAny((byte)'\n', (byte)'\r');
        return lineEnd >= 0 ? floor + lineEnd + 1 : floor == _lineFloor ? floor : null;
    }

    private readonly bool TryOpenBlock(ReadOnlySpan<byte> text, out RelatedBlock block) =>
        RelatedBlock.TryOpenAt(text, _lineFloor, _at, out block);

    private bool AddDateline(ReadOnlySpan<byte> text, TextSpan line, out ArticleOutline ended)
    {
        ended = default;
        _at = _lineFloor = line.End;
        if (_article.Block is not null)
        {
            ended = End(_article.BlocksEnd, isGuess: false);
        }
        else if (_article.Dateline is null)
        {
            _article.Dateline = line;
            _article.BodyStart = line.End;
            return false;
        }
        else
        {
            _article.FirstBody ??= FirstBody(text, line.Start);
            if (_article.FirstBody is not { } firstBody)
            {
                _article.BodyStart = line.End;
                return false;
            }

            ended = End(TitlesStart(text, line.Start, firstBody + 1), isGuess: true);
        }

        _article.Dateline = line;
        _article.BodyStart = line.End;
        return true;
    }

    private bool AddBlock(ReadOnlySpan<byte> text, int blockStart, int blockEnd, out ArticleOutline ended)
    {
        ended = default;
        bool ends = _article.Block is not null && TextBytes.FirstText(text, _article.BlocksEnd, blockStart) < blockStart;
        if (ends)
        {
            ended = End(_article.BlocksEnd, isGuess: false);
        }

        _article.Block ??= new TextSpan(blockStart, blockEnd - blockStart);
        _article.BlocksEnd = blockEnd;
        _at = _lineFloor = blockEnd;
        return ends;
    }

    private ArticleOutline End(int end, bool isGuess)
    {
        ArticleOutline ended = _article with { End = end };
        _article = new ArticleOutline(end) { IsGuess = isGuess };
        return ended;
    }

    private readonly int? FirstBody(ReadOnlySpan<byte> text, int end)
    {
        int first = TextBytes.FirstText(text, _article.BodyStart, end);
        return first < end ? first : null;
    }

    /// <summary>Returns the start of the titles before a dateline: at most two possible title lines, none of which begins before
    /// <paramref name="floor"/>.</summary>
    private static int TitlesStart(ReadOnlySpan<byte> text, int dateline, int floor)
    {
        const int MaxTitles = 2;
        floor = Math.Max(floor, dateline - TitleReach);
        int start = dateline;
        for (int titles = 0; titles < MaxTitles && floor < start; titles++)
        {
            int end = floor + TextBytes.Trim(text[floor..start], 0, start - floor).End;
            int lineEnd = text[floor..end].LastIndexOfAny((byte)'\n', (byte)'\r');
            TextSpan line = TextBytes.Trim(text, floor + lineEnd + 1, end);
            if (lineEnd < 0 || !LineShapes.MayBeTitle(text.Slice(line.Start, line.Length)))
            {
                break;
            }

            start = line.Start;
        }

        return start;
    }
}
