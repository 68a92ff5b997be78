using System.Text;
using NewsFunctions.Articles;

namespace NewsFunctions.Dumps;

/// <summary>Makes the items of one list from their fields, and says what is wrong with them.</summary>
/// <param name="items">The items of the article; those of the list are added.</param>
/// <param name="most">How many items an article keeps.</param>
/// <param name="dateline">When the article was published, local time of the site.</param>
internal sealed class RelatedItems(List<RelatedItem> items, int most, DateTime? dateline, DiagnosticList diagnostics)
{
    /// <summary>Characters of an id, and as many of a sort key or content type. What is longer is kept.</summary>
    public const int LongestId = ArticleId.MaxLength;

    /// <summary>Characters of a title. What is longer is kept.</summary>
    public const int LongestTitle = 10_000;

    private SeenItems _seen = new(items.Count);
    private string? _lastContentType;
    private Tally _escapes;
    private Tally _numbers;

    /// <summary>Complete items beyond the most that are kept.</summary>
    public long Beyond { get; private set; }

    public bool IsFull => items.Count >= most;

    public int Count => items.Count;

    /// <param name="start">Where the item begins in the text.</param>
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
        if (pic is not null)
        {
            uploaded = MediaName.UploadedAt(pic, start, diagnostics);
            MediaPath.Check(pic, start, diagnostics);
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
            Kind = MediaName.KindOf(pic),
            UploadedAt = uploaded,
        });
    }

    /// <summary>Says what is said once a list.</summary>
    public void Finish()
    {
        if (_escapes.Count > 0)
        {
            diagnostics.AddAlways(DumpDiagnostics.EscapesUndone(_escapes.First, _escapes.Count));
        }

        if (_numbers.Count > 0)
        {
            diagnostics.AddAlways(DumpDiagnostics.Numbers(_numbers.First, _numbers.Count));
        }
    }

    private void CheckId(string id, int start)
    {
        if (id.Length <= LongestId && !ArticleId.TryParse(id, out _))
        {
            diagnostics.Add(DumpDiagnostics.NoPageOfId(start));
        }
    }

    /// <summary>Nearly always the same within a list: one string serves all.</summary>
    private string? ContentType(ReadOnlySpan<byte> text, int start, ref ItemFields fields)
    {
        if (_lastContentType is { Length: > 0 } last && fields.Has(ItemFields.ContentType)
            && fields[ItemFields.ContentType] is { Traits: ValueTraits.None } value && Ascii.Equals(text.Slice(value.Start, value.Length), last))
        {
            return last;
        }

        return _lastContentType = Text(text, start, ref fields, ItemFields.ContentType);
    }

    private string? Text(ReadOnlySpan<byte> text, int start, ref ItemFields fields, int field)
    {
        FieldValue value = fields[field];
        if (value.Length == 0)
        {
            return Nothing(start, fields.Has(field), field);
        }

        ReadOnlySpan<byte> bytes = text.Slice(value.Start, value.Length);
        string read = value.Traits == ValueTraits.None ? Encoding.Latin1.GetString(bytes) : Decode(bytes, value, field);
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

        string text = Encoding.UTF8.GetString(bytes);
        if (value.Traits.HasFlag(ValueTraits.Escaped))
        {
            text = JsonText.Unescape(text, out bool wellFormed);
            if (wellFormed)
            {
                _escapes.Add(value.Start);
            }
            else
            {
                diagnostics.Add(DumpDiagnostics.BadEscape(value.Start, name));
            }
        }

        return field is ItemFields.Pic or ItemFields.Title ? Repair(text, value, name) : text;
    }

    private string Repair(string text, FieldValue value, string name)
    {
        string decoded = JsonText.DecodeEntities(text);
        if (decoded != text)
        {
            diagnostics.Add(DumpDiagnostics.EntitiesDecoded(value.Start, name, text));
        }

        if (Mojibake.TryRepair(decoded, out string repaired))
        {
            diagnostics.Add(DumpDiagnostics.EncodedTwice(value.Start, name, decoded));
        }

        return repaired;
    }

    private static int Longest(int field) => field switch
    {
        ItemFields.Pic => MediaPath.Longest,
        ItemFields.Title => LongestTitle,
        _ => LongestId,
    };

    private static string? NotEmpty(string? text) => text is { Length: 0 } ? null : text;

    private struct Tally
    {
        public int First { get; private set; }

        public long Count { get; private set; }

        public void Add(int offset) => First = Count++ == 0 ? offset : First;
    }
}
