using System.Net;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Specialized;
using NewsFunctions.Archive.Summaries;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;
using NewsFunctions.Core.Summaries;
using NewsFunctions.Core.Survival;
using NewsFunctions.IntegrationTests.Ingest;
using NewsFunctions.IntegrationTests.Publishing;
using NewsFunctions.Storage.Connection;
using NewsFunctions.Storage.Links;
using NewsFunctions.Storage.Summaries;

namespace NewsFunctions.IntegrationTests.Summaries;

public sealed class SummarizingTests(AzuriteFixture azurite)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Summary_matches_the_rows()
    {
        await using TestSite site = await TestSite.StartAsync();
        await using Archive archive = await Archive.CreateAsync(azurite, site);
        site.Answer(DumpText.Picture(2), HttpStatusCode.NotFound);
        await archive.IngestAsync("one.txt", DumpText.Of("Fri Mar 11, 2016 16:23:23", "One.", 1, 2));
        await archive.IngestAsync("other.txt", DumpText.Of("Fri Mar 11, 2016 23:50:00", "Other.", 2, 3));
        await archive.CheckDueLinksAsync();

        Assert.True(await archive.Get<Summarizing>().MakeAsync(Token));

        ArchiveSummary summary = (await archive.Get<SummaryStore>().ReadAsync(Archive.Site, Token))!.Summary;
        IReadOnlyList<Link> links = await archive.LinksAsync();
        Assert.Equal([Archive.Site], summary.Sites);
        Assert.Equal(links.Min(link => link.FirstChecked), summary.Since);
        Assert.Equal((6, 5, 1), (summary.Links.Total, summary.Links.Alive, summary.Links.Suspect));
        Assert.Equal(links.Count(link => link is { State: LinkState.Suspect, Kind: LinkKind.Image }), summary.ByKind.Image.Suspect);
        Assert.Equal([new DayCounts(new DateOnly(2016, 3, 11), Articles: 2, Media: 4, Dead: 0, Suspect: 2)], summary.Days);
        Assert.Equal(new ArticleCounts(Total: 2, Undated: 0, WithDead: 0, WithSuspect: 2), summary.Articles);
        HostCounts host = Assert.Single(summary.Hosts);
        Assert.Equal(($"127.0.0.1:{site.Port}", 6, 1), (host.Host, host.Total, host.Suspect));
        Assert.Equal((2, 4), (summary.Damage.Dumps, summary.Damage.ItemsKept));
    }

    [Fact]
    public async Task Deaths_are_in_the_week_in_which_they_happened()
    {
        await using TestSite site = await TestSite.StartAsync();
        await using Archive archive = await Archive.CreateAsync(azurite, site);
        await archive.IngestAsync("one.txt", DumpText.Of("Fri Mar 11, 2016 16:23:23", "One.", 1, 2));
        await archive.DieAsync(site, 2);

        await archive.Get<Summarizing>().MakeAsync(Token);
        ArchiveSummary before = (await archive.Get<SummaryStore>().ReadAsync(site: null, Token))!.Summary;
        archive.Time.Advance(TimeSpan.FromDays(8));
        await archive.Get<Summarizing>().MakeAsync(Token);
        ArchiveSummary after = (await archive.Get<SummaryStore>().ReadAsync(site: null, Token))!.Summary;

        Assert.Equal((new WeekCounts(1, 0, 0), new WeekCounts(0, 0, 0)), (before.Week, after.Week));
        Assert.Equal((1, 1), (before.Links.Dead, before.Articles.WithDead));
        Assert.Equal([1, 1], after.History.Select(entry => (int)entry.Dead));
        Assert.Equal(8, after.History[1].Date.DayNumber - after.History[0].Date.DayNumber);
    }

    [Fact]
    public async Task Summary_costs_an_operation_for_each_shard_and_each_table()
    {
        await using Archive archive = await Archive.CreateAsync(azurite);
        await archive.IngestAsync("one.txt", DumpText.Of("Fri Mar 11, 2016 16:23:23", "One.", 1, 2));
        await archive.Get<Summarizing>().MakeAsync(Token);
        OperationCounter counter = archive.Get<OperationCounter>();
        counter.Reset();

        await archive.Get<Summarizing>().MakeAsync(Token);

        // Two shards. ArticleList is also queried for its sites, until there is no further one.
        Assert.Equal(
            [
                "GET ArticleList", "GET ArticleList", "GET ArticleList", "GET Dumps", "GET Events", "GET Hosts", "GET LinkShards", "GET Links", "GET Links",
            ],
            counter.TableRequests.Order(StringComparer.Ordinal));

        // The lease acquired, renewed and released. For the site and for the whole archive: the old document read, the
        // new one and the life table written.
        Assert.Equal((9, 0), (counter.Blobs, counter.Queues));
    }

    [Fact]
    public async Task Life_table_has_the_birth_and_death_of_each_link()
    {
        await using TestSite site = await TestSite.StartAsync();
        await using Archive archive = await Archive.CreateAsync(azurite, site);
        await archive.IngestAsync("later.txt", DumpText.Of("Fri Mar 11, 2016 16:23:23", "Later.", 1));
        await archive.IngestAsync("earlier.txt", DumpText.Of("Fri Mar 6, 2015 16:23:23", "Earlier.", 1, 2));
        await archive.CheckDueLinksAsync();
        await archive.DieAsync(site, 2);

        await archive.Get<Summarizing>().MakeAsync(Token);
        LifeTable table = (await archive.Get<LifeTableStore>().ReadAsync(Archive.Site, Token))!.Table;

        Assert.Equal([$"127.0.0.1:{site.Port}"], table.Hosts);
        List<LinkLife> lives = [];
        foreach (LinkShard shard in (await archive.LinksAsync()).Select(link => link.Shard).Distinct())
        {
            lives.AddRange(await archive.Get<LinkStore>().ReadStatesAsync(shard, Token).Select(one => LinkLife.Of(one.Link, one.MentionedAt)).ToListAsync(Token));
        }

        Assert.Equal(
            lives.Select(life => (life.Birth!.Year, life.Age!.Value.From, life.Age.Value.To)).Order(),
            table.Cells.SelectMany(cell => Enumerable.Repeat((cell.Born!.Value, cell.Age.From, cell.Age.To), cell.Count)).Order());
        LinkLife dead = Assert.Single(lives, life => life.DeadBy is not null);
        Assert.True(dead.DeadBy > dead.LastAlive);
        Assert.True(dead.DeadBy < archive.Time.GetUtcNow().AddDays(-6));

        // A page's birth is the publication of the earliest article that mentions it.
        Assert.Equal([2015, 2015], lives.Where(life => life.Birth!.Source == BirthSource.Article).Select(life => life.Birth!.Year));
        Assert.Equal(table.Cells, (await archive.Get<LifeTableStore>().ReadAsync(site: null, Token))!.Table.Cells);
    }

    [Fact]
    public async Task Only_one_instance_makes_a_summary_at_a_time()
    {
        await using Archive archive = await Archive.CreateAsync(azurite);
        await archive.Get<SummaryStore>().TryAcquireAsync(Token);

        Assert.False(await archive.Get<Summarizing>().MakeAsync(Token));
        Assert.Null(await archive.Get<SummaryStore>().ReadAsync(site: null, Token));
    }

    [Fact]
    public async Task Instance_that_lost_its_lease_writes_nothing()
    {
        await using Archive archive = await Archive.CreateAsync(azurite);
        await archive.IngestAsync("one.txt", DumpText.Of("Fri Mar 11, 2016 16:23:23", "One.", 1, 2));
        BlobClient lease = new BlobContainerClient(archive.Connection, ArchiveNames.ReportsContainer, new BlobClientOptions(BlobClientOptions.ServiceVersion.V2026_06_06)).GetBlobClient("summaries/lease");
        await archive.Get<Summarizing>().MakeAsync(Token);
        archive.Time.Advance(TimeSpan.FromHours(2));
        DateTimeOffset before = (await archive.Get<SummaryStore>().ReadAsync(site: null, Token))!.Summary.AsOf;

        // Breaks the lease after it was acquired, while the rows are read.
        await using Archive slow = archive.Beside(new SteppedPolicy(step: 3, () => lease.GetBlobLeaseClient().BreakAsync(TimeSpan.Zero, cancellationToken: Token)));
        bool made = await slow.Get<Summarizing>().MakeAsync(Token);

        Assert.False(made);
        Assert.Equal(before, (await archive.Get<SummaryStore>().ReadAsync(site: null, Token))!.Summary.AsOf);
    }
}
