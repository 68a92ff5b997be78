using System.Text;

namespace NewsFunctions.Dumps;

/// <summary>Reads one item of a related list: <c>{"id":"1796428","sort":"3509991","contenttypeid":"21","pic":"/...","title":"..."}</c>.</summary>
internal readonly ref struct RelatedItemReader(ReadOnlySpan<byte> text, int limit, RelatedItems items, DiagnosticList diagnostics)
{
    private const int LongestKey = 64;

    private readonly ReadOnlySpan<byte> _text = text;
    private readonly JsonStringScanner _strings = new(text, limit);

    /// <summary>Adds the item to the list.</summary>
    /// <param name="at">The item's <c>{</c>.</param>
    /// <param name="end">Where to go on: after the item, or where the next one may begin.</param>
    /// <returns>False where the item is incomplete.</returns>
    public bool TryRead(int at, out int end)
    {
        var fields = new ItemFields();
        if (!IntactItem.TryRead(_text, at, limit, ref fields, out end))
        {
            return TryReadTolerantly(at, out end);
        }

        items.Add(_text, at, ref fields);
        return true;
    }

    private bool TryReadTolerantly(int at, out int end)
    {
        int start = at++;
        var fields = new ItemFields();
        bool keep = !items.IsFull;
        while (true)
        {
            end = at = TextBytes.SkipWhite(_text, at, limit);
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
                    at++;
                    continue;
                case (byte)'"' when TryReadKey(at, out TextSpan key, out int valueAt):
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

    private int Resume(int at)
    {
        if (at >= limit)
        {
            return limit;
        }

        int next = _text[at..limit].IndexOf((byte)'{');
        return next < 0 ? limit : at + next;
    }

    private bool TryReadKey(int quote, out TextSpan key, out int valueAt)
    {
        int start = quote + 1;
        int length = _text[start..Math.Min(limit, start + LongestKey)].IndexOf((byte)'"');
        key = new TextSpan(start, length);
        valueAt = length < 0 ? limit : TextBytes.SkipWhite(_text, key.End + 1, limit);
        if (valueAt >= limit || _text[valueAt] != (byte)':')
        {
            return false;
        }

        valueAt = TextBytes.SkipWhite(_text, valueAt + 1, limit);
        return valueAt < limit;
    }

    private bool TryReadValue(TextSpan key, int at, bool keep, ref ItemFields fields, out int end)
    {
        byte first = _text[at];
        if (first == (byte)'"')
        {
            bool closed = _strings.TryRead(at + 1, out JsonString value);
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

        int length = _text[at..limit].IndexOfAny(",} "u8);
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
