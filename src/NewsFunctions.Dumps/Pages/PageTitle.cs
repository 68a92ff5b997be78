using AngleSharp.Dom;
using NewsFunctions.Html;

namespace NewsFunctions.Dumps.Pages;

/// <summary>Holds the title of a page's article.</summary>
/// <param name="Text">Null if the page has none.</param>
/// <param name="Line">The index of its line; -1 if it is not a line.</param>
/// <param name="IsNamed">Whether the page's head has the same title.</param>
internal readonly record struct PageTitle(string? Text, int Line, bool IsNamed)
{
    private const int MaxParents = 2;
    private const int MaxTitleLength = 300;

    /// <summary>Finds the title: the heading that the page's head names; else the nearest main heading before the dateline, else one between
    /// dateline and text, else a line named as a title; else the title in the page's head, without the site's name.</summary>
    public static PageTitle Find(List<PageLine> lines, PageMetadata about, int dateline, int firstProse, Func<PageLine, bool> isLeftOut)
    {
        int[] before = [.. Backwards(lines, dateline)];
        int[] candidates = [.. before, .. Enumerable.Range(dateline, Math.Max(0, firstProse - dateline)).Where(i => IsCandidate(lines[i]))];
        Func<int, bool>[] rules =
        [
            i => lines[i].Heading is 1 or 2 or 3 && about.Names(lines[i].Text) && !IsSiteName(lines[i], about),
            i => lines[i].Heading == 1 && !lines[i].IsMostlyLink && !isLeftOut(lines[i]),
            i => about.Titles.Any(t => t.Equals(lines[i].Text, StringComparison.OrdinalIgnoreCase)),
            i => about.Title is { } title && title.Equals(lines[i].Text, StringComparison.OrdinalIgnoreCase),
            i => lines[i].Heading is 2 or 3 && !lines[i].IsMostlyLink && !isLeftOut(lines[i]),
            i => !lines[i].IsMostlyLink && !isLeftOut(lines[i]) && IsNamedTitle(lines[i].Element),
        ];
        foreach (Func<int, bool> rule in rules)
        {
            foreach (int i in candidates)
            {
                if (rule(i))
                {
                    return new PageTitle(lines[i].Text, i, about.Names(lines[i].Text) && !IsSiteName(lines[i], about));
                }
            }
        }

        return new PageTitle(about.Title, -1, IsNamed: false);
    }

    private static IEnumerable<int> Backwards(List<PageLine> lines, int dateline)
    {
        for (int i = dateline - 1; i >= 0; i--)
        {
            if (IsCandidate(lines[i]))
            {
                yield return i;
            }
        }
    }

    private static bool IsCandidate(PageLine line) =>
        !line.IsBlock && line.Text.Length <= MaxTitleLength && line.Text.AsSpan().ContainsAnyExcept(PageWords.NoWordCharacters)
        && PageDateline.Of(line) is null;

    /// <summary>Returns whether a line is the site's name, which the page's title also contains, but next to a longer part.</summary>
    private static bool IsSiteName(PageLine line, PageMetadata about) =>
        about.Title is { } title && !title.Contains(line.Text, StringComparison.OrdinalIgnoreCase);

    private static bool IsNamedTitle(IElement element)
    {
        IElement? at = element;
        for (int i = 0; i <= MaxParents && at is not null and not { LocalName: "body" }; i++, at = at.ParentElement)
        {
            if (PageWords.IsNamedTitle(at))
            {
                return true;
            }
        }

        return false;
    }
}
