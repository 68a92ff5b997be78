using Azure.Data.Tables;
using LocalFunctionsHost.Blobs;
using NewsFunctions.Core.Events;
using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Ledger;
using NewsFunctions.Core.Links;
using NewsFunctions.IntegrationTests.Crashes;
using NewsFunctions.IntegrationTests.EndToEnd;
using NewsFunctions.IntegrationTests.Storage;
using NewsFunctions.Storage.Events;
using NewsFunctions.Storage.Links;

namespace NewsFunctions.IntegrationTests.Instances;

/// <summary>Proves from rows, from the logs of the hosts and from the logs of the sites that instances side by side did everything once.</summary>
internal sealed class InstanceProof(string account, IReadOnlyDictionary<string, LoggedSite> sites)
{
    private const int PageSize = 1000;

    /// <summary>Requests that were sent an interval apart may arrive closer together.</summary>
    private const double ArrivalSlack = 1.15;

    /// <summary>A check and its request have the clock of this machine, but a busy machine may serve a request late.</summary>
    private static readonly TimeSpan ClockSlack = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan Window = TimeSpan.FromSeconds(1);

    private readonly TestArchive _archive = new(account);
    private readonly ArchiveView _view = new(account);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Returns whether every link has that many checks, no visit is in progress, and no host is leased.</summary>
    public async Task<bool> IsAtRestAsync(int round)
    {
        // Links are many, so they are read last.
        IReadOnlyList<ShardStatus> shards = await _view.ShardsAsync();
        return shards.Sum(shard => shard.Counts.Total) == InstanceDumps.Rows.Links
            && shards.All(shard => shard.LeaseUntil is null && shard.Mark == shard.MarkSeen)
            && (await _archive.Hosts.ListAsync(PageSize, null, Token)).Items.All(host => host.Owner is null)
            && await LinksAsync() is var links && links.Count == InstanceDumps.Rows.Links && links.All(link => link.Checks >= round);
    }

    /// <summary>Proves that each dump was ingested by one run of one instance, and each article written once.</summary>
    public async Task ProveIngestsAsync(IReadOnlyList<string> logs)
    {
        string[] names = [.. InstanceDumps.All.Select(dump => dump.Name).Order(StringComparer.Ordinal)];
        Assert.Equal(names, logs.SelectMany(InstanceLog.Ingested).Order(StringComparer.Ordinal));

        // A fast instance may ingest everything before another one polls. Checks take longer.
        Assert.True(logs.Count == 1 || logs.Count(log => InstanceLog.Ingested(log).Count > 0 || InstanceLog.Checked(log) > 0) > 1, "One instance did everything.");

        // A second attempt would be legitimate only after a failure or a death, and there was none.
        IReadOnlyList<TableEntity> receipts = await TestArchive.RowsAsync(new TableClient(account, BlobReceipts.TableName));
        Assert.Equal(names, receipts.Select(receipt => receipt.GetString("Blob")).Order(StringComparer.Ordinal));
        Assert.All(receipts, receipt => Assert.Equal((1, true), (receipt.GetInt32("Attempts")!.Value, receipt.GetBoolean("IsDone")!.Value)));

        List<DumpEntry> entries = await _archive.Ledger.ReadAllAsync(Token).ToListAsync(Token);
        Assert.Equal(names, entries.Select(entry => entry.Name).Order(StringComparer.Ordinal));
        Dictionary<string, long> articles = InstanceDumps.All.ToDictionary(dump => dump.Name, dump => (long)dump.Articles);
        Assert.All(entries, entry => Assert.Equal((DumpStatus.Ingested, articles[entry.Name]), (entry.Status, entry.Counts.Articles)));
        Assert.Equal(InstanceDumps.Rows, await _view.CountAsync());
    }

    /// <summary>Proves that every recorded check was made, that no request was made twice for a check, and that no strike counted
    /// twice.</summary>
    public async Task ProveChecksAsync(IReadOnlyList<string> logs)
    {
        IReadOnlyList<Link> links = await LinksAsync();
        foreach (Link link in links)
        {
            await ProveChecksAsync(link);
        }

        Assert.Equal(links.Count * InstanceRun.Rounds, logs.Sum(InstanceLog.Checked));
        var counted = (await _view.ShardsAsync())
            .SelectMany(shard => shard.Counts.ByState)
            .GroupBy(state => state.Key, (state, counts) => (state, counts.Sum(count => count.Value)))
            .Where(state => state.Item2 > 0);
        var stored = links.GroupBy(link => link.State, (state, all) => (state, (long)all.Count()));
        Assert.Equal(stored.OrderBy(state => state.state), counted.OrderBy(state => state.state));

        IReadOnlyList<ArchiveEvent> events = (await _archive.Events.ListAsync(new EventFilter(), PageSize, null, Token)).Items;
        Assert.Equal(
            links.Where(link => link.State == LinkState.Dead).Select(link => (link.Site, link.Id.Value, EventWhat.Dead)).Order(),
            events.Select(one => (one.Site, one.Subject, one.What)).Order());
    }

    /// <summary>Proves that no occurrence of a timer ran twice, and that the schedule was kept.</summary>
    public static void ProveTimers(IReadOnlyList<string> logs)
    {
        (string Function, DateTimeOffset Due)[] runs = [.. logs.SelectMany(InstanceLog.TimerRuns)];
        Assert.Equal(runs.Order(), runs.Distinct().Order());

        DateTimeOffset[] scheduled = [.. runs.Where(run => run.Function == "ScheduleLinkChecks").Select(run => run.Due).Order()];
        Assert.All(scheduled, due => Assert.Equal(0, due.UtcTicks % InstanceRun.SchedulePeriod.Ticks));

        // Occurrences that a busy machine slept through become one run.
        double occurrences = 1 + ((scheduled[^1] - scheduled[0]) / InstanceRun.SchedulePeriod);
        Assert.InRange(scheduled.Length, occurrences / 2, occurrences);
    }

    /// <summary>Proves that a site's limits held for all instances together.</summary>
    public static void ProveLimits(LoggedSite site)
    {
        IReadOnlyList<DateTimeOffset> requests = site.Requests;
        Assert.InRange(site.MaxUnderWay, 1, InstanceRun.Concurrency);
        int most = (int)(Window / InstanceRun.Interval * ArrivalSlack) + InstanceRun.Concurrency;
        Assert.All(requests, first => Assert.InRange(requests.Count(at => at >= first && at < first + Window), 1, most));
    }

    private async Task ProveChecksAsync(Link link)
    {
        IReadOnlyList<LinkCheck> checks = (await _archive.History.ListAsync(link.Site, link.Id, PageSize, null, Token)).Items;
        Assert.Equal((link.Id, InstanceRun.Rounds, InstanceRun.Rounds), (link.Id, checks.Count, link.Checks));
        Assert.Equal(
            link.Id.Kind == LinkKind.Video ? (link.Id, LinkState.Dead, InstanceRun.Rounds) : (link.Id, LinkState.Alive, 0),
            (link.Id, link.State, link.Strikes));

        IReadOnlyList<DateTimeOffset> requests = sites[link.Site].RequestsOf(checks[0].Location!);
        Assert.Equal((link.Id, checks.Sum(RequestsOf)), (link.Id, requests.Count));
        Assert.All(checks, check => Assert.Contains(
            requests, at => at >= check.CheckedAt - ClockSlack && at <= check.CheckedAt + check.Duration + ClockSlack));
    }

    /// <summary>Counts the requests that the evidence tells of.</summary>
    private static int RequestsOf(LinkCheck check) => Evidence.Read(check.Evidence).Locations.Sum(location =>
        (location.Head is null ? 0 : 1) + location.Hops.Sum(hop => hop.RangedStatus is null ? 1 : 2));

    private async Task<IReadOnlyList<Link>> LinksAsync()
    {
        List<Link> links = [];
        foreach (string site in sites.Keys)
        {
            links.AddRange((await _archive.Links.ListAsync(new LinkFilter { Site = site }, PageSize, null, Token)).Items);
        }

        return links;
    }
}
