using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;
using NewsFunctions.Storage.Links;
using NewsFunctions.Storage.Rows;

namespace NewsFunctions.IntegrationTests.Storage;

public sealed class LinkStoreTests(AzuriteFixture azurite)
{
    private static readonly LinkShard Images = new("example", LinkKind.Image, "2016-03");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Registering_costs_one_operation_a_shard_and_can_be_repeated()
    {
        TestArchive archive = await TestArchive.CreateAsync(azurite.NewAccount());
        LinkId page = LinkId.ForPage(ArticleId.Parse("1796428"));
        LinkMention[] mentions = [Made.Image(1), Made.Image(1, by: "5"), Made.Image(2), Made.Mention(page, "1796428")];

        await archive.Links.RegisterAsync(mentions, "a.txt", Token);
        Assert.Equal(["POST Links", "POST Links"], archive.Counter.TableRequests);
        var keys = await TestArchive.KeysAsync(archive.Clients.Links);
        await archive.Links.RegisterAsync(mentions, "a.txt", Token);

        Assert.Equal(3 + 4, keys.Count);
        Assert.Equal(keys, await TestArchive.KeysAsync(archive.Clients.Links));
        StoredLink? link = await archive.Links.GetAsync("example", page, Token);
        Assert.Equal(new Link { Site = "example", Id = page, Path = "1796428", Title = "A title", LastDump = "a.txt" }, link!.Link);
    }

    [Fact]
    public async Task Repeated_registration_changes_no_state_and_no_unknown_title()
    {
        TestArchive archive = await TestArchive.CreateAsync(azurite.NewAccount());
        LinkMention mention = Made.Image(1);
        await archive.Links.RegisterAsync([mention], "a.txt", Token);
        StoredLink before = (await archive.Links.GetAsync("example", mention.Id, Token))!;
        CheckedLink check = Made.Checked(before, Made.Noon, "visit", LinkState.Suspect);
        await archive.Links.RecordAsync(Images, [check], Token);

        await archive.Links.RegisterAsync([mention with { Title = null }], "b.txt", Token);

        Link link = (await archive.Links.GetAsync("example", mention.Id, Token))!.Link;
        Assert.Equal(check.After with { LastDump = "b.txt" }, link);
    }

    [Theory]
    [InlineData("Night Train to Sundby Returns in June", "Minister: Sleeping cars are back after ten years")]
    [InlineData("Minister: Sleeping cars are back after ten years", "Night Train to Sundby Returns in June")]
    public async Task Page_keeps_titles_of_two_dumps_in_either_order_without_reads(string first, string last)
    {
        TestArchive archive = await TestArchive.CreateAsync(azurite.NewAccount());
        LinkMention mention = Made.Mention(LinkId.ForPage(ArticleId.Parse("900414")), "900414", title: first);

        await archive.Links.RegisterAsync([mention], "a.txt", Token);
        await archive.Links.RegisterAsync([mention with { Title = last }], "b.txt", Token);

        Assert.Equal(["POST Links", "POST Links"], archive.Counter.TableRequests);
        await AssertTitlesAsync(archive, mention, last, first);
    }

    [Fact]
    public async Task Mentions_keep_their_titles_through_checks_and_untitled_mentions()
    {
        TestArchive archive = await TestArchive.CreateAsync(azurite.NewAccount());
        LinkMention mention = Made.Mention(LinkId.ForPage(ArticleId.Parse("900414")), "900414", title: "The Lighthouse Is Lit Again");
        LinkMention[] mentions = [mention, mention with { Title = "Harbour Light Back after Ten Years", MentionedBy = ArticleId.Parse("5") }];

        await archive.Links.RegisterAsync(mentions, "a.txt", Token);
        Assert.Equal(1, archive.Counter.Tables);
        StoredLink before = (await archive.Links.GetAsync("example", mention.Id, Token))!;
        await archive.Links.RecordAsync(mention.Shard, [Made.Checked(before, Made.Noon, "visit")], Token);
        await archive.Links.RegisterAsync([mention with { Title = null }], "b.txt", Token);

        await AssertTitlesAsync(archive, mention, "Harbour Light Back after Ten Years", "The Lighthouse Is Lit Again");
    }

    [Fact]
    public async Task A_state_that_has_an_end_is_cleared_by_the_merge()
    {
        TestArchive archive = await TestArchive.CreateAsync(azurite.NewAccount());
        StoredLink before = await RegisteredAsync(archive, 1);
        CheckedLink first = Made.Checked(before, Made.Noon, "v1");
        first = first with { After = first.After with { NoEvidenceSince = Made.Noon, Location = "https://media.example/a.jpg" } };
        await archive.Links.RecordAsync(Images, [first], Token);
        before = (await archive.Links.GetAsync("example", before.Link.Id, Token))!;
        CheckedLink second = Made.Checked(before, Made.Noon.AddDays(1), "v2");
        second = second with { After = second.After with { NoEvidenceSince = null, Location = null, NextDue = null, RecheckInterval = null, Fingerprint = null } };

        await archive.Links.RecordAsync(Images, [second], Token);

        Assert.Equal(second.After, (await archive.Links.GetAsync("example", before.Link.Id, Token))!.Link);
    }

    [Fact]
    public async Task A_repeated_identical_write_counts_as_written_and_leaves_one_check()
    {
        TestArchive archive = await TestArchive.CreateAsync(azurite.NewAccount());
        CheckedLink check = Made.Checked(await RegisteredAsync(archive, 1), Made.Noon, "visit", LinkState.Suspect);

        Assert.Equal(new RecordResult(1, 0), await archive.Links.RecordAsync(Images, [check], Token));
        Assert.Equal(new RecordResult(1, 0), await archive.Links.RecordAsync(Images, [check], Token));

        Assert.Equal(1, (await archive.Links.GetAsync("example", check.After.Id, Token))!.Link.Strikes);
        LinkCheck stored = Assert.Single((await archive.History.ListAsync("example", check.After.Id, 10, null, Token)).Items);
        Assert.Equal("""{"status":200,"note":"صورة"}""", stored.Evidence.ToString());
        Assert.Equal(check.Check, stored);
    }

    [Fact]
    public async Task Of_two_visits_the_first_judges_and_the_other_joins_the_history()
    {
        string account = azurite.NewAccount();
        TestArchive one = await TestArchive.CreateAsync(account);
        TestArchive other = new(account);
        StoredLink before = await RegisteredAsync(one, 1);
        CheckedLink first = Made.Checked(before, Made.Noon, "one", LinkState.Suspect);
        CheckedLink second = Made.Checked(before, Made.Noon, "other");

        Assert.Equal(new RecordResult(1, 0), await one.Links.RecordAsync(Images, [first], Token));
        Assert.Equal(new RecordResult(0, 1), await other.Links.RecordAsync(Images, [second], Token));

        Link link = (await one.Links.GetAsync("example", before.Link.Id, Token))!.Link;
        Assert.Equal((LinkState.Suspect, 1), (link.State, link.Strikes));
        Assert.Equal(2, (await one.History.ListAsync("example", link.Id, 10, null, Token)).Items.Count);
    }

    [Fact]
    public async Task Visits_at_once_count_one_strike_and_keep_every_check()
    {
        string account = azurite.NewAccount();
        TestArchive archive = await TestArchive.CreateAsync(account);
        await archive.Links.RegisterAsync([.. Enumerable.Range(0, 60).Select(i => Made.Image(i))], "a.txt", Token);
        IReadOnlyList<StoredLink> before = await archive.Links.ReadShardAsync(Images, Token).FirstAsync(Token);

        RecordResult[] results = await Task.WhenAll(Enumerable.Range(0, 4).Select(visit => Task.Run(() => new TestArchive(account).Links.RecordAsync(
            Images,
            [.. before.OrderBy(link => (link.Link.Id.Value[^1] + visit) % 7)
                .Select(link => Made.Checked(link, Made.Noon.AddSeconds(visit), $"visit {visit}", LinkState.Suspect))],
            Token))));

        Assert.Equal(60, results.Sum(result => result.Written));
        Assert.Equal(180, results.Sum(result => result.Superseded));
        Assert.All(await archive.Links.ReadShardAsync(Images, Token).FirstAsync(Token), link => Assert.Equal(1, link.Link.Strikes));
        Assert.Equal(240, await archive.History.ReadAsync(Images, Token).CountAsync(Token));
    }

    [Fact]
    public async Task A_registration_in_between_does_not_lose_the_check()
    {
        TestArchive archive = await TestArchive.CreateAsync(azurite.NewAccount());
        StoredLink before = await RegisteredAsync(archive, 1);
        await archive.Links.RegisterAsync([Made.Image(1, by: "5")], "later.txt", Token);

        RecordResult result = await archive.Links.RecordAsync(Images, [Made.Checked(before, Made.Noon, "visit", LinkState.Suspect)], Token);

        Assert.Equal(new RecordResult(1, 0), result);
        Link link = (await archive.Links.GetAsync("example", before.Link.Id, Token))!.Link;
        Assert.Equal((1, "later.txt"), (link.Strikes, link.LastDump));
    }

    [Fact]
    public async Task Recheck_requested_after_the_check_remains_due()
    {
        TestArchive archive = await TestArchive.CreateAsync(azurite.NewAccount());
        StoredLink before = await RegisteredAsync(archive, 1);
        await archive.Links.MakeDueAsync("example", [before.Link.Id], Made.Noon.AddSeconds(1), Token);

        await archive.Links.RecordAsync(Images, [Made.Checked(before, Made.Noon, "visit")], Token);

        Assert.Equal(Made.Noon.AddSeconds(1), (await archive.Links.GetAsync("example", before.Link.Id, Token))!.Link.NextDue);
    }

    [Fact]
    public async Task Removed_link_does_not_block_the_others()
    {
        TestArchive archive = await TestArchive.CreateAsync(azurite.NewAccount());
        await archive.Links.RegisterAsync([.. Enumerable.Range(0, 50).Select(i => Made.Image(i))], "a.txt", Token);
        IReadOnlyList<StoredLink> before = await archive.Links.ReadShardAsync(Images, Token).FirstAsync(Token);
        await archive.Clients.Links.DeleteEntityAsync(
            TableKeys.LinkPartition(Images), TableKeys.LinkRow(before[7].Link.Id), cancellationToken: Token);

        RecordResult result = await archive.Links.RecordAsync(Images, [.. before.Select(link => Made.Checked(link, Made.Noon, "visit"))], Token);

        Assert.Equal(new RecordResult(49, 0), result);
        Assert.Null(await archive.Links.GetAsync("example", before[7].Link.Id, Token));
    }

    [Fact]
    public async Task Write_rejected_by_the_service_does_not_block_the_others()
    {
        string account = azurite.NewAccount();
        TestArchive setup = await TestArchive.CreateAsync(account);
        await setup.Links.RegisterAsync([.. Enumerable.Range(0, 50).Select(i => Made.Image(i))], "a.txt", Token);
        IReadOnlyList<StoredLink> before = await setup.Links.ReadShardAsync(Images, Token).FirstAsync(Token);
        TestArchive archive = new(account, options => options.AddPolicy(
            new RefusingPolicy($"L|{before[7].Link.Id}'"), Azure.Core.HttpPipelinePosition.PerCall));

        RecordResult result = await archive.Links.RecordAsync(Images, [.. before.Select(link => Made.Checked(link, Made.Noon, "visit"))], Token);

        Assert.Equal(new RecordResult(49, 0), result);
        Assert.Null((await setup.Links.GetAsync("example", before[7].Link.Id, Token))!.Link.LastChecked);
    }

    [Fact]
    public async Task Shard_of_a_thousand_links_costs_a_transaction_per_hundred_checks()
    {
        TestArchive archive = await TestArchive.CreateAsync(azurite.NewAccount());
        await archive.Links.RegisterAsync([.. Enumerable.Range(0, 1000).Select(i => Made.Image(i))], "a.txt", Token);
        await archive.Shards.MarkAsync([Images], Token);
        archive.Counter.Reset();

        ShardStatus status = (await archive.Shards.GetAsync(Images, Token))!;
        List<StoredLink> links = [];
        await foreach (IReadOnlyList<StoredLink> page in archive.Links.ReadShardAsync(Images, Token))
        {
            links.AddRange(page);
        }

        RecordResult result = await archive.Links.RecordAsync(Images, [.. links.Select(link => Made.Checked(link, Made.Noon, "visit"))], Token);
        ShardSummary summary = new(new ShardCounts(1000, new Dictionary<LinkState, long>(), new Dictionary<Verdict, long>()), null, status.Mark, Made.Noon);
        Assert.NotNull(await archive.Shards.EndVisitAsync(status, summary, goOn: false, Made.Noon, Token));

        Assert.Equal(new RecordResult(1000, 0), result);
        Assert.Equal(1 + 1 + 10 + 1, archive.Counter.Tables);
    }

    [Fact]
    public async Task Making_links_due_returns_those_that_exist_and_marks_their_shard()
    {
        TestArchive archive = await TestArchive.CreateAsync(azurite.NewAccount());
        LinkId id = (await RegisteredAsync(archive, 1)).Link.Id;

        IReadOnlyList<LinkId> due = await archive.Links.MakeDueAsync("example", [id, Made.Image(2).Id], Made.Noon, Token);

        Assert.Equal([id], due);
        Assert.Equal(Made.Noon, (await archive.Links.GetAsync("example", id, Token))!.Link.NextDue);
        Assert.True((await archive.Shards.GetAsync(Images, Token))!.IsDue(Made.Noon));
        Assert.Null(await archive.Links.GetAsync("example", Made.Image(2).Id, Token));
    }

    [Fact]
    public async Task Many_links_of_a_shard_are_one_query()
    {
        TestArchive archive = await TestArchive.CreateAsync(azurite.NewAccount());
        await archive.Links.RegisterAsync([.. Enumerable.Range(0, 30).Select(i => Made.Image(i))], "a.txt", Token);
        archive.Counter.Reset();

        var links = await archive.Links.GetManyAsync("example", [Made.Image(1).Id, Made.Image(20).Id, Made.Image(99).Id], Token);

        Assert.Equal([Made.Image(1).Id, Made.Image(20).Id], links.Keys.OrderBy(id => id == Made.Image(20).Id));
        Assert.Equal(1, archive.Counter.Tables);
    }

    /// <summary>Asserts the titles in every way of reading links.</summary>
    private static async Task AssertTitlesAsync(TestArchive archive, LinkMention mention, string title, params string[] others)
    {
        await archive.Shards.MarkAsync([mention.Shard], Token);
        Link[] read =
        [
            (await archive.Links.GetAsync("example", mention.Id, Token))!.Link,
            (await archive.Links.GetManyAsync("example", [mention.Id], Token))[mention.Id],
            (await archive.Links.GetManyAsync(mention.Shard, [mention.Id], Token))[0].Link,
            (await archive.Links.ReadShardAsync(mention.Shard, Token).FirstAsync(Token))[0].Link,
            (await archive.Links.ListAsync(new LinkFilter { Site = "example" }, 10, null, Token)).Items[0],
        ];
        Assert.All(read, link => Assert.Equal([title, .. others], [link.Title!, .. link.OtherTitles]));
    }

    private static async Task<StoredLink> RegisteredAsync(TestArchive archive, int number)
    {
        LinkMention mention = Made.Image(number);
        await archive.Links.RegisterAsync([mention], "a.txt", Token);
        return (await archive.Links.GetAsync("example", mention.Id, Token))!;
    }
}
