using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NewsFunctions.Links;
using NewsFunctions.MediaCaptures;
using NewsFunctions.Rescues;
using NewsFunctions.Storage;
using NewsFunctions.Telling;

namespace NewsFunctions.LinkChecks;

/// <summary>Visits shards: checks the due links of one within the time budget and records what it saw.</summary>
/// <remarks>Safe to run twice, to die anywhere and to run beside itself: docs/design.md section 5, "Who may work" and "Writing checks".</remarks>
public sealed partial class LinkVisits(
    LinkShardStore shards,
    LinkCheckQueue queue,
    IHostMemories memories,
    DueLinks dueLinks,
    VisitChecks checks,
    SharedAnswerRecorder sharedAnswers,
    LinkTeller teller,
    LinkRescues rescues,
    HostTelling hostTelling,
    LinkCaptures captures,
    IOptions<LinkCheckOptions> options,
    TimeProvider time,
    ILogger<LinkVisits> logger)
{
    public async Task VisitAsync(LinkCheckMessage message, CancellationToken cancellationToken)
    {
        var shard = new LinkShard(message.Site, message.Kind, message.Bucket);
        ShardStatus? status = await shards.GetAsync(shard, cancellationToken);
        if (status is null || status.Run != message.Run)
        {
            // Another chain has this shard: this message is a duplicate, or came after its lease had lapsed.
            Log.NotOurs(logger, shard, message.Run, status?.Run);
            return;
        }

        await using var visit = new ShardVisit(
            status, new HostOutcomes(options.Value, memories, time), teller.Begin(shard), new ShardCensus(time.GetUtcNow(), options.Value));
        IReadOnlyList<DueLink> due = await dueLinks.ReadAsync(visit, cancellationToken);
        await visit.Telling.TellAsync(cancellationToken);
        await checks.RunAsync(visit, due, cancellationToken);
        await sharedAnswers.RecordAsync(visit, cancellationToken);
        await visit.Telling.TellAsync(cancellationToken);
        await hostTelling.TellAsync(visit, cancellationToken);
        await rescues.RequestAsync(visit.Shard, visit.Census.Dying, cancellationToken);
        await captures.RequestAsync(visit.Shard, visit.Census.HasUncaptured, cancellationToken);
        await EndAsync(visit, cancellationToken);
        Log.Visited(logger, shard, due.Count - visit.Census.Unvisited, visit.Census.Unvisited);
    }

    private async Task EndAsync(ShardVisit visit, CancellationToken cancellationToken)
    {
        DateTimeOffset now = time.GetUtcNow();
        ShardCensus census = visit.Census;
        bool goOn = census.Unvisited > 0;
        ShardStatus? ended = await shards.EndVisitAsync(
            visit.Status, census.Summarize(visit.Status.Mark, now), goOn, now + options.Value.LeaseDuration, cancellationToken);
        if (ended is null)
        {
            Log.Lost(logger, visit.Shard);
        }
        else if (goOn)
        {
            // Where all that is left is of hosts that others ask, going on at once would only turn in circles.
            TimeSpan delay = census.OnlyBusyLeft ? options.Value.PerHost.BusyDelay : TimeSpan.Zero;
            await queue.SendAsync(LinkCheckMessage.For(ended), delay, cancellationToken);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Shard {Shard}: run {Run} is not the current one ({Current}); nothing to do.")]
        public static partial void NotOurs(ILogger logger, LinkShard shard, long run, long? current);

        [LoggerMessage(2, LogLevel.Information, "Shard {Shard}: another visit ended first; its chain goes on, this one stops.")]
        public static partial void Lost(ILogger logger, LinkShard shard);

        [LoggerMessage(3, LogLevel.Information, "Shard {Shard}: {Checked} links checked, {Left} left for the next visit.")]
        public static partial void Visited(ILogger logger, LinkShard shard, int @checked, int left);
    }
}
