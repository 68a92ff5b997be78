using NewsFunctions.Cli.Terminals;
using NewsFunctions.Core.Articles;
using NewsFunctions.Dumps.Reading;

namespace NewsFunctions.Cli.Parse;

/// <summary>Shows a parsed dump to people.</summary>
internal static class ParsedDumpView
{
    /// <returns>True if the dump is rejected.</returns>
    public static async Task<bool> WriteAsync(IAsyncEnumerable<ReadRecord> records, Terminal terminal)
    {
        var counter = new ParsedDumpCounter();
        await foreach (ReadRecord record in records)
        {
            counter.Add(record);
            foreach (ReadArticle read in record.Articles)
            {
                Write(terminal, ArticleJson.From(read.Article, read.Provenance.Member));
            }
        }

        if (counter.Rejected)
        {
            terminal.Line($"Rejected: nothing in these {Show.Number(counter.Bytes)} bytes reads as an article.");
        }

        WriteDiagnostics(terminal, counter.Diagnostics);
        return counter.Rejected;
    }

    private static void Write(Terminal terminal, ArticleJson article)
    {
        ResultTable table = new ResultTable("", "").Add("Article", $"{article.Site}/{article.Id}");
        if (article.Member is { } member)
        {
            table.Add("Member", member);
        }

        terminal.Table(table
            .Add("Title", article.Title ?? "-")
            .Add("Section", article.Section ?? "-")
            .Add("Published", Show.Time(article.PublishedAt))
            .Add("Paragraphs", $"{article.Paragraphs.Count}, {Show.Number(article.Paragraphs.Sum(p => p.Length))} characters")
            .Add("Signature", article.Signature ?? "-")
            .Add("Related block", Show.Block(article.ActualLength, article.DeclaredLength)));
        if (article.Related.Count > 0)
        {
            var related = new ResultTable("!Id", "Kind", "Uploaded", "Path", "Title");
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
