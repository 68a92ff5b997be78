using System.Text;
using NewsFunctions.Articles;

namespace NewsFunctions.Dumps;

/// <summary>The lines of one article, gathered until the next one begins.</summary>
internal sealed class ArticleText(int start)
{
    private const int MostItems = 10_000;

    private readonly List<TextSpan> _before = [];
    private readonly List<TextSpan> _body = [];
    private readonly List<RelatedItem> _items = [];
    private DateTime? _dateline;
    private string? _datelineLanguage;
    private int? _datelineStart;
    private long? _declared;
    private long? _actual;
    private long _beyond;
    private long _lost;
    private int _blockStart;

    public DiagnosticList Diagnostics { get; } = new();

    public int Start => start;

    public bool HasDateline { get; private set; }

    public bool HasBlock { get; private set; }

    public bool HasBody => _body.Count > 0;

    /// <summary>The byte after the block.</summary>
    public int BlockEnd { get; private set; }

    /// <summary>Lines after the block: titles of the next article, unless none comes.</summary>
    public List<TextSpan> After { get; } = [];

    public void AddLine(TextSpan line) => (HasBlock ? After : HasDateline ? _body : _before).Add(line);

    public void SetDateline(ReadOnlySpan<byte> text, TextSpan line)
    {
        HasDateline = true;
        _dateline = Dateline.Read(text.Slice(line.Start, line.Length), line.Start, Diagnostics, out _datelineLanguage);
        _datelineStart = line.Start;
    }

    /// <param name="lineEnd">The end of the line in which the block begins.</param>
    public void AddBlock(ReadOnlySpan<byte> text, RelatedBlock block, int lineEnd)
    {
        RelatedList list = new RelatedListReader(text, block, lineEnd, _items, MostItems, Diagnostics, _dateline).Read();
        BlockEnd = list.End;
        _beyond += list.Beyond;
        _lost += list.Beyond + list.Lost;
        if (HasBlock)
        {
            Diagnostics.Add(DumpDiagnostics.SecondBlock(block.Start));
            return;
        }

        HasBlock = true;
        _blockStart = block.Start;
        if (block.IsArray)
        {
            return;
        }

        _declared = block.Declared;
        _actual = list.ActualLength;
        if (_declared != _actual)
        {
            Diagnostics.AddAlways(DumpDiagnostics.LengthDiffers(block.Start, block.Declared, list.ActualLength));
        }
    }

    /// <summary>Gives up the last lines that may be the titles of an article that begins after them.</summary>
    public List<TextSpan> TakeTitlesOfNext(ReadOnlySpan<byte> text)
    {
        const int MostTitles = 2;
        int first = _body.Count;
        while (first > 1 && _body.Count - first < MostTitles && LineShapes.MayBeTitle(text.Slice(_body[first - 1].Start, _body[first - 1].Length)))
        {
            first--;
        }

        List<TextSpan> titles = _body[first..];
        _body.RemoveRange(first, titles.Count);
        return titles;
    }

    /// <param name="end">Where the next article begins, or the end of the text.</param>
    public ParsedArticle Build(ReadOnlySpan<byte> text, int end)
    {
        List<TextSpan> lines = Lines(text, out string? title);
        string? signature = TakeSignature(text, lines);
        string? section = TakeSection(text, lines);
        if (After.Count > 0)
        {
            Diagnostics.AddAlways(DumpDiagnostics.TextAfterBlock(After[0].Start, After.Count));
            lines.AddRange(After);
        }

        if (_beyond > 0)
        {
            Diagnostics.AddAlways(DumpDiagnostics.TooManyItems(_blockStart, _items.Count, _beyond));
        }

        if (TextBytes.FindInvalid(text[start..end]) is { } invalid)
        {
            Diagnostics.AddAlways(DumpDiagnostics.InvalidUtf8(start + invalid.First, invalid.Count));
        }

        string[] paragraphs = new string[lines.Count];
        for (int i = 0; i < paragraphs.Length; i++)
        {
            paragraphs[i] = Decode(text, lines[i]);
        }

        string? language = ArticleLanguage.Of(title, paragraphs, _datelineLanguage, _datelineStart ?? start, Diagnostics);
        return new ParsedArticle
        {
            Title = title,
            Section = section,
            Dateline = _dateline,
            Signature = signature,
            Paragraphs = paragraphs,
            Related = _items,
            ItemsLost = _lost,
            Language = language,
            DeclaredLength = _declared,
            ActualLength = _actual,
            Diagnostics = Diagnostics.ToArray(),
            Offset = start,
            Length = end - start,
        };
    }

    private static string Decode(ReadOnlySpan<byte> text, TextSpan line) => Encoding.UTF8.GetString(text.Slice(line.Start, line.Length));

    private static bool AreEqual(ReadOnlySpan<byte> text, TextSpan a, TextSpan b) =>
        text.Slice(a.Start, a.Length).SequenceEqual(text.Slice(b.Start, b.Length));

    private List<TextSpan> Lines(ReadOnlySpan<byte> text, out string? title)
    {
        title = null;
        if (!HasDateline)
        {
            Diagnostics.AddAlways(DumpDiagnostics.NoDateline(start));
        }

        // Without a dateline only a line that stands there twice is known to be a title.
        if (_before.Count == 0 || (!HasDateline && (_before.Count < 2 || !AreEqual(text, _before[0], _before[1]))))
        {
            return HasDateline ? _body : _before;
        }

        TextSpan first = _before[0];
        title = Decode(text, first);
        var lines = new List<TextSpan>(_before.Count + _body.Count);
        foreach (TextSpan line in _before)
        {
            if (!AreEqual(text, first, line))
            {
                lines.Add(line);
            }
        }

        if (HasDateline && lines.Count > 0)
        {
            Diagnostics.Add(DumpDiagnostics.SeveralTitles(lines[0].Start));
        }

        lines.AddRange(_body);
        return lines;
    }

    private static string? TakeSignature(ReadOnlySpan<byte> text, List<TextSpan> lines)
    {
        if (lines.Count == 0 || !LineShapes.IsSignature(text.Slice(lines[^1].Start, lines[^1].Length)))
        {
            return null;
        }

        string signature = Decode(text, lines[^1]);
        lines.RemoveAt(lines.Count - 1);
        return signature;
    }

    private static string? TakeSection(ReadOnlySpan<byte> text, List<TextSpan> lines)
    {
        for (int i = 1; i < lines.Count; i++)
        {
            if (LineShapes.IsSection(text.Slice(lines[i].Start, lines[i].Length)))
            {
                string section = Decode(text, lines[i]);
                lines.RemoveAt(i);
                return section;
            }
        }

        return null;
    }
}
