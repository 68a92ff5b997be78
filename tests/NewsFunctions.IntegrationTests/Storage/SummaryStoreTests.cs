using NewsFunctions.Core.Hosts;
using NewsFunctions.Core.Summaries;
using NewsFunctions.Storage.Summaries;

namespace NewsFunctions.IntegrationTests.Storage;

public sealed class SummaryStoreTests(AzuriteFixture azurite)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(null)]
    [InlineData("alalam")]
    public async Task Summary_comes_back_as_it_was_written_in_one_operation(string? site)
    {
        TestArchive archive = await TestArchive.CreateAsync(azurite.NewAccount());
        var store = new SummaryStore(archive.Clients);
        var written = new StoredSummary(Summary(), Seconds: 1.5);
        await store.WriteAsync(site, written, Token);
        archive.Counter.Reset();

        StoredSummary? read = await store.ReadAsync(site, Token);

        Assert.Equal((1, 0), (archive.Counter.Blobs, archive.Counter.Tables));
        Assert.Equivalent(written, read, strict: true);
        Assert.Null(await store.ReadAsync(site is null ? "alalam" : null, Token));
    }

    [Fact]
    public async Task Unchanged_summary_is_kept_until_another_is_written()
    {
        string account = azurite.NewAccount();
        var store = new SummaryStore((await TestArchive.CreateAsync(account)).Clients);
        var other = new SummaryStore(new TestArchive(account).Clients);
        await store.WriteAsync(site: null, new StoredSummary(Summary(), Seconds: 1), Token);

        StoredSummary? first = await store.ReadAsync(site: null, Token);
        StoredSummary? same = await store.ReadAsync(site: null, Token);
        await other.WriteAsync(site: null, new StoredSummary(Summary(), Seconds: 2), Token);
        StoredSummary? next = await store.ReadAsync(site: null, Token);

        Assert.Same(first, same);
        Assert.Equal((1, 2), (first?.Seconds, next?.Seconds));
    }

    [Fact]
    public async Task Summary_in_another_format_counts_as_missing()
    {
        TestArchive archive = await TestArchive.CreateAsync(azurite.NewAccount());
        await archive.Clients.ReportBlobs.GetBlobClient("summaries/archive.json").UploadAsync(new BinaryData("""{"summary":{}}"""), Token);

        Assert.Null(await new SummaryStore(archive.Clients).ReadAsync(site: null, Token));
    }

    [Fact]
    public async Task Lease_is_held_by_one_instance_until_it_is_released()
    {
        string account = azurite.NewAccount();
        var one = new SummaryStore((await TestArchive.CreateAsync(account)).Clients);
        var other = new SummaryStore(new TestArchive(account).Clients);

        string? lease = await one.TryAcquireAsync(Token);
        string? refused = await other.TryAcquireAsync(Token);
        bool renewed = await one.RenewAsync(lease!, Token);
        await one.ReleaseAsync(lease!, Token);
        string? otherLease = await other.TryAcquireAsync(Token);

        Assert.NotNull(lease);
        Assert.Null(refused);
        Assert.True(renewed);
        Assert.NotNull(otherLease);
        Assert.False(await one.RenewAsync(lease!, Token));
        await one.ReleaseAsync(lease!, Token);
        Assert.True(await other.RenewAsync(otherLease!, Token));
    }

    [Fact]
    public async Task Acquiring_costs_three_operations_the_first_time_and_one_later()
    {
        TestArchive archive = await TestArchive.CreateAsync(azurite.NewAccount());
        var store = new SummaryStore(archive.Clients);

        string? first = await store.TryAcquireAsync(Token);
        long firstCost = archive.Counter.Blobs;
        await store.ReleaseAsync(first!, Token);
        archive.Counter.Reset();
        Assert.NotNull(await store.TryAcquireAsync(Token));

        Assert.Equal((3, 1), (firstCost, archive.Counter.Blobs));
    }

    [Fact]
    public async Task Invalid_site_name_is_rejected()
    {
        TestArchive archive = await TestArchive.CreateAsync(azurite.NewAccount());

        await Assert.ThrowsAsync<ArgumentException>(() => new SummaryStore(archive.Clients).ReadAsync("../archive", Token));
    }

    private static ArchiveSummary Summary() => new()
    {
        AsOf = Made.Noon,
        Sites = ["alalam"],
        Since = Made.Noon.AddDays(-7),
        Articles = new ArticleCounts(14, 2, 1, 5),
        Links = new LinkCounts(8, 1, 2, 3, 1, 1, 2, 1),
        ByKind = new KindCounts(Links(1), Links(2), Links(0), Links(3)),
        Week = new WeekCounts(1, 2, 3),
        Days = [new DayCounts(new DateOnly(2016, 3, 11), 8, 31, 5, 2)],
        Hosts =
        [
            new HostCounts
            {
                Host = "media.example.org", Total = 24, Alive = 0, Suspect = 0, Dead = 3, Blocked = 0, Unknown = 21,
                CircuitOpen = true, Trouble = HostTrouble.Change, DownSince = Made.Noon, DeadSince = null,
            },
        ],
        History = [new HistoryEntry(new DateOnly(2026, 2, 28), 1, 2, 3, 4, 5)],
        Damage = new DamageCounts(12, 100, 90, 50, 1, [new CodeCount("ND009", 3)]),
        UnlistedDays = 1,
        UnlistedHosts = 2,
    };

    private static LinkCounts Links(long count) => new(count, count, 0, 0, 0, 0, 0, 0);
}
