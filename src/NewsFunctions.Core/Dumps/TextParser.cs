namespace NewsFunctions.Dumps;

/// <summary>Walks over the lines of a text and divides them into articles.</summary>
internal ref struct TextParser
{
    private readonly ReadOnlySpan<byte> _text;
    private readonly List<ParsedArticle> _articles = [];
    private ArticleText _article;

    public TextParser(ReadOnlySpan<byte> text)
    {
        _text = text;
        _article = new ArticleText(BomLength(text));
    }

    public ParsedDump Parse()
    {
        if (DescribeForeign(_text) is { } foreign)
        {
            return Rejected(DumpDiagnostics.NotPlainText(foreign, 0));
        }

        ReadLines();
        if (_article.HasDateline || _article.HasBlock)
        {
            _articles.Add(_article.Build(_text, _text.Length));
        }

        return _articles.Count == 0
            ? Rejected(WhyNothing())
            : new ParsedDump { Articles = _articles, Diagnostics = [], Bytes = _text.Length };
    }

    private static int BomLength(ReadOnlySpan<byte> text) => text is [0xEF, 0xBB, 0xBF, ..] ? 3 : 0;

    private static string? DescribeForeign(ReadOnlySpan<byte> text) => text switch
    {
        [0x1F, 0x8B, ..] => "it is compressed with gzip",
        [(byte)'P', (byte)'K', 3, 4, ..] => "it is a zip file",
        [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] => "it is UTF-16, and only UTF-8 is read",
        _ when text.StartsWith("WARC/"u8) => "it is a WARC file",
        _ => null,
    };

    private void ReadLines()
    {
        int at = _article.Start;
        while (at < _text.Length)
        {
            int length = _text[at..].IndexOf((byte)'\n');
            int lineEnd = length < 0 ? _text.Length : at + length;
            at = ReadLine(at, lineEnd);
        }
    }

    /// <summary>Reads a line, however many blocks stand in it.</summary>
    /// <returns>Where the next line begins.</returns>
    private int ReadLine(int at, int lineEnd)
    {
        while (RelatedBlock.TryFind(_text, at, lineEnd, out RelatedBlock block))
        {
            AddText(TextBytes.Trim(_text, at, block.Start));
            AddBlock(block, lineEnd);
            at = _article.BlockEnd;
            if (at > lineEnd)
            {
                // The declared length reached over line ends; what follows is a line of its own.
                return at;
            }
        }

        AddText(TextBytes.Trim(_text, at, lineEnd));
        return lineEnd + 1;
    }

    private void AddBlock(RelatedBlock block, int lineEnd)
    {
        if (_article.HasBlock && _article.After.Count > 0)
        {
            StartAfterBlock();
        }

        _article.AddBlock(_text, block, lineEnd);
    }

    private void AddText(TextSpan line)
    {
        if (line.Length == 0)
        {
            return;
        }

        if (!Dateline.HasShape(_text.Slice(line.Start, line.Length)))
        {
            _article.AddLine(line);
            return;
        }

        if (_article.HasBlock)
        {
            StartAfterBlock();
        }
        else if (_article.HasDateline && !_article.HasBody)
        {
            _article.Diagnostics.Add(DumpDiagnostics.RepeatedDateline(
                line.Start, System.Text.Encoding.UTF8.GetString(_text.Slice(line.Start, line.Length))));
            return;
        }
        else if (_article.HasDateline)
        {
            StartWithTitles(_article.TakeTitlesOfNext(_text), line.Start);
            _article.Diagnostics.Add(DumpDiagnostics.BoundaryInDoubt(line.Start));
        }

        _article.SetDateline(_text, line);
    }

    private void StartAfterBlock()
    {
        List<TextSpan> titles = [.. _article.After];
        _article.After.Clear();
        StartWithTitles(titles, _article.BlockEnd);
    }

    private void StartWithTitles(List<TextSpan> titles, int start)
    {
        start = titles.Count > 0 ? Math.Min(start, titles[0].Start) : start;
        _articles.Add(_article.Build(_text, start));
        _article = new ArticleText(start);
        foreach (TextSpan title in titles)
        {
            _article.AddLine(title);
        }
    }

    private readonly DumpDiagnostic WhyNothing()
    {
        int start = BomLength(_text);
        if (TextBytes.Trim(_text, start, _text.Length).Length == 0)
        {
            return DumpDiagnostics.Empty();
        }

        int control = _text.IndexOfAnyInRange((byte)0, (byte)8);
        return control < 0 ? DumpDiagnostics.NoArticle(start) : DumpDiagnostics.NotPlainText("it holds control characters such as binary files have", control);
    }

    private readonly ParsedDump Rejected(DumpDiagnostic reason) =>
        new() { Articles = [], Diagnostics = [reason], Bytes = _text.Length };
}
