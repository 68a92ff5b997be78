using NewsFunctions.Articles;
using NewsFunctions.Cli.Terminals;

namespace NewsFunctions.Cli.Parse;

/// <summary>A parsed dump for people.</summary>
internal static class ParsedDumpView
{
    public static void Write(Terminal terminal, ParsedDumpJson dump)
    {
        foreach (ArticleJson article in dump.Articles)
        {
            Write(terminal, article);
        }

        if (dump.Rejected)
        {
            terminal.Line($"Rejected: nothing in these {Show.Number(dump.Bytes)} bytes reads as an article.");
        }

        WriteDiagnostics(terminal, dump.Diagnostics ?? []);
    }

    private static void Write(Terminal terminal, ArticleJson article)
    {
        terminal.Table(new ResultTable("", "")
            .Add("Article", $"{article.Site}/{article.Id}")
            .Add("Title", article.Title ?? "-")
            .Add("Section", article.Section ?? "-")
            .Add("Published", Show.Time(article.PublishedAt))
            .Add("Paragraphs", $"{article.Paragraphs.Count}, {Show.Number(article.Paragraphs.Sum(p => p.Length))} characters")
            .Add("Signature", article.Signature ?? "-")
            .Add("Related block", Show.Block(article.ActualLength, article.DeclaredLength)));
        if (article.Related.Count > 0)
        {
            var related = new ResultTable("Id", "Kind", "Uploaded", "Path", "Title");
            foreach (RelatedItemJson item in article.Related)
            {
                related.Add(item.Id ?? "-", item.Kind, Show.LocalTime(item.UploadedAt), item.Pic ?? "-", item.Title);
            }

            terminal.Line();
            terminal.Table(related);
        }

        WriteDiagnostics(terminal, article.Diagnostics);
        terminal.Line();
    }

    private static void WriteDiagnostics(Terminal terminal, IReadOnlyList<DiagnosticJson> diagnostics)
    {
        if (diagnostics.Count > 0)
        {
            terminal.Line();
            terminal.Table(Show.Diagnostics(diagnostics));
        }
    }
}
