using NewsFunctions.Archive.Exports.Rows;
using NewsFunctions.Core.Links;
using static NewsFunctions.Archive.Reports.ReportWords;

namespace NewsFunctions.Archive.Reports;

/// <summary>Writes the lists of what is lost and in doubt: in which article, since when, why, and what can replace it.</summary>
/// <remarks>They are streamed and limited, so the size of a report does not grow with the archive.</remarks>
/// <param name="origin">The archive's address, for links to captures; null if nobody serves it.</param>
internal sealed class ReportLinks(HtmlWriter html, ReportFigures figures, Uri? origin)
{
    /// <summary>Limits the listed mentions of lost links.</summary>
    public const int MaxLost = 2000;

    /// <summary>Limits the listed mentions of links in doubt.</summary>
    public const int MaxDoubts = 500;

    private const int MaxText = 300;

    /// <param name="read">Reads the mentions of links in a state.</param>
    public async Task WriteAsync(Func<LinkState, IAsyncEnumerable<FixRow>> read, CancellationToken cancellationToken)
    {
        using (html.In("section", ("aria-labelledby", "fixes")))
        {
            html.Element("h2", "Fix list", ("id", "fixes"));
            if (!figures.IsCurrent)
            {
                html.Element("p", $"What was lost by {Day(figures.Date)} and still is.", ("class", "soft"));
            }

            await WriteAsync(
                read(LinkState.Dead).Where(row => figures.IsCurrent || row.DiedAt < figures.End), MaxLost, "Nothing is lost.", "GET /api/export/fixes.csv", cancellationToken);
        }

        if (figures.IsCurrent)
        {
            using (html.In("section", ("aria-labelledby", "doubts")))
            {
                html.Element("h2", "In doubt", ("id", "doubts"));
                html.Element("p", "Missing, but not yet often enough to be called lost.", ("class", "soft"));
                await WriteAsync(read(LinkState.Suspect), MaxDoubts, "Nothing is in doubt.", "GET /api/export/fixes.csv?state=Suspect", cancellationToken);
            }
        }
    }

    private async Task WriteAsync(IAsyncEnumerable<FixRow> rows, int max, string none, string all, CancellationToken cancellationToken)
    {
        int written = 0;
        bool isMore = false;
        using (html.In("ol", ("class", "links")))
        {
            await foreach (FixRow row in rows.WithCancellation(cancellationToken))
            {
                if (written == max)
                {
                    isMore = true;
                    break;
                }

                Write(row);
                written++;
                await html.SendIfManyAsync(cancellationToken);
            }
        }

        if (written == 0)
        {
            html.Element("p", none);
        }

        if (isMore)
        {
            html.Element("p", $"These are the first {Number(max)}; {all} has all.", ("class", "soft"));
        }
    }

    private void Write(FixRow row)
    {
        using (html.In("li"))
        {
            using (html.In("p", ("class", "what"), ("dir", "auto")))
            {
                // The direction of a paragraph depends on its own text, not on isolated text in it.
                Outside(row.PageUrl, row.ArticleTitle ?? $"Article {row.ArticleId}", isIsolated: false);
            }

            html.Element("p", Cut(row.LostUrl ?? row.Path), ("class", "path"), ("dir", "ltr"));
            using (html.In("p", ("class", "soft")))
            {
                html.Text($"{(row.State == LinkState.Dead ? "Lost" : "In doubt")}: a {Kind(row.Kind, 1)}");
                html.Text(row.PublishedAt is { } published ? $" of an article of {Day(DateOnly.FromDateTime(published.DateTime))}" : " of an article without a date");
                html.Text(row.DiedAt is { } died ? $", lost since {Day(died)}. " : ". ");
                html.Text($"{row.VerdictText}. ");
                html.Text(row.LastAlive is { } alive ? $"Last seen {Day(alive)}." : "Never seen alive.");
            }

            WriteReplacement(row);
        }
    }

    private void WriteReplacement(FixRow row)
    {
        if (row.ReplacementUrl is not { } url)
        {
            html.Element("p", "No copy is known.", ("class", "soft"));
            return;
        }

        using (html.In("p"))
        {
            html.Text("Replacement: ");
            bool isOurs = row.ReplacementFrom == ReplacementFrom.Capture;
            Outside(isOurs && origin is not null ? new Uri(origin, url).ToString() : url, isOurs ? $"our copy ({url})" : url);
            html.Element("span", $" {ReplacementWords(row)}", ("class", "soft"));
        }
    }

    private static string ReplacementWords(FixRow row) => row.SameBytes switch
    {
        SameBytes.Yes => $"of {Day(row.ReplacementAt!.Value)}, with the very bytes that were seen",
        SameBytes.No => $"of {Day(row.ReplacementAt!.Value)}, with other bytes than were seen",
        _ => $"of {Day(row.ReplacementAt!.Value)}",
    };

    /// <summary>Makes a link of an http or https address. Anything else stays text.</summary>
    /// <param name="isIsolated">True if the text is within a sentence, whose direction it must not change.</param>
    private void Outside(string? url, string text, bool isIsolated = true)
    {
        if (Uri.TryCreate(url, UriKind.Absolute, out Uri? address) && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps))
        {
            using (html.In("a", ("href", address.AbsoluteUri), ("rel", "noreferrer noopener external")))
            {
                Write(text, isIsolated);
            }
        }
        else
        {
            Write(text, isIsolated);
        }
    }

    private void Write(string text, bool isIsolated)
    {
        if (isIsolated)
        {
            html.Element("bdi", Cut(text));
        }
        else
        {
            html.Text(Cut(text));
        }
    }

    private static string Cut(string text) => text.Length <= MaxText ? text : $"{text[..MaxText]}…";
}
