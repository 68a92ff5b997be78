using NewsFunctions.Archive.Api;
using NewsFunctions.Archive.Queries;
using NewsFunctions.Cli.Terminals;
using NewsFunctions.Core.Articles;
using NewsFunctions.Dumps.Reading;

namespace NewsFunctions.Cli.Queries;

/// <summary>Shows articles to people.</summary>
internal static class ArticleViews
{
    public static void Write(Terminal terminal, ArticleListResponse page)
    {
        bool hasExcerpts = page.Items.Any(item => item.Excerpt is not null);
        var table = new ResultTable(["Published", "!Article", "Title", ">Related", "Media", ">Diagnostics", .. hasExcerpts ? ["Text"] : Array.Empty<string>()]);
        foreach (ArticleListItem item in page.Items)
        {
            string?[] row =
            [
                Show.Time(item.PublishedAt),
                $"{item.Site}/{item.Id}",
                item.Title,
                Show.Number(item.RelatedCount),
                Media(item),
                Show.Number(item.Diagnostics),
            ];
            table.Add(hasExcerpts ? [.. row, item.Excerpt is { } text ? $"{text.Before}{text.Match}{text.After}" : "-"] : row);
        }

        terminal.List(table, "No article fits", page.Continuation);
        if (page.Note is { } note)
        {
            terminal.Progress(note);
        }
    }

    public static void Write(Terminal terminal, ArticleResponse article)
    {
        terminal.Table(new ResultTable("", "")
            .Add("Article", $"{article.Site}/{article.Id}")
            .Add("Title", article.Title ?? "-")
            .Add("Section", article.Section ?? "-")
            .Add("Published", Show.Time(article.PublishedAt))
            .Add("Signature", article.Signature ?? "-")
            .Add("Language", article.Language ?? "-")
            .Add("Damage", Show.Damage(article.Damage))
            .Add("Dump", article.DumpName ?? "-")
            .Add("Related block", Show.Block(article.ActualLength, article.DeclaredLength)));
        terminal.Line();
        foreach (string paragraph in article.Paragraphs)
        {
            terminal.Line(paragraph);
        }

        WriteRelated(terminal, article);
        if (article.Diagnostics.Count > 0)
        {
            terminal.Line();
            terminal.Table(Show.Diagnostics(article.Diagnostics.Select(DiagnosticJson.From)));
        }
    }

    public static void Write(Terminal terminal, PageResponse<ArticleVersionResponse> versions)
    {
        var table = new ResultTable("!Version", "Current", "Title", ">Paragraphs", ">Related", "Damage", "Last seen", "Dump");
        foreach (ArticleVersionResponse version in versions.Items)
        {
            table.Add(
                version.ContentHash,
                version.Current ? "yes" : "-",
                version.Title,
                Show.Number(version.Paragraphs),
                Show.Number(version.RelatedCount),
                Show.Damage(version.Damage),
                Show.Utc(version.LastSeenAt),
                string.Join(", ", version.Provenance.Select(place => place.DumpName).Distinct()));
        }

        terminal.Table(table);
        Continuation.Write(terminal, versions.Continuation);
    }

    /// <summary>Returns the state, and how many media it applies to.</summary>
    private static string Media(ArticleListItem item)
    {
        string state = MediaStates.Name(item.MediaState);
        return (item.MediaState, item.Media) switch
        {
            (_, null) or (MediaState.Ok, _) => state,
            (MediaState.Dead, { Suspect: > 0 } media) => $"{state} {media.Dead}/{media.Total}, suspect {media.Suspect}",
            (MediaState.Dead, var media) => $"{state} {media.Dead}/{media.Total}",
            (MediaState.Suspect, var media) => $"{state} {media.Suspect}/{media.Total}",
            (_, var media) => $"{state} {media.Unknown}/{media.Total}",
        };
    }

    private static void WriteRelated(Terminal terminal, ArticleResponse article)
    {
        if (article.Related.Count == 0)
        {
            return;
        }

        var table = new ResultTable("Kind", "State", "!Link", "!Page", "Title");
        foreach (RelatedResponse item in article.Related)
        {
            table.Add(Show.Lower(item.Kind), item.LinkState?.ToString() ?? "-", item.LinkId ?? "-", item.PageLinkId ?? "-", item.Title);
        }

        terminal.Line();
        terminal.Table(table);
    }
}
