using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NewsFunctions.Links;
using NewsFunctions.Storage;

namespace NewsFunctions.LinkChecks;

/// <summary>Plans by shard: leases those that are due and sends each to the queue of the visits.</summary>
/// <remarks>Costs one query per 1,000 rows of LinkShards, and one transaction per site and 100 shards sent.</remarks>
public sealed partial class LinkCheckPlanner(
    LinkShardStore shards,
    LinkCheckQueue queue,
    IOptions<LinkCheckOptions> options,
    TimeProvider time,
    ILogger<LinkCheckPlanner> logger)
{
    /// <returns>How many shards were sent.</returns>
    public async Task<int> PlanAsync(CancellationToken cancellationToken)
    {
        DateTimeOffset now = time.GetUtcNow();
        var due = new Dictionary<string, List<ShardStatus>>(StringComparer.Ordinal);
        var inFlight = new Dictionary<string, int>(StringComparer.Ordinal);
        await foreach (ShardStatus shard in shards.ReadAllAsync(site: null, cancellationToken))
        {
            string site = shard.Shard.Site;
            if (shard.LeaseUntil > now)
            {
                inFlight[site] = inFlight.GetValueOrDefault(site) + 1;
            }
            else if (shard.IsDue(now))
            {
                (due.TryGetValue(site, out List<ShardStatus>? list) ? list : due[site] = []).Add(shard);
            }
        }

        int sent = 0;
        foreach ((string site, List<ShardStatus> list) in due)
        {
            int places = options.Value.MaxShardsPerSite - inFlight.GetValueOrDefault(site);
            sent += await SendAsync(LongestWaiting(list, places), now, cancellationToken);
        }

        Log.Planned(logger, sent, due.Sum(site => site.Value.Count));
        return sent;
    }

    // A shard with a new mark and no counts yet has never been visited; it goes first.
    private static List<ShardStatus> LongestWaiting(List<ShardStatus> due, int places) =>
        [.. due.OrderBy(shard => shard.EarliestDue ?? DateTimeOffset.MinValue).Take(Math.Max(0, places))];

    private async Task<int> SendAsync(List<ShardStatus> due, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (due.Count == 0)
        {
            return 0;
        }

        // Claimed before it is sent: a message lost in between costs one lease, a message without a lease could run twice.
        IReadOnlyList<ShardStatus> claimed = await shards.ClaimAsync(due, now + options.Value.LeaseDuration, cancellationToken);
        foreach (ShardStatus shard in claimed)
        {
            await queue.SendAsync(LinkCheckMessage.For(shard), cancellationToken);
        }

        return claimed.Count;
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Sent {Sent} of {Due} due shards to be checked.")]
        public static partial void Planned(ILogger logger, int sent, int due);
    }
}
