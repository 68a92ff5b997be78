using System.Text;
using AngleSharp.Dom;

namespace NewsFunctions.Html;

/// <summary>Collects the text between two boundaries of block-level elements, with all its white space.</summary>
internal sealed class PageRun(IElement element, bool hidden)
{
    /// <summary>Marks a forced line end. Pages do not use vertical tabs, so it cannot occur in their text.</summary>
    private const char LineEnd = '\v';

    private readonly StringBuilder _text = new();
    private readonly List<(int Start, int End)> _links = [];
    private readonly List<(int Start, int End)> _preserved = [];

    public bool IsEmpty => _text.Length == 0;

    public void Break() => _text.Append(LineEnd);

    public void Add(string text, bool inLink, bool preserved)
    {
        int start = _text.Length;
        _text.Append(text.Replace(LineEnd, ' '));
        if (preserved)
        {
            _text.Replace('\n', LineEnd, start, _text.Length - start);
            Extend(_preserved, start, _text.Length);
        }

        if (inLink)
        {
            Extend(_links, start, _text.Length);
        }
    }

    public static List<PageLine> ToLines(List<PageRun> runs)
    {
        var lines = new List<PageLine>();
        foreach (PageRun run in runs)
        {
            run.AddLines(lines);
        }

        return lines;
    }

    /// <summary>Collapses white space, including non-breaking, to single spaces and trims the ends.</summary>
    public static string Collapse(ReadOnlySpan<char> text)
    {
        var collapsed = new StringBuilder(text.Length);
        foreach (char c in text)
        {
            if (!IsWhite(c))
            {
                collapsed.Append(c);
            }
            else if (collapsed.Length > 0 && collapsed[^1] != ' ')
            {
                collapsed.Append(' ');
            }
        }

        return collapsed.ToString().TrimEnd(' ');
    }

    private static void Extend(List<(int Start, int End)> ranges, int start, int end)
    {
        if (ranges.Count > 0 && ranges[^1].End == start)
        {
            ranges[^1] = (ranges[^1].Start, end);
        }
        else
        {
            ranges.Add((start, end));
        }
    }

    private static bool IsWhite(char c) => c is ' ' or '\t' or '\n' or '\r' or '\f' or '\u00A0' or '\uFEFF';

    private void AddLines(List<PageLine> lines)
    {
        string text = _text.ToString();
        int at = 0;
        while (PageBlock.Find(text, at) is { } block)
        {
            AddText(text, at, block.Start, lines);
            lines.Add(new PageLine(text[block.Start..block.End].Replace(LineEnd, '\n').TrimEnd(), element, 0, IsBlock: true));
            at = block.End;
        }

        AddText(text, at, text.Length, lines);
    }

    private void AddText(string text, int start, int end, List<PageLine> lines)
    {
        // In hidden content only related blocks count, because they are printed for nobody to see.
        while (!hidden && start < end)
        {
            int length = text.AsSpan(start, end - start).IndexOf(LineEnd);
            int lineEnd = length < 0 ? end : start + length;
            string line = LineOf(text, start, lineEnd);
            if (line.Length > 0)
            {
                lines.Add(new PageLine(line, element, LinkLength(text, start, lineEnd), IsBlock: false));
            }

            start = lineEnd + 1;
        }
    }

    private string LineOf(string text, int start, int end)
    {
        bool preserved = _preserved.Exists(r => r.Start <= start && end <= r.End);
        return preserved ? text.AsSpan(start, end - start).Trim().ToString() : Collapse(text.AsSpan(start, end - start));
    }

    private int LinkLength(string text, int start, int end)
    {
        int length = 0;
        foreach ((int from, int to) in _links)
        {
            int first = Math.Max(from, start);
            int last = Math.Min(to, end);
            length += first < last ? Collapse(text.AsSpan(first, last - first)).Length : 0;
        }

        return length;
    }
}
