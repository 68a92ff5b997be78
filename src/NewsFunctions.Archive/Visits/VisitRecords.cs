using System.Threading.Channels;
using Microsoft.Extensions.Options;
using NewsFunctions.Archive.Telemetry;
using NewsFunctions.Core.Links;
using NewsFunctions.Core.States;
using NewsFunctions.Links.Hosts;
using NewsFunctions.Storage.Links;

namespace NewsFunctions.Archive.Visits;

/// <summary>Writes the results of a visit, one transaction at a time.</summary>
public sealed class VisitRecords(LinkStore links, DeathConfirmation deaths, IOptions<LinkStateOptions> options)
{
    /// <summary>Limits the links of a transaction. A check is one entity, a transition another; a transaction holds 100. The limit leaves room
    /// for two transitions, so that two deaths in a batch need no further transaction.</summary>
    internal const int LinksPerTransaction = 98;

    // Limits the time that a stopping visit takes to write finished checks.
    private static readonly TimeSpan FlushTime = TimeSpan.FromSeconds(5);

    /// <summary>Writes until there are no more checks. Cancels <paramref name="stop"/> if it cannot write.</summary>
    internal async Task WriteAsync(ShardVisit visit, ChannelReader<SeenLink> seen, CancellationTokenSource stop)
    {
        try
        {
            var batch = new List<SeenLink>(LinksPerTransaction);
            while (await seen.WaitToReadAsync(CancellationToken.None))
            {
                while (batch.Count < LinksPerTransaction && seen.TryRead(out SeenLink? check))
                {
                    batch.Add(check);
                }

                if (batch.Count == LinksPerTransaction)
                {
                    await RecordAsync(visit, batch, stop.Token);
                    batch.Clear();
                }
            }

            if (batch.Count > 0)
            {
                await RecordAsync(visit, batch, stop.Token);
            }
        }
        catch
        {
            // More checks that cannot be written would only load the hosts.
            await stop.CancelAsync();
            throw;
        }
    }

    private async Task RecordAsync(ShardVisit visit, List<SeenLink> batch, CancellationToken cancellationToken)
    {
        using var flush = new CancellationTokenSource();
        using CancellationTokenRegistration limit = cancellationToken.Register(() => flush.CancelAfter(FlushTime));
        CheckedLink[] judged = await Task.WhenAll(batch.Select(seen => JudgeAsync(visit, seen, flush.Token)));
        visit.Outbox.Add(judged, await links.RecordAsync(visit.Shard, judged, flush.Token));
        foreach (CheckedLink check in judged)
        {
            visit.Counter.Replace(check.Before.Link, check.After);
            visit.Counter.Answers.Add(check.After, check.Check);
            ArchiveMetrics.CountCheck(check.Check.Verdict, check.After.Kind);
        }
    }

    /// <summary>Judges checks as late as possible: later checks of a host affect the verdicts of earlier ones. Unwritten strikes from before
    /// its circuit opened are frozen with it. Written strikes stand.</summary>
    private async Task<CheckedLink> JudgeAsync(ShardVisit visit, SeenLink seen, CancellationToken cancellationToken)
    {
        HostOutcomes hosts = visit.Hosts;
        bool frozen = seen.Frozen || hosts.IsFrozen(seen.Locations);
        Link after = LinkStateRules.Apply(
            seen.Before.Link,
            seen.Check,
            hosts.AnsweredForAny(seen.Locations),
            options.Value,
            frozen,
            hosts.DeathOf(seen.Locations));
        var judged = new CheckedLink(seen.Before, after, seen.Check, visit.Id);
        return frozen ? judged : await deaths.ConfirmAsync(judged, seen.Locations, cancellationToken);
    }
}
