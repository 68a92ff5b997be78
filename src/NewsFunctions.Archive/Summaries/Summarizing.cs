using Microsoft.Extensions.Logging;
using NewsFunctions.Core.Events;
using NewsFunctions.Core.Hosts;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Ledger;
using NewsFunctions.Core.Links;
using NewsFunctions.Core.Sites;
using NewsFunctions.Core.Summaries;
using NewsFunctions.Core.Survival;
using NewsFunctions.Storage.Articles;
using NewsFunctions.Storage.Dumps;
using NewsFunctions.Storage.Events;
using NewsFunctions.Storage.Hosts;
using NewsFunctions.Storage.Links;
using NewsFunctions.Storage.Summaries;

namespace NewsFunctions.Archive.Summaries;

/// <summary>Makes the summaries of the archive and of each of its sites from one pass over the rows, and stores them.</summary>
/// <remarks>A pass costs one operation for each shard of links and each 1,000 rows of every table that it reads (ArticleList, Links,
/// LinkShards, Hosts, Dumps, and a week of Events), two for each site besides (its articles' name, its summary before), and two for
/// each summary that it writes with its life table.</remarks>
public sealed partial class Summarizing(
    ArticleStore articles,
    LinkStore links,
    LinkShardStore shards,
    EventStore events,
    HostStore hosts,
    DumpLedger dumps,
    SummaryStore summaries,
    LifeTableStore lifeTables,
    SiteProfiles sites,
    TimeProvider time,
    ILogger<Summarizing> logger)
{
    private const int RowsPerOperation = 1000;
    private static readonly TimeSpan BetweenRenewals = SummaryStore.LeaseDuration / 3;

    /// <summary>Makes the summaries, unless another instance is making them.</summary>
    /// <returns>False if another instance makes them, or took over because this one renewed its lease too late.</returns>
    public async Task<bool> MakeAsync(CancellationToken cancellationToken)
    {
        if (await summaries.TryAcquireAsync(cancellationToken) is not { } leaseId)
        {
            return false;
        }

        // After a failed pass the lease runs out: the storage itself may have failed.
        var lease = new Lease(leaseId, time.GetTimestamp());
        bool made = await MakeAsync(lease, cancellationToken);
        await summaries.ReleaseAsync(leaseId, cancellationToken);
        return made;
    }

    private async Task<bool> MakeAsync(Lease lease, CancellationToken cancellationToken)
    {
        long started = time.GetTimestamp();
        DateTimeOffset asOf = time.GetUtcNow();
        var bySite = new SortedDictionary<string, SiteCounter>(StringComparer.Ordinal);
        var damage = new DamageCounter();
        foreach ((string site, IReadOnlyList<LinkShard> siteShards) in await FindSitesAsync(cancellationToken))
        {
            if (await CountAsync(site, siteShards, damage, asOf, lease, cancellationToken) is not { } counter)
            {
                Log.LeaseLost(logger);
                return false;
            }

            bySite[site] = counter;
        }

        var whole = new SiteCounter();
        foreach (SiteCounter site in bySite.Values)
        {
            whole.Add(site);
        }

        await CountDumpsAsync(damage, cancellationToken);
        HashSet<string> listed = [.. bySite.Values.Append(whole).SelectMany(counter => counter.ListedHosts())];
        Dictionary<string, HostHealthRecord> health = await ReadHealthAsync(listed, cancellationToken);
        if (!await summaries.RenewAsync(lease.Id, cancellationToken))
        {
            Log.LeaseLost(logger);
            return false;
        }

        // The summary of the whole archive is written last: if it is new, those of all sites are.
        string[] names = [.. bySite.Keys];
        foreach ((string? site, SiteCounter counter) in bySite.Select(one => ((string?)one.Key, one.Value)).Append((null, whole)))
        {
            StoredSummary? before = await summaries.ReadAsync(site, cancellationToken);
            LifeTable lives = counter.ToLifeTable();
            ArchiveSummary summary = counter.ToSummary(
                asOf, names, damage.Counts, before?.Summary, health.GetValueOrDefault, SurvivalHeadlines.Of(lives));
            await lifeTables.WriteAsync(site, new StoredLifeTable(asOf, lives), cancellationToken);
            await summaries.WriteAsync(site, new StoredSummary(summary, time.GetElapsedTime(started).TotalSeconds), cancellationToken);
        }

        Log.Made(logger, names.Length, time.GetElapsedTime(started));
        return true;
    }

    /// <summary>Lists all sites that have articles or links, with the shards of their links.</summary>
    private async Task<SortedDictionary<string, IReadOnlyList<LinkShard>>> FindSitesAsync(CancellationToken cancellationToken)
    {
        var found = new SortedDictionary<string, IReadOnlyList<LinkShard>>(StringComparer.Ordinal);
        List<LinkShard> all = await shards.ReadAllAsync(site: null, cancellationToken).Select(status => status.Shard).ToListAsync(cancellationToken);
        foreach (IGrouping<string, LinkShard> site in all.GroupBy(shard => shard.Site))
        {
            found[site.Key] = [.. site];
        }

        await foreach (string site in articles.ListSitesAsync(cancellationToken))
        {
            found.TryAdd(site, []);
        }

        return found;
    }

    /// <returns>Null if the lease was lost.</returns>
    private async Task<SiteCounter?> CountAsync(
        string site, IReadOnlyList<LinkShard> siteShards, DamageCounter damage, DateTimeOffset asOf, Lease lease, CancellationToken cancellationToken)
    {
        var counter = new SiteCounter();
        foreach (LinkShard shard in siteShards)
        {
            await foreach ((Link link, DateTimeOffset? mentionedAt) in links.ReadStatesAsync(shard, cancellationToken))
            {
                counter.Add(link, sites.Locations(link).Select(HostName.TryOf).OfType<string>().Distinct());
                if (link.Judgement is null)
                {
                    counter.Add(link.Kind, LinkHosts.First(sites, link), LinkLife.Of(link, mentionedAt));
                }
            }

            if (!await KeepAsync(lease, cancellationToken))
            {
                return null;
            }
        }

        int read = 0;
        await foreach (ArticleSummary article in articles.ReadAsync(new ArticleFilter { Site = site }, cancellationToken))
        {
            counter.Add(article);
            damage.Add(article.DiagnosticCodes);
            if (++read % RowsPerOperation == 0 && !await KeepAsync(lease, cancellationToken))
            {
                return null;
            }
        }

        await foreach (EventWhat what in events.ReadAsync(site, asOf.AddDays(-7), to: null, cancellationToken))
        {
            counter.Add(what);
        }

        return counter;
    }

    private async Task CountDumpsAsync(DamageCounter damage, CancellationToken cancellationToken)
    {
        await foreach (DumpEntry dump in dumps.ReadAllAsync(cancellationToken))
        {
            damage.Add(dump);
        }
    }

    private async Task<Dictionary<string, HostHealthRecord>> ReadHealthAsync(HashSet<string> names, CancellationToken cancellationToken)
    {
        Dictionary<string, HostHealthRecord> health = new(StringComparer.Ordinal);
        await foreach (StoredHost host in hosts.ReadHealthAsync(cancellationToken))
        {
            if (names.Contains(host.Host))
            {
                health[host.Host] = host.Record.Health;
            }
        }

        return health;
    }

    private async Task<bool> KeepAsync(Lease lease, CancellationToken cancellationToken)
    {
        if (time.GetElapsedTime(lease.RenewedAt) < BetweenRenewals)
        {
            return true;
        }

        lease.RenewedAt = time.GetTimestamp();
        return await summaries.RenewAsync(lease.Id, cancellationToken);
    }

    private sealed class Lease(string id, long acquiredAt)
    {
        public string Id => id;

        public long RenewedAt { get; set; } = acquiredAt;
    }

    private static partial class Log
    {
        [LoggerMessage(2600, LogLevel.Information, "Made the summaries of the archive and of {Sites} sites in {Elapsed}.")]
        public static partial void Made(ILogger logger, int sites, TimeSpan elapsed);

        [LoggerMessage(2601, LogLevel.Warning, "Lost the lease on the summaries to another instance. Nothing was written.")]
        public static partial void LeaseLost(ILogger logger);
    }
}
