using NewsFunctions.Core.Articles;
using NewsFunctions.Core.Text;
using NewsFunctions.Dumps.Diagnostics;
using NewsFunctions.Dumps.Json;
using NewsFunctions.Dumps.Php;

namespace NewsFunctions.Dumps.Related;

/// <summary>Reads the list of a related block leniently in one forward pass: complete items are kept, whatever is between
/// and around them. A list may be an array or an object of items, be nested in objects and arrays, or be a single item.</summary>
/// <remarks>It never recurses, and its lookahead is bounded by a fixed multiple of the list, so the time is linear in the text for any
/// content.</remarks>
internal ref struct RelatedListReader
{
    /// <summary>The typical length of an item in bytes, to allocate capacity for a list of this length.</summary>
    private const int TypicalItem = 180;

    /// <summary>The maximum lookahead for what is around items, as a multiple of the list's length.</summary>
    private const int MaxLooks = 16;

    private readonly ReadOnlySpan<byte> _text;
    private readonly DiagnosticList _diagnostics;
    private readonly RelatedBlock _block;
    private readonly int _content;
    private readonly int? _declaredEnd;
    private readonly int _limit;
    private readonly RelatedItems _items;
    private readonly RelatedItemReader _item;
    private JsonBrackets _open;
    private long _looks;
    private int _at;
    private long _lost;

    /// <param name="limit">The latest possible end of the block, unless it ends at its declared length.</param>
    /// <param name="items">The items of the article; those of this block are added.</param>
    /// <param name="most">The maximum number of items that an article keeps.</param>
    /// <param name="dateline">The local publication time of the article; null if it is not known.</param>
    public RelatedListReader(
        ReadOnlySpan<byte> text, RelatedBlock block, int limit, List<RelatedItem> items, int most, DiagnosticList diagnostics, DateTime? dateline = null)
        : this(text, block.Content, EndOf(block, text) ?? limit, new RelatedItems(items, most, dateline, diagnostics), diagnostics)
    {
        _block = block;
        _declaredEnd = EndOf(block, text);
    }

    /// <summary>Creates a reader for a list within other text.</summary>
    /// <param name="content">The start of the list.</param>
    /// <param name="limit">The latest possible end of the list.</param>
    public RelatedListReader(ReadOnlySpan<byte> text, int content, int limit, RelatedItems items, DiagnosticList diagnostics)
    {
        _text = text;
        _diagnostics = diagnostics;
        _content = _at = content;
        _limit = limit;
        _items = items;
        _item = new RelatedItemReader(text, limit, items, diagnostics);
        _looks = MaxLooks * (long)(limit - content);
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
        return _block.Xdebug is { } xdebug ? ToItsEnd(list, xdebug) : list;
    }

    private static int? EndOf(RelatedBlock block, ReadOnlySpan<byte> text) => block.Xdebug?.Content.End ?? block.DeclaredEnd(text);

    /// <summary>Extends the list to the string's closing quote, whatever is in it.</summary>
    private readonly RelatedList ToItsEnd(RelatedList list, XdebugString xdebug)
    {
        TextSpan rest = TextBytes.Trim(_text, Math.Min(list.End, xdebug.Content.End), xdebug.Content.End);
        if (rest.Length > 0)
        {
            _diagnostics.Add(DumpDiagnostics.Unreadable(rest.Start, rest.Length));
        }

        return list with { ActualLength = xdebug.Content.Length, BytesThere = xdebug.Content.Length, End = xdebug.End };
    }

    /// <summary>Reads only the list. The caller reports what is reported once per list.</summary>
    public RelatedList ReadJson()
    {
        Open();
        while (true)
        {
            _at = JsonGaps.Skip(_text, _at, _limit, _items);
            if (_at >= _limit)
            {
                return _open.Any ? CutOff() : Finish(_limit, _declaredEnd == _limit ? _limit + 1 : _limit);
            }

            switch (_text[_at])
            {
                case (byte)',':
                    _at++;
                    break;
                case (byte)'{':
                    ReadObject();
                    break;
                case (byte)'[' when _open.HasRoom && MayHoldItems():
                    _open.Push(isObject: false);
                    _at++;
                    break;
                case (byte)']' when _open.HasArray:
                    _open.PopArray();
                    if (!_open.Any)
                    {
                        return Close(_at + 1);
                    }

                    _at++;
                    break;
                case (byte)'}' when _open.IsInObject:
                    _open.PopObject();
                    if (!_open.Any)
                    {
                        return Close(_at + 1);
                    }

                    _at++;
                    break;
                case (byte)'"' when !_open.Any:
                    return Finish(_at, _at + 1);
                case (byte)'"' or (byte)'\'' when _open.IsInObject && _item.TryPassMember(_at, out int end):
                    _at = end;
                    break;
                default:
                    PassOver();
                    break;
            }
        }
    }

    /// <summary>Reads what opens around the items: brackets or braces, or nothing if the list is empty or a single item.</summary>
    private void Open()
    {
        int start = JsonListShape.SkipBlanks(_text, _at, _limit);
        ReportMarks(start);
        _at = start;
        byte first = start < _limit ? _text[start] : (byte)0;
        if (first == (byte)'{')
        {
            if (JsonListShape.KindOf(_text, start, _limit, out _) != JsonObjectKind.Item)
            {
                _open.Push(isObject: true);
                _at++;
            }
        }
        else if (first != (byte)'"')
        {
            _open.Push(isObject: false);
            _at += first == (byte)'[' ? 1 : 0;
        }
    }

    private readonly void ReportMarks(int end)
    {
        ReadOnlySpan<byte> blanks = _text[_at..end];
        int other = blanks.IndexOfAnyExcept(" \t\r\n"u8);
        if (other >= 0)
        {
            _diagnostics.Add(blanks[other..].StartsWith("\ufeff"u8)
                ? DumpDiagnostics.ByteOrderMark(_at + other)
                : DumpDiagnostics.Unreadable(_at + other, blanks.Length - other));
        }
    }

    private void ReadObject()
    {
        int start = _at;
        if (_item.TryReadIntact(start, out _at))
        {
            return;
        }

        if (IsAroundItems(start))
        {
            _open.Push(isObject: true);
            _at = start + 1;
        }
        else if (!_item.TryRead(start, out _at))
        {
            _lost++;
            _diagnostics.Add(DumpDiagnostics.ItemLost(start, _at - start));
        }
    }

    private bool IsAroundItems(int start)
    {
        if (!_open.HasRoom || _looks < 0 || _text[(start + 1)..].StartsWith("\"id\""u8) || _text[(start + 1)..].StartsWith("\"pic\""u8))
        {
            return false;
        }

        JsonObjectKind kind = JsonListShape.KindOf(_text, start, _limit, out int end);
        _looks -= end - start;
        return kind == JsonObjectKind.Around;
    }

    private readonly bool MayHoldItems()
    {
        int next = TextBytes.SkipWhite(_text, _at + 1, _limit);
        return next < _limit && _text[next] is (byte)'{' or (byte)'[' or (byte)']';
    }

    private void PassOver()
    {
        int length = 1 + _text[(_at + 1).._limit].IndexOfAny(_open.IsInObject ? "{]}"u8 : "{]"u8);
        length = length == 0 ? _limit - _at : length;
        _diagnostics.Add(DumpDiagnostics.Unreadable(_at, length));
        _at += length;
    }

    private readonly RelatedList Close(int afterBracket)
    {
        int quote = JsonListShape.SkipBlanks(_text, afterBracket, _limit);
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
