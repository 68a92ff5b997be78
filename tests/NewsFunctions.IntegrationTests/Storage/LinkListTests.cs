using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;
using NewsFunctions.Storage.Articles;
using NewsFunctions.Storage.Links;
using NewsFunctions.Storage.Rows;

namespace NewsFunctions.IntegrationTests.Storage;

public sealed class LinkListTests(AzuriteFixture azurite)
{
    private static readonly LinkShard Images = new("example", LinkKind.Image, "2016-03");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Pages_walk_all_shards_and_lose_nothing()
    {
        TestArchive archive = await FilledAsync();

        List<Link> links = await AllAsync(archive, new LinkFilter(), 3);

        Assert.Equal(14, links.Count);
        Assert.Equal(14, links.Select(link => link.Id).Distinct().Count());
        Assert.Equal(links.Select(link => link.Kind).Order(), links.Select(link => link.Kind));
        Assert.Equal(10, (await AllAsync(archive, new LinkFilter { Site = "example", Kind = LinkKind.Image }, 4)).Count);
        Assert.Empty(await AllAsync(archive, new LinkFilter { Site = "other" }, 4));
    }

    [Fact]
    public async Task Links_are_filtered_by_state_and_by_the_callers_condition()
    {
        TestArchive archive = await FilledAsync();
        LinkId dead = Made.Image(3).Id;
        StoredLink before = (await archive.Links.GetAsync("example", dead, Token))!;
        await archive.Links.RecordAsync(Images, [Made.Checked(before, Made.Noon, "visit", LinkState.Dead)], Token);

        Assert.Equal([dead], (await AllAsync(archive, new LinkFilter { State = LinkState.Dead }, 5)).Select(link => link.Id));
        Assert.Equal(13, (await AllAsync(archive, new LinkFilter { State = LinkState.Unknown }, 5)).Count);
        LinkFilter named = new() { Where = link => link.Path.EndsWith("_0003.jpg", StringComparison.Ordinal), WhereKey = "three" };
        Assert.Equal([dead], (await AllAsync(archive, named, 5)).Select(link => link.Id));
    }

    [Fact]
    public async Task Shard_without_possible_matches_is_not_read_until_marked()
    {
        TestArchive archive = await FilledAsync();
        ShardStatus status = (await archive.Shards.GetAsync(Images, Token))!;
        ShardCounts counts = new(10, new Dictionary<LinkState, long> { [LinkState.Alive] = 10 }, new Dictionary<Verdict, long> { [Verdict.Alive] = 10 });
        await archive.Shards.EndVisitAsync(status, new ShardSummary(counts, null, status.Mark, Made.Noon), goOn: false, Made.Noon, Token);
        LinkFilter dead = new() { Site = "example", Kind = LinkKind.Image, State = LinkState.Dead };
        archive.Counter.Reset();

        await archive.Links.ListAsync(dead, 10, null, Token);
        Assert.Equal(["GET LinkShards"], archive.Counter.TableRequests);
        await archive.Shards.MarkAsync([Images], Token);
        archive.Counter.Reset();
        await archive.Links.ListAsync(dead, 10, null, Token);

        Assert.Equal(["GET LinkShards", "GET Links"], archive.Counter.TableRequests);
    }

    [Fact]
    public async Task A_continuation_of_another_filter_is_refused()
    {
        TestArchive archive = await FilledAsync();
        string continuation = (await archive.Links.ListAsync(new LinkFilter(), 2, null, Token)).Continuation!;

        foreach (LinkFilter filter in new LinkFilter[]
        {
            new() { Site = "example" }, new() { Kind = LinkKind.Image }, new() { State = LinkState.Dead }, new() { Where = _ => true, WhereKey = "all" },
        })
        {
            await Assert.ThrowsAsync<InvalidContinuationException>(() => archive.Links.ListAsync(filter, 2, continuation, Token));
        }

        await Assert.ThrowsAsync<InvalidContinuationException>(() => archive.Articles.ListAsync(new ArticleFilter(), 2, continuation, Token));
        Assert.Throws<ArgumentException>(() => { _ = archive.Links.ListAsync(new LinkFilter { Where = _ => true }, 2, null, Token); });
    }

    [Fact]
    public async Task Empty_pages_of_the_service_end_no_list()
    {
        string account = azurite.NewAccount();
        await FilledAsync(account);
        TestArchive archive = new(account, options => options.AddPolicy(new EmptyPagePolicy(), Azure.Core.HttpPipelinePosition.PerCall));

        Assert.Equal(14, (await AllAsync(archive, new LinkFilter(), 3)).Count);
        Assert.Equal(10, (await archive.Links.ReadShardAsync(Images, Token).ToListAsync(Token)).Sum(page => page.Count));
        Assert.Equal(2, (await archive.Links.GetManyAsync("example", [Made.Image(1).Id, Made.Image(2).Id], Token)).Count);
        Assert.Equal(3, await archive.Shards.ReadAllAsync(null, Token).CountAsync(Token));
        Assert.NotNull(await archive.Shards.GetAsync(Images, Token));
    }

    private static async Task<List<Link>> AllAsync(TestArchive archive, LinkFilter filter, int limit)
    {
        List<Link> links = [];
        string? continuation = null;
        do
        {
            ResultPage<Link> page = await archive.Links.ListAsync(filter, limit, continuation, Token);
            Assert.True(page.Items.Count == limit || page.Continuation is null, "Only the last page may be short.");
            links.AddRange(page.Items);
            continuation = page.Continuation;
        }
        while (continuation is not null);
        return links;
    }

    private Task<TestArchive> FilledAsync() => FilledAsync(azurite.NewAccount());

    // In buckets 17 and 179, the rows of a shard and of its mark are not neighbours.
    private static async Task<TestArchive> FilledAsync(string account)
    {
        TestArchive archive = await TestArchive.CreateAsync(account);
        LinkMention[] mentions =
        [
            .. Enumerable.Range(0, 10).Select(i => Made.Image(i)),
            Page("170001"), Page("170002"), Page("1790001"), Page("1790002"),
        ];
        await archive.Links.RegisterAsync(mentions, "a.txt", Token);
        await archive.Shards.MarkAsync([.. mentions.Select(mention => new LinkShard("example", mention.Id.Kind, mention.Id.Bucket))], Token);
        return archive;
    }

    private static LinkMention Page(string id) => Made.Mention(LinkId.ForPage(ArticleId.Parse(id)), id);
}
