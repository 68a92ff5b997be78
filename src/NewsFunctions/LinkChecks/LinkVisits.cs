using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NewsFunctions.Links;
using NewsFunctions.Sites;
using NewsFunctions.Storage;

namespace NewsFunctions.LinkChecks;

/// <summary>Visits shards: checks the due links of one within the time budget and records what it saw.</summary>
/// <remarks>Safe to run twice, to die anywhere and to run beside itself: docs/design.md section 5, "Who may work" and "Writing checks".</remarks>
public sealed partial class LinkVisits(
    LinkStore links,
    LinkShardStore shards,
    LinkCheckQueue queue,
    LinkChecker checker,
    DeathConfirmation deaths,
    SiteProfiles sites,
    IOptions<LinkCheckOptions> options,
    TimeProvider time,
    ILogger<LinkVisits> logger)
{
    // State and check row of a link are two entities; a transaction holds 100.
    private const int LinksPerTransaction = 50;

    // What a visit that is told to stop may still take to write down what it has seen.
    private static readonly TimeSpan FlushTime = TimeSpan.FromSeconds(5);

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

        var census = new ShardCensus(options.Value);
        List<StoredLink> due = await ReadDueAsync(status, census, cancellationToken);
        await CheckAsync(shard, due, census, cancellationToken);

        DateTimeOffset now = time.GetUtcNow();
        bool goOn = census.Unvisited > 0;
        ShardStatus? ended = await shards.EndVisitAsync(
            status, census.Summarize(status.Mark, now), goOn, now + options.Value.LeaseDuration, cancellationToken);
        if (ended is null)
        {
            Log.Lost(logger, shard);
        }
        else if (goOn)
        {
            await queue.SendAsync(LinkCheckMessage.For(ended), cancellationToken);
        }

        Log.Visited(logger, shard, due.Count - census.Unvisited, census.Unvisited);
    }

    private async Task<List<StoredLink>> ReadDueAsync(ShardStatus shard, ShardCensus census, CancellationToken cancellationToken)
    {
        DateTimeOffset now = time.GetUtcNow();
        var due = new List<StoredLink>();
        await foreach (IReadOnlyList<StoredLink> page in links.ReadShardAsync(shard.Shard, cancellationToken))
        {
            foreach (StoredLink stored in page)
            {
                bool checkable = sites.ToCheck(stored.Link).Count > 0;
                census.Add(stored.Link, checkable);
                if (checkable && IsDue(stored.Link, shard.Recheck, now))
                {
                    due.Add(stored);
                }
            }
        }

        return due;
    }

    private static bool IsDue(Link link, RecheckRequest? recheck, DateTimeOffset now) =>
        link.NextDue is not { } nextDue
        || nextDue <= now
        || (recheck is not null
            && (link.LastChecked is not { } lastChecked || lastChecked < recheck.Before)
            && (recheck.States is not { } states || states.Contains(link.State)));

    private async Task CheckAsync(LinkShard shard, List<StoredLink> due, ShardCensus census, CancellationToken cancellationToken)
    {
        DateTimeOffset stopAt = time.GetUtcNow() + options.Value.VisitBudget;
        string visitId = Guid.NewGuid().ToString("N");
        var hosts = new HostOutcomes(options.Value);
        Channel<CheckedLink> seen = Channel.CreateBounded<CheckedLink>(2 * LinksPerTransaction);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task writing = WriteAsync(shard, seen.Reader, census, stop);
        try
        {
            var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.Value.ChecksPerVisit, CancellationToken = stop.Token };
            await Parallel.ForEachAsync(due, parallel, async (stored, token) =>
            {
                if (time.GetUtcNow() >= stopAt)
                {
                    census.LeaveUnvisited();
                    return;
                }

                await seen.Writer.WriteAsync(await CheckAsync(stored, visitId, hosts, token), token);
            });
        }
        finally
        {
            // Whatever was seen is written, also when the visit is told to stop.
            seen.Writer.Complete();
            await writing;
        }
    }

    private async Task<CheckedLink> CheckAsync(StoredLink stored, string visitId, HostOutcomes hosts, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> locations = sites.Locations(stored.Link);
        LinkCheck check = await checker.CheckAsync(stored.Link, sites.ToCheck(stored.Link), hosts, cancellationToken);
        Link after = LinkStateRules.Apply(stored.Link, check, hosts.AnsweredForAny(locations), options.Value);
        return await deaths.ConfirmAsync(new CheckedLink(stored, after, check, visitId), locations, cancellationToken);
    }

    private async Task WriteAsync(LinkShard shard, ChannelReader<CheckedLink> seen, ShardCensus census, CancellationTokenSource stop)
    {
        try
        {
            var batch = new List<CheckedLink>(LinksPerTransaction);
            while (await seen.WaitToReadAsync(CancellationToken.None))
            {
                while (batch.Count < LinksPerTransaction && seen.TryRead(out CheckedLink? check))
                {
                    batch.Add(check);
                }

                if (batch.Count == LinksPerTransaction)
                {
                    await RecordAsync(shard, batch, census, stop.Token);
                    batch.Clear();
                }
            }

            if (batch.Count > 0)
            {
                await RecordAsync(shard, batch, census, stop.Token);
            }
        }
        catch
        {
            // Checking on without being able to write would only load the hosts.
            await stop.CancelAsync();
            throw;
        }
    }

    private async Task RecordAsync(LinkShard shard, List<CheckedLink> batch, ShardCensus census, CancellationToken cancellationToken)
    {
        using var flush = new CancellationTokenSource();
        using CancellationTokenRegistration limit = cancellationToken.Register(() => flush.CancelAfter(FlushTime));
        await links.RecordAsync(shard, batch, flush.Token);
        foreach (CheckedLink check in batch)
        {
            census.Replace(check.Before.Link, check.After);
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
