using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NewsFunctions.Archive.Telemetry;
using NewsFunctions.Storage.Links;
using NewsFunctions.Storage.Queues;

namespace NewsFunctions.Archive.Visits;

/// <summary>Plans visits by shard: acquires a lease on each due shard and queues its visit.</summary>
/// <remarks>A run costs one query per 1,000 rows of LinkShards, and one transaction per site and 100 shards sent.</remarks>
public sealed partial class LinkCheckPlanner(
    LinkShardStore shards,
    LinkCheckQueue queue,
    IOptions<VisitOptions> options,
    TimeProvider time,
    ILogger<LinkCheckPlanner> logger)
{
    /// <summary>Plans all sites.</summary>
    /// <returns>The number of queued shards.</returns>
    public async Task<int> PlanAsync(CancellationToken cancellationToken) =>
        (await PlanSitesAsync(site: null, isWanted: _ => true, cancellationToken)).Sent;

    /// <summary>Plans one site immediately, for a person who waits.</summary>
    /// <param name="isWanted">Selects the shards that the person waits for; they go first.</param>
    /// <returns>The plan for the wanted shards.</returns>
    public Task<ShardPlan> PlanAsync(string site, Func<ShardStatus, bool> isWanted, CancellationToken cancellationToken) =>
        PlanSitesAsync(site, isWanted, cancellationToken);

    /// <param name="site">The site; null for all.</param>
    private async Task<ShardPlan> PlanSitesAsync(string? site, Func<ShardStatus, bool> isWanted, CancellationToken cancellationToken)
    {
        using Activity? span = ArchiveTracing.Start("schedule");
        DateTimeOffset now = time.GetUtcNow();
        var due = new Dictionary<string, List<ShardStatus>>(StringComparer.Ordinal);
        var inFlight = new Dictionary<string, int>(StringComparer.Ordinal);
        int running = 0;
        await foreach (ShardStatus shard in shards.ReadAllAsync(site, cancellationToken))
        {
            string itsSite = shard.Shard.Site;
            if (shard.LeaseUntil > now)
            {
                inFlight[itsSite] = inFlight.GetValueOrDefault(itsSite) + 1;
                running += isWanted(shard) ? 1 : 0;
            }
            else if (shard.IsDue(now))
            {
                (due.TryGetValue(itsSite, out List<ShardStatus>? list) ? list : due[itsSite] = []).Add(shard);
            }
        }

        int sent = 0;
        int waiting = 0;
        foreach ((string itsSite, List<ShardStatus> list) in due)
        {
            int places = options.Value.MaxShardsPerSite - inFlight.GetValueOrDefault(itsSite);
            List<ShardStatus> chosen =
                [.. list.OrderBy(shard => !isWanted(shard)).ThenBy(shard => Urgency(shard, now)).Take(Math.Max(0, places))];
            sent += await SendAsync(chosen, now, cancellationToken);
            waiting += list.Count(isWanted) - chosen.Count(isWanted);
        }

        span?.SetTag("newsfunctions.sent", sent);
        Log.Planned(logger, sent, due.Sum(one => one.Value.Count));
        return new ShardPlan(sent, running, waiting);
    }

    // A shard with a new mark and no counts has never been visited and goes first. One that only lacks some counts goes last.
    private static DateTimeOffset Urgency(ShardStatus shard, DateTimeOffset now) =>
        shard.HasDueLinks(now) ? shard.EarliestDue ?? DateTimeOffset.MinValue : DateTimeOffset.MaxValue;

    private async Task<int> SendAsync(List<ShardStatus> due, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (due.Count == 0)
        {
            return 0;
        }

        // The lease comes before the message: a lost message costs one lease, a message without a lease could run twice. So nothing
        // stops between the two: a client that hangs up must not keep its shards from being visited.
        cancellationToken.ThrowIfCancellationRequested();
        IReadOnlyList<ShardStatus> claimed = await shards.ClaimAsync(due, now + options.Value.LeaseDuration, CancellationToken.None);
        foreach (ShardStatus shard in claimed)
        {
            await queue.SendAsync(LinkCheckMessage.For(shard), CancellationToken.None);
        }

        return claimed.Count;
    }

    private static partial class Log
    {
        [LoggerMessage(2103, LogLevel.Information, "Queued {Sent} of {Due} due shards for link checks.")]
        public static partial void Planned(ILogger logger, int sent, int due);
    }
}

/// <summary>Reports what a plan did.</summary>
/// <param name="Sent">Queued shards, wanted or not.</param>
/// <param name="Running">Wanted shards that were queued before. If its visit has begun, a shard is visited again right after it.</param>
/// <param name="Waiting">Wanted shards that wait for a free place.</param>
public sealed record ShardPlan(int Sent, int Running, int Waiting);
