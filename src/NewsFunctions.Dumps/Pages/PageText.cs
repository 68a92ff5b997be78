using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using NewsFunctions.Core.Diagnostics;
using NewsFunctions.Dumps.Diagnostics;
using NewsFunctions.Dumps.Parsing;
using NewsFunctions.Html;

namespace NewsFunctions.Dumps.Pages;

/// <summary>Converts a web page to the text of an article, in the form of a text dump. It is a pure function that never throws, whatever the
/// bytes are.</summary>
/// <remarks>docs/dump-format.md has the rules.</remarks>
internal static class PageText
{
    private const int MaxDatelines = 50;
    private const int MinTeasers = 3;

    /// <param name="httpResponse">The block of a WARC <c>response</c> record: status line, headers, body.</param>
    /// <param name="offset">The start of the block in its member, which the diagnostics refer to.</param>
    public static PageTextResult FromResponse(ReadOnlyMemory<byte> httpResponse, long offset, PageLimits limits)
    {
        var diagnostics = new List<DumpDiagnostic>();
        return PagePayload.FromResponse(httpResponse, offset, limits, diagnostics, out PagePayload payload) is { } why
            ? PageTextResult.Refused(why, diagnostics)
            : Read(payload, offset, limits, diagnostics);
    }

    /// <param name="body">A page without HTTP around it, such as the block of a WARC <c>resource</c> record.</param>
    /// <param name="contentType">The declared content type; null if there is none.</param>
    /// <inheritdoc cref="FromResponse"/>
    public static PageTextResult FromPayload(ReadOnlyMemory<byte> body, string? contentType, long offset, PageLimits limits)
    {
        var diagnostics = new List<DumpDiagnostic>();
        return PagePayload.FromBody(body, contentType, offset, limits, diagnostics, out PagePayload payload) is { } why
            ? PageTextResult.Refused(why, diagnostics)
            : Read(payload, offset, limits, diagnostics);
    }

    private static PageTextResult Read(PagePayload payload, long offset, PageLimits limits, List<DumpDiagnostic> diagnostics)
    {
        if (payload.Kind == PageKind.PlainText)
        {
            return Of(payload.Text, diagnostics);
        }

        if (!PageDocument.TryParse(payload.Text, limits, out IHtmlDocument document, out string tooMuch))
        {
            return PageTextResult.Refused(DumpDiagnostics.PageTooLarge(offset, tooMuch), diagnostics);
        }

        using (document)
        {
            if (document.Body is not { } body)
            {
                return PageTextResult.Refused(DumpDiagnostics.PageIsEmpty(offset), diagnostics);
            }

            List<PageLine> lines = PageLines.Of(body);
            PageMetadata about = PageMetadata.Of(document);
            if (TextThatIsThere(body) is { } plain)
            {
                return Of(plain, diagnostics);
            }

            if (WithDateline(lines, about, offset, diagnostics) is { } dated)
            {
                return Of(dated, diagnostics);
            }

            bool mayBeArticle = about.PublishedAt is not null || lines.Exists(l => l.IsBlock);
            return mayBeArticle && MainText.Compose(document, lines, about, limits) is { } undated
                ? Of(undated, diagnostics) with { IsArticle = true, PublishedAt = about.PublishedAt }
                : PageTextResult.Refused(DumpDiagnostics.PageHasNoArticle(offset), diagnostics);
        }
    }

    private static PageTextResult Of(string text, List<DumpDiagnostic> diagnostics) =>
        new() { Text = Encoding.UTF8.GetBytes(text), Diagnostics = diagnostics };

    /// <summary>Returns the text of a text dump that a server declares as HTML: it has no elements, or only one <c>pre</c>. Its lines stay
    /// lines.</summary>
    private static string? TextThatIsThere(IElement body)
    {
        INode[] nodes = [.. body.ChildNodes.Where(n => n is IElement { LocalName: not ("script" or "style") } || (n is IText text && !string.IsNullOrWhiteSpace(text.Data)))];
        string? text = nodes switch
        {
            [IText only] => only.Data,
            [IElement { LocalName: "pre" } pre] => pre.TextContent,
            _ => null,
        };
        return text is not null && !DumpParser.Parse(Encoding.UTF8.GetBytes(text)).Rejected ? text : null;
    }

    private static string? WithDateline(List<PageLine> lines, PageMetadata about, long offset, List<DumpDiagnostic> diagnostics)
    {
        int[] datelines = [.. Enumerable.Range(0, lines.Count).Where(i => PageDateline.Of(lines[i]) is not null).Take(MaxDatelines)];
        var boilerplate = new Dictionary<IElement, bool>();
        var articles = new List<(PageArticle Article, int Dateline)>();
        foreach (int dateline in datelines)
        {
            var around = new PageSurroundings(lines[dateline].Element, boilerplate);
            int next = datelines.FirstOrDefault(d => d > dateline && !around.IsBoilerplate(lines[d].Element), lines.Count);
            articles.Add((new PageArticle(lines, dateline, next, boilerplate), dateline));
        }

        // Choose the article with the most text.
        (PageArticle Article, int Dateline)[] best = [.. articles.OrderBy(a => a.Article.IsAside).ThenByDescending(a => a.Article.Weight)];
        if (best.Length == 0 || (best[0].Article.Weight == 0 && !lines.Exists(l => l.IsBlock)))
        {
            return null;
        }

        int more = articles.Count(a => a.Article.HasOwnBlock && !a.Article.IsAside && a.Dateline != best[0].Dateline);
        if (more > 0 && best[0].Article.HasOwnBlock)
        {
            diagnostics.Add(DumpDiagnostics.PageHasSeveral(offset, more));
        }

        (PageArticle article, int line) = best[0];
        PageTitle title = PageTitle.Find(lines, about, line, article.FirstProse, article.IsLeftOut);
        long all = articles.Where(a => !a.Article.IsAside).Sum(a => a.Article.Weight);
        if (articles.Count >= MinTeasers && article.Weight * 2 < all && !title.IsNamed && !lines.Exists(l => l.IsBlock))
        {
            // Many dated texts without one that matches the page's title are a list of articles.
            return null;
        }

        return article.Compose(title, PageDateline.Of(lines[FirstSaid(lines, datelines, line)])!);
    }

    /// <summary>Chooses the first of several adjacent datelines ("published ..., changed ..."), as in a text.</summary>
    private static int FirstSaid(List<PageLine> lines, int[] datelines, int dateline)
    {
        const int MaxBetween = 3;
        int before = datelines.LastOrDefault(d => d < dateline, dateline);
        bool together = dateline - before <= MaxBetween && lines[before].Element.ParentElement == lines[dateline].Element.ParentElement
            && !lines.Take(dateline).Skip(before + 1).Any(l => l.IsProse || l.Heading > 0);
        return before < dateline && together ? FirstSaid(lines, datelines, before) : dateline;
    }
}
