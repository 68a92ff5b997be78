using System.Globalization;
using NewsFunctions.Archive.Api;
using NewsFunctions.Archive.Exports;
using NewsFunctions.Archive.Summaries;
using NewsFunctions.Archive.Survival;
using NewsFunctions.Core.Events;
using NewsFunctions.Core.Links;
using NewsFunctions.Core.Summaries;
using NewsFunctions.Storage.Events;

namespace NewsFunctions.Archive.Reports;

/// <summary>Makes the report of a site and a day: one self-contained HTML file.</summary>
/// <remarks>Reading the figures costs one operation for the summary, one for the life table, and one for each site and 1,000 events of 30
/// days. The lists of lost links are read while they are written, as in an export of fixes.</remarks>
public sealed class ArchiveReports(SummaryQueries summaries, SurvivalQueries survival, EventStore events, LostLinks lost, TimeProvider time)
{
    /// <param name="origin">The archive's address, for links to captures; null if nobody serves it.</param>
    public async Task<ReportResult> OpenAsync(ReportQuery query, Uri? origin, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        if (query.Date > DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime))
        {
            return ReportResult.Refused("The date of a report must not lie in the future.");
        }

        if (await summaries.GetAsync(query.Site, cancellationToken) is not { } summary)
        {
            return ReportResult.NotYet;
        }

        var made = DateOnly.FromDateTime(summary.AsOf.UtcDateTime);
        DateOnly date = query.Date is { } asked && asked < made ? asked : made;
        HistoryEntry[] history = [.. summary.History.Where(day => day.Date <= date)];
        if (history.Length == 0)
        {
            return ReportResult.Refused(string.Create(
                CultureInfo.InvariantCulture, $"Nothing is known of {date:yyyy-MM-dd}: the history begins on {summary.History[0].Date:yyyy-MM-dd}."));
        }

        var figures = new ReportFigures
        {
            Site = query.Site,
            Date = date,
            IsCurrent = date == made,
            Summary = summary,
            States = history[^1],
            History = history,
            Events = await CountEventsAsync(query.Site is { } site ? [site] : summary.Sites, date, cancellationToken),
            Survival = await SurvivalAsync(query.Site, summary.Survival, cancellationToken),
        };
        return new ReportResult(new Report(FileName(figures), (output, token) => WriteAsync(figures, origin, output, token)), Problem: null);
    }

    private static string FileName(ReportFigures figures) =>
        string.Create(CultureInfo.InvariantCulture, $"{figures.Site ?? "news"}-report-{figures.Date:yyyy-MM-dd}.html");

    private async Task<IReadOnlyDictionary<EventWhat, long>> CountEventsAsync(
        IReadOnlyList<string> sites, DateOnly date, CancellationToken cancellationToken)
    {
        DateTimeOffset end = new(date.AddDays(1).ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
        Dictionary<EventWhat, long> counts = [];
        foreach (string site in sites)
        {
            await foreach (EventWhat what in events.ReadAsync(site, end.AddDays(-ReportFigures.EventDays), end, cancellationToken))
            {
                counts[what] = counts.GetValueOrDefault(what) + 1;
            }
        }

        return counts;
    }

    /// <summary>Returns the curve for the headline of the summary.</summary>
    private async Task<SurvivalResponse?> SurvivalAsync(string? site, SurvivalHeadline? headline, CancellationToken cancellationToken) => headline is null
        ? null
        : await survival.GetAsync(new SurvivalQuery { Site = site, Kind = headline.Kind, Born = headline.Born }, cancellationToken);

    private async Task WriteAsync(ReportFigures figures, Uri? origin, Stream output, CancellationToken cancellationToken)
    {
        await using var html = new HtmlWriter(output);
        var list = new ReportLinks(html, figures, origin);
        await new ReportDocument(html, figures).WriteAsync(() => list.WriteAsync(state => lost.ReadAsync(QueryOf(figures, state), cancellationToken), cancellationToken));
        await html.SendAsync(cancellationToken);
    }

    private static ExportQuery QueryOf(ReportFigures figures, LinkState state) => new() { What = ExportWhat.Fixes, Site = figures.Site, State = state };
}

/// <summary>Holds a report, or the reason why there is none.</summary>
/// <param name="Report">The report; null if there is none.</param>
/// <param name="Problem">The problem with the date; null if there is no problem, or no summary was made yet.</param>
public sealed record ReportResult(Report? Report, string? Problem)
{
    /// <summary>Says that there is no summary yet, and that making one takes longer than a call waits.</summary>
    public static ReportResult NotYet { get; } = new(null, null);

    public static ReportResult Refused(string problem) => new(null, problem);
}

/// <summary>Holds one report, ready to be written.</summary>
/// <param name="FileName">The file name for browsers.</param>
public sealed record Report(string FileName, Func<Stream, CancellationToken, Task> WriteAsync);
