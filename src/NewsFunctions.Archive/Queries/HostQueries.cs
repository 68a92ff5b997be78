using NewsFunctions.Archive.Api;
using NewsFunctions.Archive.Summaries;
using NewsFunctions.Core.Summaries;
using NewsFunctions.Storage.Hosts;
using NewsFunctions.Storage.Rows;

namespace NewsFunctions.Archive.Queries;

/// <summary>Lists the health of the hosts that were requested so far, and the states of their links.</summary>
public sealed class HostQueries(HostStore hosts, SummaryQueries summaries)
{
    /// <summary>Lists hosts by name. Costs one operation for each 1,000 hosts and one for the stored summary, regardless of its age.</summary>
    public async Task<PageResponse<HostResponse>> ListAsync(int limit, string? continuation, CancellationToken cancellationToken)
    {
        ResultPage<StoredHost> page = await hosts.ListAsync(limit, continuation, cancellationToken);
        ArchiveSummary? summary = await summaries.PeekAsync(cancellationToken);
        Dictionary<string, HostCounts> counts = summary?.Hosts.ToDictionary(host => host.Host, StringComparer.Ordinal) ?? [];
        return new PageResponse<HostResponse>(
            [
                .. page.Items.Select(host => HostResponse.From(host) with
                {
                    Links = counts.TryGetValue(host.Host, out HostCounts? links)
                        ? new HostLinksResponse(summary!.AsOf, links.Total, links.Suspect, links.Dead)
                        : null,
                }),
            ],
            page.Continuation);
    }
}
