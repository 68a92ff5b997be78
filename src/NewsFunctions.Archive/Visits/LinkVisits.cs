using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NewsFunctions.Archive.Captures;
using NewsFunctions.Archive.Publishing;
using NewsFunctions.Archive.Rescues;
using NewsFunctions.Archive.Telemetry;
using NewsFunctions.Core.Ids;
using NewsFunctions.Links.Hosts;
using NewsFunctions.Storage.Links;
using NewsFunctions.Storage.Queues;

namespace NewsFunctions.Archive.Visits;

/// <summary>Visits a shard: checks its due links within the time budget and records the results.</summary>
/// <remarks>Idempotent, crash-safe and safe to run concurrently: docs/link-checks.md, "Scheduling", and docs/storage.md, "Writing
/// checks".</remarks>
public sealed partial class LinkVisits(
    LinkShardStore shards,
    LinkCheckQueue queue,
    IHostMemories memories,
    DueLinks dueLinks,
    VisitChecks checks,
    SharedAnswerRecorder sharedAnswers,
    LinkPublisher publisher,
    LinkRescues rescues,
    HostPublisher hostPublisher,
    LinkCaptures captures,
    IOptions<VisitOptions> options,
    IOptions<HostOptions> hostOptions,
    TimeProvider time,
    ILogger<LinkVisits> logger)
{
    public async Task VisitAsync(LinkCheckMessage message, CancellationToken cancellationToken)
    {
        using VisitTrace? trace = VisitTrace.Start(message);
        try
        {
            ArchiveMetrics.CountVisit(await VisitAsync(message, trace, cancellationToken));
        }
        catch (Exception e)
        {
            trace?.Fail(e);
            ArchiveMetrics.CountVisit(VisitOutcome.Failed);
            throw;
        }
    }

    private async Task<VisitOutcome> VisitAsync(LinkCheckMessage message, VisitTrace? trace, CancellationToken cancellationToken)
    {
        var shard = new LinkShard(message.Site, message.Kind, message.Bucket);
        ShardStatus? status = await shards.GetAsync(shard, cancellationToken);
        if (status is null || status.Run != message.Run)
        {
            // Another chain of visits has this shard: this message is a duplicate, or came after its lease ended.
            Log.NotOurs(logger, shard, message.Run, status?.Run);
            trace?.End(VisitOutcome.Outdated, 0, 0);
            return VisitOutcome.Outdated;
        }

        await using var visit = new ShardVisit(
            status,
            new HostOutcomes(hostOptions.Value, memories, time),
            publisher.Begin(shard),
            new ShardCounter(time.GetUtcNow(), options.Value, hostOptions.Value.Lessons))
        {
            Trace = trace,
        };
        IReadOnlyList<DueLink> due = await dueLinks.ReadAsync(visit, cancellationToken);
        await visit.Outbox.PublishAsync(cancellationToken);
        await checks.RunAsync(visit, due, cancellationToken);
        await sharedAnswers.RecordAsync(visit, cancellationToken);
        await visit.Outbox.PublishAsync(cancellationToken);
        await hostPublisher.PublishAsync(visit, cancellationToken);
        await rescues.RequestAsync(visit.Shard, visit.Counter.Dying, cancellationToken);
        await captures.RequestAsync(visit.Shard, visit.Counter.HasUncaptured, cancellationToken);
        VisitOutcome outcome = await EndAsync(visit, cancellationToken);
        trace?.End(outcome, due.Count - visit.Counter.Unvisited, visit.Counter.Unvisited);
        Log.Visited(logger, shard, due.Count - visit.Counter.Unvisited, visit.Counter.Unvisited);
        return outcome;
    }

    private async Task<VisitOutcome> EndAsync(ShardVisit visit, CancellationToken cancellationToken)
    {
        DateTimeOffset now = time.GetUtcNow();
        ShardCounter counter = visit.Counter;
        bool goOn = counter.Unvisited > 0;

        // The end of the visit may acquire a lease for the next one. Nothing stops between it and the message: a lost message costs a lease.
        cancellationToken.ThrowIfCancellationRequested();
        ShardStatus? ended = await shards.EndVisitAsync(
            visit.Status, counter.Summarize(visit.Status.Mark, now), goOn, now + options.Value.LeaseDuration, CancellationToken.None);
        if (ended is null)
        {
            ArchiveMetrics.CountLostShardLease();
            Log.Lost(logger, visit.Shard);
            return VisitOutcome.Overtaken;
        }

        if (ended.LeaseUntil is not null)
        {
            // Links are left, or a recheck was requested or a dump ingested meanwhile. If only hosts that other instances hold are
            // left, continuing at once would only spin.
            TimeSpan delay = counter.OnlyBusyLeft ? hostOptions.Value.PerHost.BusyDelay : TimeSpan.Zero;
            await queue.SendAsync(LinkCheckMessage.For(ended), delay, CancellationToken.None);
            return VisitOutcome.SentOn;
        }

        return VisitOutcome.Ended;
    }

    private static partial class Log
    {
        [LoggerMessage(2104, LogLevel.Information, "Skipped shard {Shard}: run {Run} is outdated, the current one is {Current}.")]
        public static partial void NotOurs(ILogger logger, LinkShard shard, long run, long? current);

        [LoggerMessage(2105, LogLevel.Information, "Stopped the visit of shard {Shard}: another visit finished first and continues.")]
        public static partial void Lost(ILogger logger, LinkShard shard);

        [LoggerMessage(2106, LogLevel.Information, "Shard {Shard}: {Checked} links checked, {Left} left for the next visit.")]
        public static partial void Visited(ILogger logger, LinkShard shard, int @checked, int left);
    }
}
