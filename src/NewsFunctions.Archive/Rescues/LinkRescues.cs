using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NewsFunctions.Archive.Telemetry;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;
using NewsFunctions.Core.Sites;
using NewsFunctions.Core.WebArchives;
using NewsFunctions.Links.WebArchives;
using NewsFunctions.Storage.Articles;
using NewsFunctions.Storage.Hosts;
using NewsFunctions.Storage.Links;
using NewsFunctions.Storage.Queues;

namespace NewsFunctions.Archive.Rescues;

/// <summary>Looks up dying links in WebArchives, a shard at a time, and writes the mementos into the links' rows.</summary>
/// <remarks>Idempotent, crash-safe and safe to run concurrently: a link is looked up once, results are written directory by directory, and
/// one run at a time asks, so its pace is the pace of all instances.</remarks>
public sealed partial class LinkRescues(
    LinkStore links,
    ArticleStore articles,
    RescueStore rescues,
    WebArchiveStore archives,
    RescueQueue queue,
    RescueLookup lookup,
    SiteProfiles sites,
    IOptions<RescueOptions> options,
    TimeProvider time,
    ILogger<LinkRescues> logger)
{
    // A run usually ends long before its lease. Each pass costs a read of the shard.
    private static readonly TimeSpan MaxWaitForLease = TimeSpan.FromSeconds(30);

    // The last request may begin just before the budget ends.
    private TimeSpan LeaseDuration => options.Value.Budget + options.Value.Timeout + TimeSpan.FromMinutes(1);

    /// <summary>Queues a shard if one of its links needs a lookup. Links that no WebArchive can know are left out.</summary>
    public async Task RequestAsync(LinkShard shard, IEnumerable<Link> dying, CancellationToken cancellationToken)
    {
        DateTimeOffset now = time.GetUtcNow();
        if (options.Value.Enabled && dying.Any(link => IsWanted(link, now)))
        {
            await queue.SendAsync(ShardMessage.For(shard), TimeSpan.Zero, cancellationToken);
        }
    }

    public async Task RescueAsync(ShardMessage message, CancellationToken cancellationToken)
    {
        using Activity? span = ArchiveTracing.StartShard("rescue", message);
        if (!options.Value.Enabled)
        {
            return;
        }

        DateTimeOffset now = time.GetUtcNow();
        List<Link> wanted = await ReadWantedAsync(message.Shard, now, cancellationToken);
        if (wanted.Count == 0)
        {
            return;
        }

        string owner = Guid.NewGuid().ToString("N");
        if (await archives.TryLeaseAsync(owner, now, now + LeaseDuration, cancellationToken) is { } taken)
        {
            TimeSpan wait = taken - now;
            await queue.SendAsync(message, wait < MaxWaitForLease ? wait : MaxWaitForLease, cancellationToken);
            return;
        }

        DateTimeOffset? goOn = await LookUpAsync(message.Shard, wanted, now, cancellationToken);
        if (goOn is { } at)
        {
            await queue.SendAsync(message, at - time.GetUtcNow(), cancellationToken);
        }

        // After a failure the lease runs out instead, so the next delivery waits until requests under way have ended.
        await archives.ReleaseAsync(owner, time.GetUtcNow(), cancellationToken);
    }

    private async Task<List<Link>> ReadWantedAsync(LinkShard shard, DateTimeOffset now, CancellationToken cancellationToken)
    {
        List<Link> wanted = [];
        await foreach (IReadOnlyList<StoredLink> page in links.ReadShardAsync(shard, cancellationToken))
        {
            wanted.AddRange(page.Select(stored => stored.Link).Where(link => IsWanted(link, now)));
        }

        return wanted;
    }

    private bool IsWanted(Link link, DateTimeOffset now) =>
        RescueRules.IsWanted(link, now) && RescueRules.LocationsToLookUp(sites.Locations(link), options.Value).Count > 0;

    /// <returns>The time at which to continue; null if nothing is left.</returns>
    private async Task<DateTimeOffset?> LookUpAsync(LinkShard shard, List<Link> wanted, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var session = new RescueSession(
            options.Value, await archives.ReadServicesAsync(cancellationToken), now + options.Value.Budget);
        Dictionary<LinkId, Link> byId = wanted.ToDictionary(link => link.Id);
        int done = 0;
        foreach (IReadOnlyList<RescueRequest> batch in RescueLookup.Batches(wanted.Select(Request)))
        {
            IReadOnlyList<RescueRequest> dated = await WithDatesAsync(shard.Site, batch, cancellationToken);
            RescueResults results = await lookup.FindAsync(dated, session, cancellationToken);

            // The services' own limits are written first: a run after a crash must keep to them.
            await archives.WriteServicesAsync(session.TakeChanges(), cancellationToken);
            DateTimeOffset at = time.GetUtcNow();
            List<(LinkId, LinkRescue)> learned =
            [
                .. results.Answers.Select(answer => (answer.Link, RescueRules.Apply(
                    byId[answer.Link].Rescue, answer.Outcome, answer.Memento, at, options.Value))),
            ];
            await rescues.WriteAsync(shard, learned, cancellationToken);
            done += learned.Count;
            if (results.PostponedUntil is { } until)
            {
                Log.Postponed(logger, shard, done, wanted.Count - done, until);
                return until;
            }
        }

        Log.Done(logger, shard, done);
        return null;
    }

    private RescueRequest Request(Link link) =>
        new(link.Id, RescueRules.LocationsToLookUp(sites.Locations(link), options.Value), RescueRules.PublishedAt(link));

    /// <summary>Prefers the memento of a page that is closest to the publication of its article.</summary>
    private async Task<IReadOnlyList<RescueRequest>> WithDatesAsync(
        string site, IReadOnlyList<RescueRequest> batch, CancellationToken cancellationToken) =>
        batch is [{ Link.Kind: LinkKind.Page } page] && ArticleId.TryParse(page.Link.Value[1..], out ArticleId id)
        && await articles.GetAsync(site, id, null, cancellationToken) is { Article.PublishedAt: { } published }
            ? [page with { Wanted = published }]
            : batch;

    private static partial class Log
    {
        [LoggerMessage(2304, LogLevel.Information, "Shard {Shard}: looked up {Done} dying links in web archives.")]
        public static partial void Done(ILogger logger, LinkShard shard, int done);

        [LoggerMessage(2305, LogLevel.Information, "Shard {Shard}: looked up {Done} dying links in web archives; {Left} wait until {Until}.")]
        public static partial void Postponed(ILogger logger, LinkShard shard, int done, int left, DateTimeOffset until);
    }
}
