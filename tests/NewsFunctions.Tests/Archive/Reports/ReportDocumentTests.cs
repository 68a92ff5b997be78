using System.Security.Cryptography;
using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using NewsFunctions.Archive.Exports.Rows;
using NewsFunctions.Archive.Reports;
using NewsFunctions.Core.Events;
using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;
using NewsFunctions.Core.Summaries;

namespace NewsFunctions.Tests.Archive.Reports;

public sealed class ReportDocumentTests
{
    private const string Hostile = "</p><script>alert(1)</script><img src=x onerror=\"alert(2)\">\u0001\ud800 و پل";

    private static readonly DateTimeOffset Noon = new(2026, 11, 30, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Text_of_dumps_is_escaped()
    {
        IDocument report = await WriteAsync(Figures(), [Row(0) with { ArticleTitle = Hostile, LostUrl = Hostile, PageUrl = "javascript:alert(3)", ReplacementUrl = "javascript:alert(4)", ReplacementAt = Noon }]);

        Assert.Empty(report.QuerySelectorAll("script, img, iframe, [onerror], a"));
        Assert.Equal(Hostile.Replace('\u0001', '\uFFFD').Replace('\ud800', '\uFFFD'), report.QuerySelector(".what")!.TextContent);
        Assert.Equal("auto", report.QuerySelector(".what")!.GetAttribute("dir"));
        Assert.Contains("javascript:alert(4)", report.QuerySelector(".links li")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Policy_allows_only_the_style_of_the_file()
    {
        IDocument report = await WriteAsync(Figures(), [Row(0)]);

        string style = Assert.Single(report.QuerySelectorAll("style")).TextContent;
        string policy = report.QuerySelector("meta[http-equiv='Content-Security-Policy']")!.GetAttribute("content")!;
        Assert.Contains($"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(style)))}'", policy, StringComparison.Ordinal);
        Assert.StartsWith("default-src 'none'; style-src 'sha256-", policy, StringComparison.Ordinal);
        Assert.Empty(report.QuerySelectorAll("[style], link, [src]"));
    }

    [Fact]
    public async Task Long_lists_are_cut_with_a_note()
    {
        IDocument report = await WriteAsync(Figures(), Enumerable.Range(0, ReportLinks.MaxLost + 5).Select(Row));

        Assert.Equal(ReportLinks.MaxLost, report.QuerySelectorAll("section[aria-labelledby='fixes'] li").Length);
        Assert.Contains("These are the first 2,000", report.Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Report_of_an_earlier_day_has_the_losses_up_to_that_day()
    {
        var date = new DateOnly(2026, 11, 10);
        ReportFigures figures = Figures() with { Date = date, IsCurrent = false, States = new HistoryEntry(date, 7, 0, 1, 0, 0), History = [new HistoryEntry(date, 7, 0, 1, 0, 0)] };
        IDocument report = await WriteAsync(figures, [Row(1) with { DiedAt = Noon.AddDays(-30) }, Row(2) with { DiedAt = Noon }]);

        Assert.Equal("Of 8 links, 7 were there and 1 was lost.", report.QuerySelector("h1")!.TextContent);
        Assert.Single(report.QuerySelectorAll("section[aria-labelledby='fixes'] li"));
        Assert.Null(report.QuerySelector("#doubts"));
        Assert.Contains("There is no history yet.", report.Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Our_own_capture_is_linked_only_if_the_archive_is_reachable()
    {
        FixRow row = Row(0) with { ReplacementUrl = "/api/captures/abc", ReplacementAt = Noon, ReplacementFrom = ReplacementFrom.Capture, SameBytes = SameBytes.Yes };

        IElement served = (await WriteAsync(Figures(), [row])).QuerySelector(".links a[href*='captures']")!;
        Assert.Equal("https://archive.example/api/captures/abc", served.GetAttribute("href"));
        Assert.Null((await WriteAsync(Figures(), [row], origin: null)).QuerySelector(".links a[href*='captures']"));
    }

    [Fact]
    public async Task Host_in_trouble_has_a_row_and_a_description()
    {
        IDocument report = await WriteAsync(Figures(), []);

        IElement host = Assert.Single(report.QuerySelectorAll("section[aria-labelledby='hosts'] tbody tr"));
        Assert.Equal("bad.example", host.QuerySelector("bdi")!.TextContent);
        Assert.Contains("dead since 1 November 2026", host.TextContent, StringComparison.Ordinal);
        Assert.Equal("From 1 November 2026 on lost went from 0 to 3, in doubt from 2 to 1.", host.QuerySelector("svg")!.GetAttribute("aria-label"));
        Assert.Equal("M60 20V10H89V0H90V20z", host.QuerySelector("path")!.GetAttribute("d"));
    }

    private static async Task<IDocument> WriteAsync(ReportFigures figures, IEnumerable<FixRow> lost, string? origin = "https://archive.example/")
    {
        using var bytes = new MemoryStream();
        await using (var html = new HtmlWriter(bytes))
        {
            var list = new ReportLinks(html, figures, origin is null ? null : new Uri(origin));
            await new ReportDocument(html, figures).WriteAsync(() => list.WriteAsync(
                state => state == LinkState.Dead ? lost.ToAsyncEnumerable() : AsyncEnumerable.Empty<FixRow>(), TestContext.Current.CancellationToken));
            await html.SendAsync(TestContext.Current.CancellationToken);
        }

        string text = Encoding.UTF8.GetString(bytes.ToArray());
        Assert.StartsWith("<!doctype html>\n<html lang=\"en\">", text, StringComparison.Ordinal);
        return new HtmlParser().ParseDocument(text);
    }

    private static ReportFigures Figures()
    {
        var states = new HistoryEntry(new DateOnly(2026, 11, 30), 6, 1, 3, 0, 0);
        var counts = new LinkCounts(10, 6, 1, 3, 0, 0, 1, 0);
        return new ReportFigures
        {
            Site = "alalam",
            Date = states.Date,
            IsCurrent = true,
            States = states,
            History = [new HistoryEntry(new DateOnly(2026, 10, 1), 9, 1, 0, 0, 0), states],
            Events = new Dictionary<EventWhat, long> { [EventWhat.Dead] = 3 },
            Survival = null,
            Summary = new ArchiveSummary
            {
                AsOf = Noon,
                Sites = ["alalam"],
                Since = Noon.AddDays(-60),
                Articles = new ArticleCounts(4, 0, 2, 1),
                Links = counts,
                ByKind = new KindCounts(counts, None(), None(), None()),
                Week = new WeekCounts(1, 0, 0),
                Days = [new DayCounts(new DateOnly(2016, 3, 11), 4, 10, 3, 1)],
                Hosts =
                [
                    new HostCounts
                    {
                        Host = "bad.example", Total = 20, Alive = 16, Suspect = 1, Dead = 3, Blocked = 0, Unknown = 0, DeadSince = Noon.AddDays(-29),
                        History = [new HostDay(new DateOnly(2026, 11, 1), 2, 0), new HostDay(new DateOnly(2026, 11, 30), 1, 3)],
                    },
                    new HostCounts { Host = "good.example", Total = 5, Alive = 5, Suspect = 0, Dead = 0, Blocked = 0, Unknown = 0 },
                ],
                History = [states],
                Damage = new DamageCounts(1, 0, 0, 0, 0, []),
                UnlistedDays = 0,
                UnlistedHosts = 0,
            },
        };
    }

    private static LinkCounts None() => new(0, 0, 0, 0, 0, 0, 0, 0);

    private static FixRow Row(int number) => new()
    {
        Site = "alalam",
        ArticleId = $"{number}",
        ArticleTitle = $"Article {number}",
        PublishedAt = Noon,
        PageUrl = $"https://alalam.example/news/{number}",
        LinkId = $"p{number}",
        Kind = LinkKind.Image,
        Path = $"/{number}.jpg",
        LostUrl = $"https://media.alalam.example/{number}.jpg",
        State = LinkState.Dead,
        Verdict = Verdict.Gone,
        VerdictText = "The server says that it is gone (404 or 410)",
        LastAlive = Noon.AddDays(-90),
        DiedAt = Noon.AddDays(-9),
        ReplacementUrl = null,
        ReplacementAt = null,
        ReplacementFrom = null,
        SameBytes = null,
    };
}
