using System.Runtime.CompilerServices;
using System.Text;
using NewsFunctions.Articles;

namespace NewsFunctions.Dumps;

/// <summary>Reads one item of a related list: <c>{"id":"1796428","sort":"3509991","contenttypeid":"21","pic":"/...","title":"..."}</c>.</summary>
internal ref struct RelatedItemReader(ReadOnlySpan<byte> text, int limit, DiagnosticList diagnostics)
{
    private const int LongestKey = 64;

    private readonly ReadOnlySpan<byte> _text = text;
    private readonly JsonStringScanner _strings = new(text, limit);
    private string? _lastContentType;

    /// <param name="at">The item's <c>{</c>.</param>
    /// <param name="item">Null where the item is incomplete, or complete but not to be kept.</param>
    /// <param name="end">Where to go on: after the item, or where the next one may begin.</param>
    public bool TryRead(int at, bool keep, out RelatedItem? item, out int end)
    {
        item = null;
        int start = at++;
        var fields = new Fields();
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
                    item = keep ? Build(start, ref fields) : null;
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

    private readonly int Resume(int at)
    {
        if (at >= limit)
        {
            return limit;
        }

        int next = _text[at..limit].IndexOf((byte)'{');
        return next < 0 ? limit : at + next;
    }

    private readonly bool TryReadKey(int quote, out TextSpan key, out int valueAt)
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

    private readonly bool TryReadValue(TextSpan key, int at, bool keep, ref Fields fields, out int end)
    {
        byte first = _text[at];
        if (first == (byte)'"')
        {
            bool closed = _strings.TryRead(at + 1, out JsonString value);
            end = closed ? value.Bytes.End + 1 : value.Bytes.End;
            if (closed && keep)
            {
                Take(key, value, ref fields);
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
                Take(key, new JsonString(new TextSpan(at, length), Escaped: false, UnescapedQuotes: false), ref fields);
            }
        }
        else if (!_text.Slice(at, length).SequenceEqual("null"u8))
        {
            Odd(key, at, keep);
        }

        return true;
    }

    private readonly void Odd(TextSpan key, int at, bool keep)
    {
        if (keep)
        {
            diagnostics.Add(DumpDiagnostics.OddValue(at, Name(key)));
        }
    }

    private readonly void Take(TextSpan key, JsonString value, ref Fields fields)
    {
        int index = Fields.IndexOf(_text.Slice(key.Start, key.Length));
        if (index < 0)
        {
            diagnostics.Add(DumpDiagnostics.UnknownField(key.Start, Name(key)));
        }
        else if (!fields.TrySet(index, value))
        {
            diagnostics.Add(DumpDiagnostics.RepeatedField(key.Start, Name(key)));
        }
    }

    private readonly string Name(TextSpan key) => Encoding.UTF8.GetString(_text.Slice(key.Start, key.Length));

    private RelatedItem Build(int start, ref Fields fields)
    {
        string? id = NotEmpty(Text(start, fields[Fields.Id], Fields.Id));
        string? pic = NotEmpty(Text(start, fields[Fields.Pic], Fields.Pic));
        if (id is not null && !ArticleId.TryParse(id, out _))
        {
            diagnostics.Add(DumpDiagnostics.NoPageOfId(start));
        }

        return new RelatedItem
        {
            Id = id,
            Sort = Text(start, fields[Fields.Sort], Fields.Sort),
            ContentTypeId = ContentType(start, fields[Fields.ContentType]),
            Pic = pic,
            Title = Text(start, fields[Fields.Title], Fields.Title),
            Kind = MediaName.KindOf(pic),
            UploadedAt = MediaName.UploadedAt(pic, start, diagnostics),
        };
    }

    /// <summary>Nearly always the same within a list: one string serves all.</summary>
    private string? ContentType(int start, JsonString? value)
    {
        if (value is { Escaped: false, Bytes: var bytes } && _lastContentType is { } last
            && Ascii.Equals(_text.Slice(bytes.Start, bytes.Length), last))
        {
            return last;
        }

        return _lastContentType = Text(start, value, Fields.ContentType);
    }

    private readonly string? Text(int start, JsonString? found, int field)
    {
        if (found is not { } value || (value.Bytes.Length == 0 && field is Fields.Id or Fields.Pic))
        {
            diagnostics.Add(DumpDiagnostics.MissingField(start, Fields.NameOf(field)));
            return null;
        }

        if (value.UnescapedQuotes)
        {
            diagnostics.Add(DumpDiagnostics.UnescapedQuotes(value.Bytes.Start, Fields.NameOf(field)));
        }

        string text = JsonText.Decode(_text.Slice(value.Bytes.Start, value.Bytes.Length), value.Escaped, out bool wellFormed);
        if (!wellFormed)
        {
            diagnostics.Add(DumpDiagnostics.BadEscape(value.Bytes.Start, Fields.NameOf(field)));
        }

        return field is Fields.Pic or Fields.Title ? JsonText.DecodeEntities(text) : text;
    }

    private static string? NotEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;

    /// <summary>The fields of one item as they are found.</summary>
    private struct Fields
    {
        public const int Id = 0;
        public const int Sort = 1;
        public const int ContentType = 2;
        public const int Pic = 3;
        public const int Title = 4;

        private Slots _slots;

        public readonly JsonString? this[int index] => _slots[index];

        public static int IndexOf(ReadOnlySpan<byte> key) =>
            key.SequenceEqual("id"u8) ? Id
            : key.SequenceEqual("sort"u8) ? Sort
            : key.SequenceEqual("contenttypeid"u8) ? ContentType
            : key.SequenceEqual("pic"u8) ? Pic
            : key.SequenceEqual("title"u8) ? Title
            : -1;

        public static string NameOf(int index) => index switch
        {
            Id => "id",
            Sort => "sort",
            ContentType => "contenttypeid",
            Pic => "pic",
            _ => "title",
        };

        public bool TrySet(int index, JsonString value)
        {
            if (_slots[index] is not null)
            {
                return false;
            }

            _slots[index] = value;
            return true;
        }
    }

    [InlineArray(5)]
    private struct Slots
    {
        private JsonString? _first;
    }
}
