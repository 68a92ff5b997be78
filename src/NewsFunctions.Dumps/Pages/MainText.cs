using System.Text;
using AngleSharp.Html.Dom;
using NewsFunctions.Html;
using SmartReader;

namespace NewsFunctions.Dumps.Pages;

/// <summary>Extracts the article of a page without a dateline: its main text, found by SmartReader, a port of Firefox's reader view.</summary>
internal static class MainText
{
    private const int MaxElements = 20_000;
    private const int MaxCharacters = 2 * 1024 * 1024;
    private const int MinText = 200;

    /// <returns>The title twice, which marks a title in a text without a dateline, then the lines and the blocks; null if the page
    /// is not an article: without a block its text must have a minimum length.</returns>
    public static string? Compose(IHtmlDocument document, List<PageLine> lines, PageMetadata about, PageLimits limits)
    {
        List<PageLine> blocks = [.. lines.Where(l => l.IsBlock)];
        List<PageLine> main = [.. LinesOf(document, limits).Where(l => !PageWords.IsCopyright(l.Text))];
        if (blocks.Count == 0 && main.Where(l => l.IsProse).Sum(l => l.Text.Length) < MinText)
        {
            return null;
        }

        PageTitle title = PageTitle.Find(lines, about, lines.Count, lines.Count, l => PageWords.IsBoilerplate(l.Element));
        var text = new StringBuilder();
        if (title.Text is { } written)
        {
            text.Append(written).Append('\n').Append(written).Append('\n');
        }

        foreach (PageLine line in main.Where(l => l.Text != title.Text && !l.IsBlock).Concat(blocks))
        {
            text.Append(line.Text).Append('\n');
        }

        return text.ToString();
    }

    private static List<PageLine> LinesOf(IHtmlDocument document, PageLimits limits)
    {
        // Use the parsed document, not the original bytes: it no longer contains input that is hostile to a parser.
        string html = document.DocumentElement.OuterHtml;
        if (html.Length > MaxCharacters)
        {
            return [];
        }

        using var reader = new Reader("https://page.invalid/", html) { MaxElemsToParse = MaxElements, ContinueIfNotReadable = true };
        Article article;
        try
        {
            article = reader.GetArticle();
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // SmartReader is not made for every page, and one page must not fail a whole archive.
            return [];
        }

        return article.Content is { Length: > 0 } content && PageDocument.TryParse(content, limits, out IHtmlDocument main, out _) && main.Body is { } body
            ? PageLines.Of(body)
            : [];
    }
}
