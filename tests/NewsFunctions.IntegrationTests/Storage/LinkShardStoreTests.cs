using Azure.Core;
using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;
using NewsFunctions.Storage.Links;

namespace NewsFunctions.IntegrationTests.Storage;

public sealed class LinkShardStoreTests(AzuriteFixture azurite)
{
    private static readonly LinkShard Images = new("example", LinkKind.Image, "2016-03");
    private static readonly LinkShard Pages = new("example", LinkKind.Page, "17");
    private static readonly LinkShard MorePages = new("example", LinkKind.Page, "179");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_mark_makes_a_shard_due_until_a_visit_has_seen_it()
    {
        TestArchive archive = await TestArchive.CreateAsync(azurite.NewAccount());
        await archive.Shards.MarkAsync([Images, Images], Token);
        ShardStatus status = (await archive.Shards.GetAsync(Images, Token))!;
        Assert.Equal((0, true), (status.Run, status.IsDue(Made.Noon)));

        ShardCounts counts = new(2, new Dictionary<LinkState, long> { [LinkState.Alive] = 2 }, new Dictionary<Verdict, long> { [Verdict.Moved] = 2 });
        ShardSummary summary = new(counts, Made.Noon.AddDays(1), status.Mark, Made.Noon) { Suspects = SuspectMedia.Of([]) };
        ShardStatus? ended = await archive.Shards.EndVisitAsync(status, summary, goOn: false, Made.Noon, Token);

        ShardStatus now = (await archive.Shards.GetAsync(Images, Token))!;
        Assert.Equivalent(ended, now, strict: true);
        Assert.Equal((false, true), (now.IsDue(Made.Noon), now.IsDue(Made.Noon.AddDays(1))));
        Assert.Equal(2, now.Counts.ByVerdict[Verdict.Moved]);
        await archive.Shards.MarkAsync([Images], Token);
        Assert.True((await archive.Shards.GetAsync(Images, Token))!.IsDue(Made.Noon));
    }

    [Fact]
    public async Task Shards_are_claimed_in_one_transaction_and_by_one_scheduler_only()
    {
        string account = azurite.NewAccount();
        TestArchive one = await TestArchive.CreateAsync(account);
        TestArchive other = new(account);
        await one.Shards.MarkAsync([Images, Pages, MorePages], Token);
        List<ShardStatus> read = await one.Shards.ReadAllAsync("example", Token).ToListAsync(Token);
        Assert.Equal([Images, Pages, MorePages], read.Select(status => status.Shard));
        await other.Shards.ClaimAsync([read[1]], Made.Noon.AddMinutes(30), Token);
        one.Counter.Reset();

        IReadOnlyList<ShardStatus> claimed = await one.Shards.ClaimAsync(read, Made.Noon.AddMinutes(30), Token);

        Assert.Equal([Images, MorePages], claimed.Select(status => status.Shard));
        Assert.All(await one.Shards.ReadAllAsync(null, Token).ToListAsync(Token), status => Assert.Equal(1, status.Run));
        one.Counter.Reset();
        Assert.Equal(2, (await one.Shards.ClaimAsync(claimed, Made.Noon.AddMinutes(60), Token)).Count);
        Assert.Equal(1, one.Counter.Tables);
    }

    [Fact]
    public async Task Schedulers_at_once_claim_every_shard_exactly_once()
    {
        string account = azurite.NewAccount();
        TestArchive archive = await TestArchive.CreateAsync(account);
        LinkShard[] shards = [.. Enumerable.Range(1, 150).Select(i => new LinkShard("example", LinkKind.Page, $"{i}"))];
        await archive.Shards.MarkAsync(shards, Token);
        List<ShardStatus> read = await archive.Shards.ReadAllAsync("example", Token).ToListAsync(Token);

        IReadOnlyList<ShardStatus>[] claims = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => Task.Run(() =>
            new TestArchive(account).Shards.ClaimAsync([.. read.OrderBy(status => (status.Shard.Bucket[^1] + i) % 5)], Made.Noon, Token))));

        Assert.Equal(150, claims.Sum(claim => claim.Count));
        Assert.Equal(150, claims.SelectMany(claim => claim).Select(status => status.Shard).Distinct().Count());
    }

    [Fact]
    public async Task Second_end_of_a_visit_starts_no_second_chain()
    {
        TestArchive archive = await TestArchive.CreateAsync(azurite.NewAccount());
        await archive.Shards.MarkAsync([Images], Token);
        ShardStatus status = Assert.Single(await archive.Shards.ClaimAsync([(await archive.Shards.GetAsync(Images, Token))!], Made.Noon, Token));
        ShardSummary summary = new(ShardCounts.None, null, null, Made.Noon);

        ShardStatus? first = await archive.Shards.EndVisitAsync(status, summary, goOn: true, Made.Noon.AddMinutes(30), Token);
        ShardStatus? second = await archive.Shards.EndVisitAsync(status, summary, goOn: true, Made.Noon.AddMinutes(30), Token);

        Assert.Equal(2, first!.Run);
        Assert.Null(second);
    }

    [Fact]
    public async Task End_of_a_visit_survives_conflicts_while_nobody_else_has_the_shard()
    {
        string account = azurite.NewAccount();
        ConflictPolicy conflicts = new(409);
        TestArchive archive = await TestArchive.CreateAsync(account, options => options.AddPolicy(conflicts, HttpPipelinePosition.PerCall));
        await archive.Shards.MarkAsync([Images], Token);
        ShardStatus status = Assert.Single(await archive.Shards.ClaimAsync([(await archive.Shards.GetAsync(Images, Token))!], Made.Noon.AddMinutes(30), Token));

        conflicts.FailNext(3);
        ShardStatus? ended = await archive.Shards.EndVisitAsync(
            status, new ShardSummary(ShardCounts.None, null, status.Mark, Made.Noon), goOn: false, Made.Noon.AddMinutes(30), Token);

        Assert.NotNull(ended);
        ShardStatus now = (await archive.Shards.GetAsync(Images, Token))!;
        Assert.Equal((1, null, Made.Noon), (now.Run, now.LeaseUntil, now.CountedAt));
    }

    [Fact]
    public async Task Recheck_marks_shards_of_its_kind_and_widens_an_unseen_one()
    {
        TestArchive archive = await TestArchive.CreateAsync(azurite.NewAccount());
        await archive.Shards.MarkAsync([Images, Pages], Token);

        await archive.Shards.RequestRecheckAsync("example", LinkKind.Page, LinkState.Dead, Made.Noon, Token);
        await archive.Shards.RequestRecheckAsync("example", LinkKind.Page, LinkState.Blocked, Made.Noon.AddDays(1), Token);

        Assert.Null((await archive.Shards.GetAsync(Images, Token))!.Recheck);
        ShardStatus pages = (await archive.Shards.GetAsync(Pages, Token))!;
        Assert.Equal(Made.Noon.AddDays(1), pages.Recheck!.Before);
        Assert.Equal([LinkState.Dead, LinkState.Blocked], pages.Recheck.States!);
        await archive.Shards.RequestRecheckAsync("example", null, null, Made.Noon, Token);
        Assert.Null((await archive.Shards.GetAsync(Pages, Token))!.Recheck!.States);
    }

    [Fact]
    public async Task Unmarked_shard_is_unknown()
    {
        TestArchive archive = await TestArchive.CreateAsync(azurite.NewAccount());
        await archive.Shards.MarkAsync([MorePages], Token);

        Assert.Null(await archive.Shards.GetAsync(Pages, Token));
    }
}
