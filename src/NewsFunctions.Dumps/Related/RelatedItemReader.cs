using System.Buffers;
using System.Text;
using NewsFunctions.Core.Text;
using NewsFunctions.Dumps.Diagnostics;
using NewsFunctions.Dumps.Json;

namespace NewsFunctions.Dumps.Related;

/// <summary>Reads one item of a related list: <c>{"id":"1796428","sort":"3509991","contenttypeid":"21","pic":"/...","title":"..."}</c>.</summary>
internal readonly ref struct RelatedItemReader(ReadOnlySpan<byte> text, int limit, RelatedItems items, DiagnosticList diagnostics)
{
    private const int MaxKeyLength = 64;

    private static readonly SearchValues<byte> EndsOfNumbers = SearchValues.Create(",} \t\r\n"u8);

    private readonly ReadOnlySpan<byte> _text = text;
    private readonly JsonStringScanner _strings = new(text, limit);

    /// <summary>Adds an item in PHP's form without escapes.</summary>
    /// <param name="at">The position of the item's <c>{</c>.</param>
    /// <param name="end">The byte after the item.</param>
    /// <returns>False for any other item; then nothing was read.</returns>
    public bool TryReadIntact(int at, out int end)
    {
        var fields = new ItemFields();
        if (!IntactItem.TryRead(_text, at, limit, ref fields, out end))
        {
            return false;
        }

        items.Add(_text, at, ref fields);
        return true;
    }

    /// <summary>Adds any other item to the list.</summary>
    /// <param name="at">The position of the item's <c>{</c>.</param>
    /// <param name="end">The position to continue at: after the item, or where the next one may begin.</param>
    /// <returns>False if the item is incomplete.</returns>
    public bool TryRead(int at, out int end)
    {
        int start = at++;
        var fields = new ItemFields();
        bool keep = !items.IsFull;
        while (true)
        {
            end = at = JsonGaps.Skip(_text, at, limit, items);
            if (at >= limit)
            {
                return false;
            }

            switch (_text[at])
            {
                case (byte)'}':
                    end = at + 1;
                    items.Add(_text, start, ref fields);
                    return true;
                case (byte)',':
                    ReportStrayComma(at++);
                    continue;
                case var first when TryReadKey(at, first, out TextSpan key, out int valueAt):
                    if (!TryReadValue(key, valueAt, keep, ref fields, out at))
                    {
                        end = Resume(at);
                        return false;
                    }

                    continue;
                default:
                    end = Resume(at + 1);
                    return false;
            }
        }
    }

    /// <summary>Skips a member of an object around items: only its key if its value may have items, otherwise its value too.</summary>
    /// <param name="at">The quote of its key.</param>
    /// <returns>False if there is no member.</returns>
    public bool TryPassMember(int at, out int end)
    {
        end = at;
        if (!TryReadKey(at, _text[at], out TextSpan key, out int valueAt))
        {
            return false;
        }

        int next = TextBytes.SkipWhite(_text, valueAt + 1, limit);
        bool holdsItems = _text[valueAt] switch
        {
            (byte)'{' => JsonListShape.KindOf(_text, valueAt, limit, out _) != JsonObjectKind.Other,
            (byte)'[' => next < limit && _text[next] is (byte)'{' or (byte)'[' or (byte)']',
            _ => false,
        };
        if (holdsItems)
        {
            end = valueAt;
            return true;
        }

        var fields = new ItemFields();
        bool isWhole = TryReadValue(key, valueAt, keep: false, ref fields, out end);
        diagnostics.Add(DumpDiagnostics.UnknownField(key.Start, Name(key)));
        return isWhole || end > at;
    }

    private void ReportStrayComma(int at)
    {
        int next = TextBytes.SkipWhite(_text, at + 1, limit);
        if (next < limit && _text[next] is (byte)',' or (byte)'}')
        {
            diagnostics.Add(DumpDiagnostics.Unreadable(at, 1));
        }
    }

    private int Resume(int at)
    {
        if (at >= limit)
        {
            return limit;
        }

        int next = _text[at..limit].IndexOf((byte)'{');
        return next < 0 ? limit : at + next;
    }

    /// <summary>Reads a quoted key, or an unquoted one as in JavaScript if it is an item field.</summary>
    private bool TryReadKey(int at, byte first, out TextSpan key, out int valueAt)
    {
        key = default;
        valueAt = limit;
        if (first is (byte)'"' or (byte)'\'')
        {
            int start = at + 1;
            key = new TextSpan(start, _text[start..Math.Min(limit, start + MaxKeyLength)].IndexOf(first));
            valueAt = key.Length < 0 ? limit : TextBytes.SkipWhite(_text, key.End + 1, limit);
        }
        else if (JsonStringScanner.BareKeyLength(_text[at..limit]) is > 0 and var length)
        {
            key = new TextSpan(at, length);
            valueAt = TextBytes.SkipWhite(_text, key.End, limit);
        }

        if (valueAt >= limit || _text[valueAt] != (byte)':')
        {
            return false;
        }

        if (first != (byte)'"')
        {
            items.NoteScript(at);
        }

        valueAt = TextBytes.SkipWhite(_text, valueAt + 1, limit);
        return valueAt < limit;
    }

    private bool TryReadValue(TextSpan key, int at, bool keep, ref ItemFields fields, out int end)
    {
        byte first = _text[at];
        if (first is (byte)'"' or (byte)'\'')
        {
            bool closed = _strings.TryRead(at + 1, first, isBare: _text[key.Start - 1] != first, out JsonString value);
            end = closed ? value.Bytes.End + 1 : value.Bytes.End;
            if (closed && keep)
            {
                ValueTraits traits = (value.Escaped ? ValueTraits.Escaped : ValueTraits.None)
                    | (value.UnescapedQuotes ? ValueTraits.UnescapedQuotes : ValueTraits.None);
                Take(key, value.Bytes, traits, ref fields);
            }

            return closed;
        }

        if (first is (byte)'{' or (byte)'[')
        {
            end = _strings.SkipNested(at);
            Odd(key, at, keep);
            return end < limit;
        }

        int length = _text[at..limit].IndexOfAny(EndsOfNumbers);
        end = length < 0 ? limit : at + length;
        if (length <= 0)
        {
            return false;
        }

        if (first == (byte)'-' || char.IsAsciiDigit((char)first))
        {
            if (keep)
            {
                Take(key, new TextSpan(at, length), ValueTraits.Number, ref fields);
            }
        }
        else if (!_text.Slice(at, length).SequenceEqual("null"u8))
        {
            Odd(key, at, keep);
        }

        return true;
    }

    private void Odd(TextSpan key, int at, bool keep)
    {
        if (keep)
        {
            diagnostics.Add(DumpDiagnostics.OddValue(at, Name(key)));
        }
    }

    private void Take(TextSpan key, TextSpan value, ValueTraits traits, ref ItemFields fields)
    {
        int index = ItemFields.IndexOf(_text.Slice(key.Start, key.Length));
        if (index < 0)
        {
            diagnostics.Add(DumpDiagnostics.UnknownField(key.Start, Name(key)));
        }
        else if (!fields.TrySet(index, FieldValue.Of(_text, value, traits)))
        {
            diagnostics.Add(DumpDiagnostics.RepeatedField(key.Start, Name(key)));
        }
    }

    private string Name(TextSpan key) => Encoding.UTF8.GetString(_text.Slice(key.Start, key.Length));
}
