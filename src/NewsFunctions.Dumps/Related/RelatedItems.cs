using System.Runtime.CompilerServices;
using System.Text;
using NewsFunctions.Core.Articles;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Text;
using NewsFunctions.Dumps.Diagnostics;
using NewsFunctions.Dumps.Json;

namespace NewsFunctions.Dumps.Related;

/// <summary>Builds the items of one list from their fields, and reports their defects.</summary>
/// <param name="items">The items of the article; those of the list are added.</param>
/// <param name="most">The maximum number of items that an article keeps.</param>
/// <param name="dateline">The local publication time of the article.</param>
internal sealed class RelatedItems(List<RelatedItem> items, int most, DateTime? dateline, DiagnosticList diagnostics)
{
    /// <summary>The maximum length of an id, sort key or content type, in characters. Longer ones are reported but kept.</summary>
    public const int MaxIdLength = ArticleId.MaxLength;

    /// <summary>The maximum length of a title, in characters. Longer ones are reported but kept.</summary>
    public const int MaxTitleLength = 10_000;

    private SeenItems _seen = new(items.Count);
    private FieldValue _lastContentType;
    private string? _lastContentTypeText;
    private Tally _escapes;
    private Tally _script;
    private Tally _numbers;

    /// <summary>The number of complete items beyond the maximum that is kept.</summary>
    public long Beyond { get; private set; }

    public bool IsFull => items.Count >= most;

    public int Count => items.Count;

    /// <summary>Reserves capacity for items.</summary>
    public void Expect(int count) => items.EnsureCapacity((int)Math.Min(most, items.Count + (long)count));

    /// <summary>Records something that JavaScript has and JSON does not.</summary>
    public void NoteScript(int offset) => _script.Add(offset);

    /// <param name="start">The start of the item in the text.</param>
    public void Add(ReadOnlySpan<byte> text, int start, ref ItemFields fields)
    {
        if (IsFull)
        {
            Beyond++;
            return;
        }

        string? id = NotEmpty(Text(text, start, ref fields, ItemFields.Id));
        string? pic = NotEmpty(Text(text, start, ref fields, ItemFields.Pic));
        if (id is not null)
        {
            CheckId(id, start);
        }

        string? sort = Text(text, start, ref fields, ItemFields.Sort);
        string? contentType = ContentType(text, start, ref fields);
        string? title = Text(text, start, ref fields, ItemFields.Title);
        DateTime? uploaded = null;
        LinkKind kind = LinkKind.Other;
        if (pic is not null)
        {
            ReadOnlySpan<char> file = MediaPath.Check(pic, start, diagnostics) ? pic : MediaName.FileOf(pic);
            kind = MediaName.KindOf(file);
            uploaded = MediaName.UploadedAt(pic, file, start, diagnostics);
        }

        if (uploaded is { } time && dateline is { } published && time - published > TimeSpan.FromDays(1))
        {
            diagnostics.Add(DumpDiagnostics.UploadedAfterDateline(start, time, published));
        }

        if (_seen.Find(items, id, pic) is { } first)
        {
            diagnostics.Add(DumpDiagnostics.DuplicateItem(start, first));
        }

        items.Add(new RelatedItem
        {
            Id = id,
            Sort = sort,
            ContentTypeId = contentType,
            Pic = pic,
            Title = title,
            Kind = kind,
            UploadedAt = uploaded,
        });
    }

    /// <summary>Reports what is reported once per list.</summary>
    public void Finish()
    {
        if (_escapes.Count > 0)
        {
            diagnostics.AddAlways(DumpDiagnostics.EscapesUndone(_escapes.First, _escapes.Count));
        }

        if (_script.Count > 0)
        {
            diagnostics.AddAlways(DumpDiagnostics.ScriptInList(_script.First, _script.Count));
        }

        if (_numbers.Count > 0)
        {
            diagnostics.AddAlways(DumpDiagnostics.Numbers(_numbers.First, _numbers.Count));
        }
    }

    private void CheckId(string id, int start)
    {
        if (id.Length <= MaxIdLength && !ArticleId.TryParse(id, out _))
        {
            diagnostics.Add(DumpDiagnostics.NoPageOfId(start));
        }
    }

    /// <summary>Returns the content type. It is nearly always the same within a list, so one string is shared.</summary>
    private string? ContentType(ReadOnlySpan<byte> text, int start, ref ItemFields fields)
    {
        FieldValue value = fields[ItemFields.ContentType];
        if (value.Length > 0 && value.Traits == ValueTraits.None
            && text.Slice(value.Start, value.Length).SequenceEqual(text.Slice(_lastContentType.Start, _lastContentType.Length)))
        {
            return _lastContentTypeText;
        }

        string? read = Text(text, start, ref fields, ItemFields.ContentType);
        if (value.Traits == ValueTraits.None)
        {
            _lastContentType = value;
            _lastContentTypeText = read;
        }

        return read;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private string? Text(ReadOnlySpan<byte> text, int start, ref ItemFields fields, int field)
    {
        FieldValue value = fields[field];

        // ASCII is also Latin-1, which is widened without examining it.
        return value.Traits == ValueTraits.None && value.Length > 0 && value.Length <= Longest(field)
            ? Encoding.Latin1.GetString(text.Slice(value.Start, value.Length))
            : Decode(text, start, ref fields, field);
    }

    private string? Decode(ReadOnlySpan<byte> text, int start, ref ItemFields fields, int field)
    {
        FieldValue value = fields[field];
        if (value.Length == 0)
        {
            return Nothing(start, fields.Has(field), field);
        }

        string read = Decode(text.Slice(value.Start, value.Length), value, field);
        if (read.Length > Longest(field))
        {
            diagnostics.Add(DumpDiagnostics.Oversized(value.Start, ItemFields.NameOf(field), read.Length, Longest(field)));
        }

        return read;
    }

    private string? Nothing(int start, bool found, int field)
    {
        if (!found || field is ItemFields.Id or ItemFields.Pic)
        {
            diagnostics.Add(DumpDiagnostics.MissingField(start, ItemFields.NameOf(field)));
            return null;
        }

        diagnostics.Add(DumpDiagnostics.EmptyField(start, ItemFields.NameOf(field)));
        return "";
    }

    private string Decode(ReadOnlySpan<byte> bytes, FieldValue value, int field)
    {
        string name = ItemFields.NameOf(field);
        if (value.Traits.HasFlag(ValueTraits.Number))
        {
            _numbers.Add(value.Start);
        }

        if (value.Traits.HasFlag(ValueTraits.UnescapedQuotes))
        {
            diagnostics.Add(DumpDiagnostics.UnescapedQuotes(value.Start, name));
        }

        string text = Cesu8.GetString(bytes);
        if (value.Traits.HasFlag(ValueTraits.Escaped))
        {
            string written = text;
            text = JsonText.Unescape(written, out EscapeDefects defects);
            if (defects == EscapeDefects.None)
            {
                _escapes.Add(value.Start);
            }
            else
            {
                diagnostics.Add(DumpDiagnostics.BadEscape(value.Start, name, defects) with { Original = written });
            }
        }

        return field is ItemFields.Pic or ItemFields.Title ? Repair(text, value, name) : text;
    }

    private string Repair(string text, FieldValue value, string name)
    {
        string decoded = (value.Traits & (ValueTraits.Ampersand | ValueTraits.Escaped)) != 0 ? JsonText.DecodeEntities(text) : text;
        if (!ReferenceEquals(decoded, text) && decoded != text)
        {
            diagnostics.Add(DumpDiagnostics.EntitiesDecoded(value.Start, name, text));
        }

        // ASCII text without decoded entities was not double encoded.
        if ((value.Traits & ~ValueTraits.Ampersand) == ValueTraits.None && ReferenceEquals(decoded, text))
        {
            return text;
        }

        if (Mojibake.TryRepair(decoded, out string repaired))
        {
            diagnostics.Add(DumpDiagnostics.EncodedTwice(value.Start, name, decoded));
        }

        return repaired;
    }

    private static int Longest(int field) => field switch
    {
        ItemFields.Pic => RelatedItem.MaxPathLength,
        ItemFields.Title => MaxTitleLength,
        _ => MaxIdLength,
    };

    private static string? NotEmpty(string? text) => text is { Length: 0 } ? null : text;

    private struct Tally
    {
        public int First { get; private set; }

        public long Count { get; private set; }

        public void Add(int offset) => First = Count++ == 0 ? offset : First;
    }
}
