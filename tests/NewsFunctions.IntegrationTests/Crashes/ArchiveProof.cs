using NewsFunctions.Core.Diagnostics;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Ledger;
using NewsFunctions.Core.Links;
using NewsFunctions.IntegrationTests.EndToEnd;
using NewsFunctions.IntegrationTests.Storage;
using NewsFunctions.Storage.Links;
using NewsFunctions.Storage.Rows;

namespace NewsFunctions.IntegrationTests.Crashes;

/// <summary>
/// Proves from the rows and from the site's log that the archive lost nothing and duplicated nothing.
/// </summary>
internal sealed class ArchiveProof(string account, LoggedSite site)
{
    private readonly TestArchive _archive = new(account);
    private readonly ArchiveView _view = new(account);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Returns whether every dump has ended, every link was checked, and no visit is in progress.</summary>
    public async Task<bool> IsAtRestAsync(int dumps, int links)
    {
        List<DumpEntry> entries = await LedgerAsync();
        if (entries.Count(entry => entry.Status == DumpStatus.Ingested) < dumps)
        {
            return false;
        }

        IReadOnlyList<ShardStatus> shards = await _view.ShardsAsync();
        return shards.All(shard => shard.LeaseUntil is null && shard.Mark == shard.MarkSeen)
            && await LinksAsync() is var stored && stored.Count >= links && stored.All(link => link.LastChecked is not null);
    }

    /// <summary>Lists the dumps that the app has given up.</summary>
    public async Task<IReadOnlyList<DumpEntry>> FailedAsync() => [.. (await LedgerAsync()).Where(entry => entry.Status == DumpStatus.Failed)];

    /// <param name="dumps">The number of the first article and the number of articles, by dump name.</param>
    public async Task ProveAsync(IReadOnlyDictionary<string, (int First, int Articles)> dumps)
    {
        await ProveLedgerAsync(dumps);
        int articles = dumps.Values.Sum(dump => dump.Articles);

        // Each article once, in one version from one dump. Each item with its link, and each link with its one
        // reference.
        Assert.Equal(new RowCounts(articles, articles, articles, articles, 3 * articles, 3 * articles), await _view.CountAsync());
        IReadOnlyList<Link> links = await LinksAsync();
        await ProveShardsAsync(links);
        foreach (Link link in links)
        {
            ProveState(link);
            await ProveChecksAsync(link);
        }
    }

    private async Task ProveLedgerAsync(IReadOnlyDictionary<string, (int First, int Articles)> dumps)
    {
        List<DumpEntry> entries = await LedgerAsync();
        Assert.All(entries, entry => Assert.Equal(DumpStatus.Ingested, entry.Status));
        Assert.Equal(dumps.Keys.Order(StringComparer.Ordinal), entries.Select(entry => entry.Name).Order(StringComparer.Ordinal));
        Assert.All(entries, entry =>
        {
            int articles = dumps[entry.Name].Articles;
            Assert.Equal(new DumpCounts(articles, 2 * articles, 3 * articles, 0), entry.Counts with { Damage = Damage.None });
        });
    }

    /// <summary>Asserts that the counts of the shards match the links.</summary>
    private async Task ProveShardsAsync(IReadOnlyList<Link> links)
    {
        IReadOnlyList<ShardStatus> shards = await _view.ShardsAsync();
        var counted = shards
            .SelectMany(shard => shard.Counts.ByState)
            .GroupBy(state => state.Key, (state, counts) => (state, counts.Sum(count => count.Value)))
            .Where(state => state.Item2 > 0);
        var stored = links.GroupBy(link => link.State, (state, all) => (state, (long)all.Count()));
        Assert.Equal(stored.OrderBy(state => state.state), counted.OrderBy(state => state.state));
    }

    /// <summary>
    /// Asserts that a video is gone with one strike (strikes must be a day apart) and everything else is alive.
    /// </summary>
    private static void ProveState(Link link) => Assert.Equal(
        link.Id.Kind == LinkKind.Video ? (link.Id, LinkState.Suspect, 1) : (link.Id, LinkState.Alive, 0),
        (link.Id, link.State, link.Strikes));

    /// <summary>
    /// Asserts that every recorded check was made: the site was requested during it, at least as often as there are
    /// checks.
    /// </summary>
    private async Task ProveChecksAsync(Link link)
    {
        IReadOnlyList<LinkCheck> checks = (await _archive.History.ListAsync(link.Site, link.Id, 1000, null, Token)).Items;
        Assert.NotEmpty(checks);
        Assert.Equal(checks.Count, checks.DistinctBy(check => check.CheckedAt).Count());

        // After a kill, two visits of a shard may overlap. The first to write decides the state, and the checks of the
        // other join the history.
        Assert.Contains(checks, check => check.CheckedAt == link.LastChecked);
        foreach (LinkCheck check in checks)
        {
            // Both clocks are this machine's. The time of a check is its start or its end.
            TimeSpan slack = check.Duration + TimeSpan.FromSeconds(1);
            Assert.Contains(
                site.RequestsOf(check.Location!),
                at => at >= check.CheckedAt - slack && at <= check.CheckedAt + slack);
        }

        Assert.True(site.RequestsOf(checks[0].Location!).Count >= checks.Count, $"{link.Id}: {checks.Count} checks but fewer requests");
    }

    private async Task<List<DumpEntry>> LedgerAsync()
    {
        try
        {
            return await _archive.Ledger.ReadAllAsync(Token).ToListAsync(Token);
        }
        catch (Azure.RequestFailedException e) when (e.ErrorCode == "TableNotFound")
        {
            return [];
        }
    }

    private async Task<IReadOnlyList<Link>> LinksAsync()
    {
        List<Link> links = [];
        string? continuation = null;
        do
        {
            ResultPage<Link> page = await _archive.Links.ListAsync(new LinkFilter { Site = Archive.Site }, 1000, continuation, Token);
            links.AddRange(page.Items);
            continuation = page.Continuation;
        }
        while (continuation is not null);
        return links;
    }
}
