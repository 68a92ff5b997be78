using System.Threading.Channels;
using Microsoft.Extensions.Options;
using NewsFunctions.Core.Links;
using NewsFunctions.Core.States;
using NewsFunctions.Links.Checks;
using NewsFunctions.Links.Hosts;

namespace NewsFunctions.Archive.Visits;

/// <summary>Performs the second step of a visit: checks its due links concurrently, while results are written.</summary>
public sealed class VisitChecks(
    LinkChecker checker, VisitRecords records, IOptions<VisitOptions> options, TimeProvider time)
{
    public async Task RunAsync(ShardVisit visit, IReadOnlyList<DueLink> due, CancellationToken cancellationToken)
    {
        DateTimeOffset stopAt = time.GetUtcNow() + options.Value.VisitBudget;
        Channel<SeenLink> seen = Channel.CreateBounded<SeenLink>(2 * VisitRecords.LinksPerTransaction);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task writing = records.WriteAsync(visit, seen.Reader, stop);
        try
        {
            var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.Value.ChecksPerVisit, CancellationToken = stop.Token };
            await Parallel.ForEachAsync(due, parallel, async (link, token) =>
            {
                if (time.GetUtcNow() >= stopAt)
                {
                    visit.Counter.LeaveUnvisited();
                }
                else if (await CheckAsync(visit, link, token) is { } check)
                {
                    await seen.Writer.WriteAsync(check, token);
                }
                else
                {
                    visit.Counter.LeaveBusy();
                }
            });
        }
        finally
        {
            // Finished checks are written even if the visit is stopped.
            seen.Writer.Complete();
            await writing;
        }
    }

    /// <summary>Checks a link. Returns null if another instance holds the lease of one of the hosts: the link stays due.</summary>
    private async Task<SeenLink?> CheckAsync(ShardVisit visit, DueLink link, CancellationToken cancellationToken)
    {
        try
        {
            // A person's judgement of the link says nothing about the health of its host.
            Link own = LinkStateRules.WithoutJudgement(link.Stored.Link);
            LinkCheck check = await checker.CheckAsync(own, link.Locations, visit.Hosts, cancellationToken);
            visit.Trace?.Add(check);
            return new SeenLink(link.Stored, check, link.Locations, visit.Hosts.IsFrozen(link.Locations));
        }
        catch (HostBusyException)
        {
            return null;
        }
    }
}
