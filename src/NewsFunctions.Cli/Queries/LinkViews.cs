using NewsFunctions.Archive.Api;
using NewsFunctions.Cli.Terminals;
using NewsFunctions.Core.Links;

namespace NewsFunctions.Cli.Queries;

/// <summary>Shows links and their checks to people.</summary>
internal static class LinkViews
{
    public static void Write(Terminal terminal, PageResponse<LinkResponse> page)
    {
        var table = new ResultTable("State", "Verdict", ">Strikes", "Last checked", "!Link", "Path");
        foreach (LinkResponse link in page.Items)
        {
            table.Add(
                link.State.ToString(),
                link.Verdict?.ToString() ?? "-",
                Show.Number(link.Strikes),
                Show.Utc(link.LastChecked),
                $"{link.Site}/{link.LinkId}",
                link.Path);
        }

        terminal.List(table, "No link fits", page.Continuation);
    }

    public static void Write(Terminal terminal, LinkResponse link, PageResponse<LinkCheckResponse> checks, PageResponse<LinkArticleResponse> articles)
    {
        ResultTable facts = new ResultTable("", "")
            .Add("Link", $"{link.Site}/{link.LinkId}")
            .Add("Kind", Show.Lower(link.Kind))
            .Add("Path", link.Path)
            .Add("Title", link.Title ?? "-")
            .Add("State", link.State.ToString())
            .Add("Because", link.Because ?? "-");
        if (link.HostDead is { } dead)
        {
            facts.Add("Died with", dead.Host);
        }

        facts
            .Add("Strikes", Show.Number(link.Strikes))
            .Add("Last alive", Show.Utc(link.LastAlive))
            .Add("Next due", link.NextDue is null ? (link.Locations.Count == 0 ? "never: no location" : link.State == LinkState.Ignored ? "never: ignored" : "now") : Show.Utc(link.NextDue));
        foreach (string location in link.Locations)
        {
            facts.Add("Location", location);
        }

        terminal.Table(facts);
        if (checks.Items.Count > 0)
        {
            WriteChecks(terminal, checks);
        }

        if (articles.Items.Count > 0)
        {
            WriteArticles(terminal, articles);
        }
    }

    private static void WriteChecks(Terminal terminal, PageResponse<LinkCheckResponse> checks)
    {
        var table = new ResultTable("Checked", "Verdict", "Location", "Reason", ">ms");
        foreach (LinkCheckResponse check in checks.Items)
        {
            table.Add(
                Show.Utc(check.CheckedAt),
                check.Verdict?.ToString() ?? "Judged",
                check.Location ?? "-",
                check.Reason,
                Show.Number((long)check.DurationMilliseconds));
        }

        terminal.Line();
        terminal.Table(table);
        Continuation.Write(terminal, checks.Continuation);
    }

    private static void WriteArticles(Terminal terminal, PageResponse<LinkArticleResponse> articles)
    {
        var table = new ResultTable("Published", "!Mentioned by", "Title");
        foreach (LinkArticleResponse article in articles.Items)
        {
            table.Add(Show.Time(article.PublishedAt), $"{article.Site}/{article.Id}", article.Title);
        }

        terminal.Line();
        terminal.Table(table);
        if (articles.Continuation is not null)
        {
            terminal.Progress("More articles mention it: GET /api/links/{site}/{linkId}/articles lists all; --limit shows up to 1000.");
        }
    }
}
