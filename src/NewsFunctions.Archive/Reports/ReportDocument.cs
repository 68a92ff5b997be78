using System.Security.Cryptography;
using System.Text;
using NewsFunctions.Core.Events;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Summaries;
using static NewsFunctions.Archive.Reports.ReportWords;

namespace NewsFunctions.Archive.Reports;

/// <summary>Writes a report: what is lost, how that changed, where, how long things live, and the frame around the lists of lost links.</summary>
internal sealed class ReportDocument(HtmlWriter html, ReportFigures figures)
{
    private const int MonthsListed = 24;
    private const int HostsListed = 20;

    private static readonly string Style = Read("tokens.css") + Read("report.css");

    /// <summary>Prevents a report from running or loading anything, wherever it is opened.</summary>
    public static string ContentSecurityPolicy { get; } =
        $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style)))}'; base-uri 'none'; form-action 'none'";

    private readonly ReportCharts _charts = new(html);

    public async Task WriteAsync(Func<Task> writeLists)
    {
        html.Raw("<!doctype html>\n");
        using (html.In("html", ("lang", "en")))
        {
            WriteHead();
            using (html.In("body"))
            using (html.In("main"))
            {
                _charts.DefineHatch();
                WriteLead();
                WriteChange();
                WritePlaces();
                WriteHosts();
                WriteSurvival();
                await writeLists();
                WriteFoot();
            }
        }

        html.Raw("\n");
    }

    private static string Read(string name)
    {
        using Stream embedded = typeof(ReportDocument).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(embedded);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }

    private void WriteHead()
    {
        using (html.In("head"))
        {
            html.Empty("meta", ("charset", "utf-8"));
            html.Empty("meta", ("http-equiv", "Content-Security-Policy"), ("content", ContentSecurityPolicy));
            html.Empty("meta", ("name", "viewport"), ("content", "width=device-width, initial-scale=1"));
            html.Empty("meta", ("name", "color-scheme"), ("content", "light dark"));
            html.Empty("meta", ("name", "referrer"), ("content", "no-referrer"));
            html.Element("title", $"What is lost of {Subject()}, {Day(figures.Date)}");
            using (html.In("style"))
            {
                html.Raw(Style);
            }
        }
    }

    private void WriteLead()
    {
        HistoryEntry states = figures.States;
        LinkCounts links = figures.Summary.Links;
        (string Class, string Id, string Words, long Links)[] parts =
        [
            ("there", "alive", "there", states.Alive),
            ("doubt", "suspect", "in doubt", states.Suspect),
            ("dead", "dead", "lost", states.Dead),
            ("blocked", "blocked", "blocked", states.Blocked),
            ("unknown", "unknown", "unknown", states.Unknown),
        ];
        html.Element("p", $"Report on {Subject()}, {Day(figures.Date)}", ("class", "soft"));
        html.Element("h1", Headline(figures));
        _charts.Bar([.. parts.Select(part => (part.Class, part.Links))]);
        using (html.In("ul", ("class", "states")))
        {
            foreach ((_, string id, string words, long count) in parts)
            {
                using (html.In("li"))
                {
                    Figure(id, count);
                    html.Text($" {words}");
                    if (figures.IsCurrent && id is "dead" or "suspect" && count > 0)
                    {
                        html.Element("span", $" {Number(id == "dead" ? links.DeadWithCopy : links.SuspectWithCopy)} with a copy", ("class", "soft"));
                    }
                }
            }
        }

        using (html.In("p", ("class", "soft")))
        {
            html.Text(figures.Summary.Since is { } since ? $"Watching since {Day(since)}. " : "Nothing was checked yet. ");
            html.Text(figures.IsCurrent ? "Figures as of " : $"Figures of {Day(states.Date)}, the last summary up to then. The archive was read on ");
            html.Element("time", Moment(figures.Summary.AsOf), ("datetime", $"{figures.Summary.AsOf:O}"));
            html.Text(".");
        }
    }

    private void WriteChange()
    {
        using (Section("change", "How it changed"))
        {
            html.Element(
                "p",
                $"In the {ReportFigures.EventDays} days up to then, {Number(figures.Of(EventWhat.Dead))} died, {Number(figures.Of(EventWhat.Revived))} came back and {Number(figures.Of(EventWhat.Drifted))} changed.");
            if (figures.History.Count < 2)
            {
                html.Element("p", "There is no history yet.", ("class", "soft"));
                return;
            }

            (HistoryEntry first, HistoryEntry last) = (figures.History[0], figures.History[^1]);
            _charts.Steps(
                figures.History,
                $"From {Day(first.Date)} to {Day(last.Date)} lost went from {Number(first.Dead)} to {Number(last.Dead)}, in doubt from {Number(first.Suspect)} to {Number(last.Suspect)}.");
            html.Element("p", $"{Day(first.Date)}: {Number(first.Dead)} lost; {Day(last.Date)}: {Number(last.Dead)} lost. Hatched: in doubt.", ("class", "soft"));
            Table(
                ["Last day of the month", "There", "Lost", "In doubt", "Blocked", "Unknown"],
                figures.History.GroupBy(day => (day.Date.Year, day.Date.Month)).Select(month => month.Last()).TakeLast(MonthsListed),
                day => [Day(day.Date), Number(day.Alive), Number(day.Dead), Number(day.Suspect), Number(day.Blocked), Number(day.Unknown)]);
        }
    }

    private void WritePlaces()
    {
        using (Section("where", "Where"))
        {
            KindCounts kinds = figures.Summary.ByKind;
            OnlyCurrent();
            Table(
                ["What", "Of", "Lost", "In doubt", "Lost, with a copy"],
                new[] { (LinkKind.Image, kinds.Image), (LinkKind.Video, kinds.Video), (LinkKind.Other, kinds.Other), (LinkKind.Page, kinds.Page) }.Where(kind => kind.Item2.Total > 0),
                kind => [Kind(kind.Item1, 2), Number(kind.Item2.Total), Number(kind.Item2.Dead), Number(kind.Item2.Suspect), Number(kind.Item2.DeadWithCopy)]);
            Table(
                ["Articles of", "Articles", "Their media", "Lost", "In doubt", "Share lost"],
                figures.Summary.Days.GroupBy(day => day.Date.Year).OrderByDescending(year => year.Key),
                year =>
                [
                    year.Key.ToString(System.Globalization.CultureInfo.InvariantCulture),
                    Number(year.Sum(day => day.Articles)),
                    Number(year.Sum(day => day.Media)),
                    Number(year.Sum(day => day.Dead)),
                    Number(year.Sum(day => day.Suspect)),
                    Share(year.Sum(day => day.Dead), year.Sum(day => day.Media)),
                ]);
        }
    }

    private void WriteHosts()
    {
        HostCounts[] troubled = [.. figures.Summary.Hosts.Where(IsInTrouble)];
        using (Section("hosts", "Hosts in trouble"))
        {
            OnlyCurrent();
            if (troubled.Length == 0)
            {
                html.Element("p", $"None of {Count(figures.Summary.Hosts.Count + figures.Summary.UnlistedHosts, "host")}.");
                return;
            }

            using (html.In("table"))
            {
                HeadRow(["Host", "Lost", "In doubt", "Of", "90 days"]);
                using (html.In("tbody"))
                {
                    foreach (HostCounts host in troubled.Take(HostsListed))
                    {
                        WriteHost(host);
                    }
                }
            }

            if (troubled.Length > HostsListed)
            {
                html.Element("p", $"And {Count(troubled.Length - HostsListed, "more host")}.", ("class", "soft"));
            }
        }
    }

    private void WriteHost(HostCounts host)
    {
        using (html.In("tr"))
        {
            using (html.In("th", ("scope", "row")))
            {
                html.Element("bdi", host.Host);
                html.Element("span", ReportWords.Host(host), ("class", "soft host-words"));
            }

            html.Element("td", Number(host.Dead), ("class", host.Dead > 0 ? "n lost" : "n"));
            html.Element("td", Number(host.Suspect), ("class", "n"));
            html.Element("td", Number(host.Total), ("class", "n"));
            using (html.In("td"))
            {
                _charts.HostLine(host.History, DateOnly.FromDateTime(figures.Summary.AsOf.UtcDateTime), HostLineWords(host));
            }
        }
    }

    private static string HostLineWords(HostCounts host) => host.History is [var first, ..]
        ? $"From {Day(first.Date)} on lost went from {Number(first.Dead)} to {Number(host.Dead)}, in doubt from {Number(first.Suspect)} to {Number(host.Suspect)}."
        : "";

    private void WriteSurvival()
    {
        using (Section("survival", "How long things live"))
        {
            if (figures.Summary.Survival is not { } headline || figures.Survival is not { } survival)
            {
                html.Element("p", "That cannot be told yet.");
                return;
            }

            html.Element("p", Life(headline));
            OnlyCurrent();
            if (survival.Points is [_, .., var last])
            {
                _charts.Curve(survival.Points, $"After {Age(last.Months)}, {Share(last.Alive, 1)} of the {Born(survival.Kind, survival.Born)} were there.");
                html.Element("p", $"The share of {Born(survival.Kind, survival.Born)} that was there, from birth to {Age(last.Months)}, with a 95 % band.", ("class", "soft"));
            }

            Table(
                ["Born in", "Seen", "Lost", "Half gone after"],
                survival.Years,
                year => [year.Born.ToString(System.Globalization.CultureInfo.InvariantCulture), Number(year.Links), Number(year.Deaths), Half(year.Half)]);
        }
    }

    private void WriteFoot()
    {
        using (html.In("footer", ("class", "soft")))
        {
            html.Text($"Made by NewsFunctions from the archive as it was on {Moment(figures.Summary.AsOf)}. Times are UTC. This file loads nothing.");
        }
    }

    private static bool IsInTrouble(HostCounts host) => host.Dead + host.Suspect > 0 || host.CircuitOpen || host.DownSince is not null || host.DeadSince is not null;

    private string Subject() => figures.Site is { } site ? $"the site {site}" : $"an archive of {Count(figures.Summary.Sites.Count, "site")}";

    /// <summary>Writes a note that a section has no history.</summary>
    private void OnlyCurrent()
    {
        if (!figures.IsCurrent)
        {
            html.Element("p", $"Of this no history is kept. As of {Day(figures.Summary.AsOf)}:", ("class", "soft"));
        }
    }

    private HtmlWriter.Scope Section(string id, string heading)
    {
        HtmlWriter.Scope section = html.In("section", ("aria-labelledby", id));
        html.Element("h2", heading, ("id", id));
        return section;
    }

    private void Figure(string id, long value) => html.Element("data", Number(value), ("id", $"links-{id}"), ("value", $"{value}"));

    private void HeadRow(IReadOnlyList<string> columns)
    {
        using (html.In("thead"))
        using (html.In("tr"))
        {
            for (int i = 0; i < columns.Count; i++)
            {
                html.Element("th", columns[i], ("scope", "col"), ("class", i == 0 ? null : "n"));
            }
        }
    }

    private void Table<TRow>(IReadOnlyList<string> columns, IEnumerable<TRow> rows, Func<TRow, IReadOnlyList<string>> cells)
    {
        using (html.In("table"))
        {
            HeadRow(columns);
            using (html.In("tbody"))
            {
                foreach (IReadOnlyList<string> row in rows.Select(cells))
                {
                    using (html.In("tr"))
                    {
                        html.Element("th", row[0], ("scope", "row"));
                        foreach (string cell in row.Skip(1))
                        {
                            html.Element("td", cell, ("class", "n"));
                        }
                    }
                }
            }
        }
    }
}
