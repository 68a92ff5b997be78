using NewsFunctions.Articles;

namespace NewsFunctions.Dumps;

/// <summary>Reads the list of a related block in one forward pass, tolerantly: complete items are kept, whatever stands between them.</summary>
/// <remarks>Never goes back and never recurses, so the time is linear in the text whatever it holds.</remarks>
internal ref struct RelatedListReader
{
    /// <summary>Bytes; what a list of this length has room for is allocated at once.</summary>
    private const int TypicalItem = 180;

    private readonly ReadOnlySpan<byte> _text;
    private readonly DiagnosticList _diagnostics;
    private readonly RelatedBlock _block;
    private readonly int _content;
    private readonly int? _declaredEnd;
    private readonly int _limit;
    private readonly RelatedItems _items;
    private readonly RelatedItemReader _item;
    private int _at;
    private long _lost;

    /// <param name="lineEnd">The end of the line in which the block begins.</param>
    /// <param name="items">The items of the article; those of this block are added.</param>
    /// <param name="most">How many items an article keeps.</param>
    /// <param name="dateline">When the article was published, local time of the site; null where that is not known.</param>
    public RelatedListReader(
        ReadOnlySpan<byte> text, RelatedBlock block, int lineEnd, List<RelatedItem> items, int most, DiagnosticList diagnostics, DateTime? dateline = null)
        : this(text, block.Content, block.DeclaredEnd(text) ?? lineEnd, new RelatedItems(items, most, dateline, diagnostics), diagnostics)
    {
        _block = block;
        _declaredEnd = block.DeclaredEnd(text);
    }

    /// <summary>For a list within other text.</summary>
    /// <param name="content">Where the list begins.</param>
    /// <param name="limit">Where it ends at the latest.</param>
    public RelatedListReader(ReadOnlySpan<byte> text, int content, int limit, RelatedItems items, DiagnosticList diagnostics)
    {
        _text = text;
        _diagnostics = diagnostics;
        _content = _at = content;
        _limit = limit;
        _items = items;
        _item = new RelatedItemReader(text, limit, items, diagnostics);
    }

    public RelatedList Read()
    {
        if (_block.IsArray)
        {
            return new RelatedArrayReader(_text, _block, _items, _diagnostics).Read();
        }

        _items.Expect((_limit - _content) / TypicalItem);
        RelatedList list = ReadJson();
        _items.Finish();
        return list;
    }

    /// <summary>Reads the list alone; what is said once a list is left to the caller.</summary>
    public RelatedList ReadJson()
    {
        if (_at < _limit && _text[_at] == (byte)'"')
        {
            return Finish(_at, _at + 1);
        }

        _at += _at < _limit && _text[_at] == (byte)'[' ? 1 : 0;
        while (true)
        {
            _at = TextBytes.SkipWhite(_text, _at, _limit);
            if (_at >= _limit)
            {
                return CutOff();
            }

            switch (_text[_at])
            {
                case (byte)',':
                    _at++;
                    break;
                case (byte)'{':
                    ReadItem();
                    break;
                case (byte)']':
                    return Close();
                default:
                    PassOver();
                    break;
            }
        }
    }

    private void ReadItem()
    {
        int start = _at;
        if (!_item.TryRead(start, out _at))
        {
            _lost++;
            _diagnostics.Add(DumpDiagnostics.ItemLost(start, _at - start));
        }
    }

    private void PassOver()
    {
        int length = _text[_at.._limit].IndexOfAny((byte)'{', (byte)']');
        length = length < 0 ? _limit - _at : length;
        _diagnostics.Add(DumpDiagnostics.Unreadable(_at, length));
        _at += length;
    }

    private RelatedList Close()
    {
        int afterBracket = _at + 1;
        int quote = TextBytes.SkipWhite(_text, afterBracket, _limit);
        if (_declaredEnd is { } end && quote == end)
        {
            return Finish(end, end + 1);
        }

        return quote < _limit && _text[quote] == (byte)'"' ? Finish(quote, quote + 1) : Finish(afterBracket, afterBracket);
    }

    private readonly RelatedList CutOff()
    {
        _diagnostics.AddAlways(DumpDiagnostics.ListCutOff(_limit, _items.Count));
        int end = TextBytes.Trim(_text, _content, _limit).End;
        return Finish(Math.Max(end, _content), _limit);
    }

    private readonly RelatedList Finish(int quote, int end) => new(_items.Beyond, _lost, quote - _content, end)
    {
        BytesDeclared = _block.Declared,
        BytesThere = quote - _content,
    };
}
