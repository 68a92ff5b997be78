using NewsFunctions.Archive.Summaries;
using NewsFunctions.Core.Summaries;
using NewsFunctions.Demo.Past;
using NewsFunctions.Storage.Summaries;

namespace NewsFunctions.Demo.Writing;

/// <summary>Writes the summaries of the finished archive, with the history that two years of summaries would have left.</summary>
internal sealed class SummaryWriter(Summarizing summarizing, SummaryStore summaries)
{
    private const string Elsewhere = "Another process writes the summaries of the demo archive during its build.";

    public async Task WriteAsync(DemoPast past, CancellationToken cancellationToken)
    {
        if (!await summarizing.MakeAsync(cancellationToken) || await summaries.TryAcquireAsync(cancellationToken) is not { } lease)
        {
            throw new InvalidOperationException(Elsewhere);
        }

        foreach (SitePast site in past.Sites)
        {
            await AddAsync(site.Site, site.Days, site.HostDays, cancellationToken);
        }

        await AddAsync(
            site: null,
            DailyCounts.Sum(past.Sites.Select(site => site.Days)),
            DailyCounts.Sum(past.Sites.Select(site => site.HostDays)),
            cancellationToken);
        await summaries.ReleaseAsync(lease, cancellationToken);
    }

    private async Task AddAsync(
        string? site,
        IReadOnlyList<HistoryEntry> days,
        IReadOnlyDictionary<string, IReadOnlyList<HostDay>> hosts,
        CancellationToken cancellationToken)
    {
        StoredSummary made = await summaries.ReadAsync(site, cancellationToken) ?? throw new InvalidOperationException(Elsewhere);
        ArchiveSummary summary = made.Summary;
        await summaries.WriteAsync(
            site,
            made with
            {
                Summary = summary with
                {
                    History = SummaryHistory.With(days, summary.AsOf, summary.Links),
                    Hosts = [.. summary.Hosts.Select(host => host with { History = Past(host, hosts.GetValueOrDefault(host.Host, []), summary.AsOf) })],
                },
            },
            cancellationToken);
    }

    private static IReadOnlyList<HostDay> Past(HostCounts host, IReadOnlyList<HostDay> days, DateTimeOffset asOf) =>
        HostHistory.With(days, asOf, host.Suspect, host.Dead);
}
