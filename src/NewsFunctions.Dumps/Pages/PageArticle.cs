using System.Text;
using AngleSharp.Dom;
using NewsFunctions.Dumps.Bytes;
using NewsFunctions.Html;

namespace NewsFunctions.Dumps.Pages;

/// <summary>Selects the lines of the article around one dateline of a page.</summary>
/// <remarks>The article's container is the smallest element around the dateline that has text after it, widened while that
/// more than doubles the text. Elements named like navigation, lines that are links, and everything after the next
/// dateline are left out.</remarks>
internal sealed class PageArticle
{
    private readonly List<PageLine> _lines;
    private readonly PageSurroundings _around;
    private readonly int _dateline;
    private readonly HashSet<IElement> _places = [];
    private int _container = -1;

    /// <param name="dateline">The index of the dateline's line.</param>
    /// <param name="next">The index of the next dateline's line; the number of lines if there is none.</param>
    public PageArticle(List<PageLine> lines, int dateline, int next, Dictionary<IElement, bool> boilerplate)
    {
        _lines = lines;
        _dateline = dateline;
        _around = new PageSurroundings(lines[dateline].Element, boilerplate);
        End = next;
        FindContainer();
    }

    /// <summary>The line after the last one that may belong to the article.</summary>
    public int End { get; private set; }

    /// <summary>The number of characters of prose.</summary>
    public long Weight { get; private set; }

    /// <summary>Says whether the dateline itself is in an element that is not part of an article.</summary>
    public bool IsAside => _around.CentreIsBoilerplate;

    public bool HasOwnBlock => OwnBlocks().Any();

    /// <summary>The first line after the dateline that reads like text, or the end if there is none.</summary>
    public int FirstProse { get; private set; }

    public bool IsLeftOut(PageLine line) => _around.IsBoilerplate(line.Element);

    public IEnumerable<PageLine> OwnBlocks() => _lines.Take(End).Skip(_dateline).Where(l => l.IsBlock);

    /// <summary>Returns the article in the form of a text dump: title, dateline, lines, blocks, and the text after them.</summary>
    public string Compose(PageTitle title, string dateline)
    {
        var text = new StringBuilder();
        Append(text, title.Text);
        foreach (PageLine line in _lines.Take(_dateline).Skip(title.Line + 1).Where(l => title.Line >= 0 && IsLead(l)))
        {
            Append(text, line.Text);
        }

        Append(text, dateline);
        List<PageLine> blocks = [.. OwnBlocks()];
        blocks = blocks.Count > 0 ? blocks : [.. _lines.Where(l => l.IsBlock)];
        int block = blocks.Count > 0 ? _lines.IndexOf(blocks[0]) : -1;
        block = block > FirstProse ? block : End;
        int at = _dateline + 1;
        for (; at < Math.Min(block, End); at++)
        {
            if (at != title.Line && IsPart(_lines[at]))
            {
                Append(text, _lines[at].Text);
            }
        }

        foreach (PageLine line in blocks)
        {
            Append(text, line.Text);
        }

        for (; at < End; at++)
        {
            if (_lines[at].IsProse && IsPart(_lines[at]))
            {
                Append(text, _lines[at].Text);
            }
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, string? line)
    {
        if (!string.IsNullOrEmpty(line))
        {
            text.Append(line).Append('\n');
        }
    }

    private void FindContainer()
    {
        long[] weights = new long[_around.Depth];
        FirstProse = End;
        for (int i = _dateline + 1; i < End; i++)
        {
            PageLine line = _lines[i];
            if (Weight > 0 && !line.IsProse && PageWords.EndsArticle(line.Text) && !IsLeftOut(line))
            {
                End = i;
                break;
            }

            if (line.IsProse && !IsLeftOut(line) && !PageWords.IsCopyright(line.Text))
            {
                weights[_around.LevelOf(line.Element)] += line.Text.Length;
                Weight += line.Text.Length;
                FirstProse = Math.Min(FirstProse, i);
            }
        }

        long inside = 0;
        for (int level = 0; level < weights.Length; level++)
        {
            if (weights[level] > inside)
            {
                _container = level;
                inside = weights.Take(level + 1).Sum();
            }
        }

        Weight = inside;
        foreach (PageLine line in _lines.Take(End).Skip(_dateline + 1).Where(l => l.IsProse && IsInside(l)))
        {
            _places.Add(line.Element);
            if (line.Element.ParentElement is { } parent)
            {
                _places.Add(parent);
            }
        }
    }

    private bool IsInside(PageLine line) => _around.LevelOf(line.Element) <= _container && !IsLeftOut(line);

    private bool IsLead(PageLine line) =>
        !line.IsBlock && !line.IsMostlyLink && !IsLeftOut(line) && (line.IsProse || line.Heading is >= 2 and <= 4);

    private bool IsPart(PageLine line)
    {
        if (line.IsBlock || IsLeftOut(line) || PageWords.IsCopyright(line.Text) || !line.Text.AsSpan().ContainsAnyExcept(PageWords.NoWordCharacters)
            || PageDateline.Of(line) is not null)
        {
            return false;
        }

        byte[] bytes = Encoding.UTF8.GetBytes(line.Text);
        if (LineShapes.IsSignature(bytes))
        {
            return !line.IsMostlyLink;
        }

        if (!IsInside(line))
        {
            return false;
        }

        bool isSection = LineShapes.IsSection(bytes) && line.Element.LocalName != "li";
        bool hasPlace = line.Heading > 0 || _places.Contains(line.Element) || (line.Element.ParentElement is { } parent && _places.Contains(parent));
        return isSection || (hasPlace && (!line.IsMostlyLink || IsSentenceOfItsOwn(line)));
    }

    /// <summary>Returns whether a line of only links is a sentence. A paragraph may be one link; an entry in a list of links has no full
    /// stop.</summary>
    private static bool IsSentenceOfItsOwn(PageLine line) => line.Element.LocalName == "p" && line.Text[^1] is '.' or '!' or '?' or '\u061f';
}
