using Azure.Data.Tables;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;
using NewsFunctions.IntegrationTests.Ingest;
using NewsFunctions.Storage.Links;
using NewsFunctions.Storage.Rows;

namespace NewsFunctions.IntegrationTests.Storage;

/// <summary>Tests that history only grows. Callers must not notice how the storage splits it into pages.</summary>
public sealed class CheckHistoryTests(AzuriteFixture azurite)
{
    private static readonly LinkShard Images = new("example", LinkKind.Image, "2016-03");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(40)]
    public async Task Checks_are_listed_newest_first_in_pages_of_any_length(int checks)
    {
        TestArchive archive = await TestArchive.CreateAsync(azurite.NewAccount());
        LinkId id = await CheckedAsync(archive, checks);

        foreach (int limit in (int[])[1, 3, 16, 1000])
        {
            List<LinkCheck> read = [];
            string? continuation = null;
            do
            {
                ResultPage<LinkCheck> page = await archive.History.ListAsync("example", id, limit, continuation, Token);
                Assert.Equal(Math.Min(limit, checks - read.Count), page.Items.Count);
                read.AddRange(page.Items);
                continuation = page.Continuation;
            }
            while (continuation is not null);
            Assert.Equal(Enumerable.Range(0, checks).Reverse(), read.Select(check => (check.CheckedAt - Made.Noon).Days));
        }

        Assert.Equal(1 + ((checks - 1) / 16), await RowsAsync(archive));
    }

    [Fact]
    public async Task A_continuation_still_fits_when_its_page_has_moved()
    {
        TestArchive archive = await TestArchive.CreateAsync(azurite.NewAccount());
        LinkId id = await CheckedAsync(archive, 16);
        ResultPage<LinkCheck> first = await archive.History.ListAsync("example", id, 5, null, Token);
        await CheckAsync(archive, id, 16);

        ResultPage<LinkCheck> rest = await archive.History.ListAsync("example", id, 100, first.Continuation, Token);

        Assert.Equal(Enumerable.Range(0, 16).Reverse(), first.Items.Concat(rest.Items).Select(check => (check.CheckedAt - Made.Noon).Days));
    }

    [Fact]
    public async Task Check_is_one_entity_and_links_are_read_without_history()
    {
        TestArchive archive = await TestArchive.CreateAsync(azurite.NewAccount());
        LinkId id = await CheckedAsync(archive, 17);

        StoredLink read = (await archive.Links.GetAsync("example", id, Token))!;
        TableEntity whole = await archive.Clients.Links.GetEntityAsync<TableEntity>(
            TableKeys.LinkPartition(Images), TableKeys.LinkRow(id), cancellationToken: Token);

        Assert.Equal((17, 17), (read.Link.Checks, read.HistoryCount));
        Assert.Empty(whole.Keys.Except([.. LinkEntity.WithoutChecks, .. CheckColumns.Names, "odata.etag"]));
    }

    [Fact]
    public async Task Checks_of_other_vantages_join_the_history_across_a_page()
    {
        TestArchive archive = await TestArchive.CreateAsync(azurite.NewAccount());
        LinkId id = await CheckedAsync(archive, 15);
        StoredLink before = (await archive.Links.GetAsync("example", id, Token))!;
        CheckedLink check = Made.Checked(before, Made.Noon.AddDays(15), "v15");
        check = check with { Beside = [.. Enumerable.Range(1, 20).Select(number => check.Check with { CheckedAt = check.Check.CheckedAt.AddSeconds(number), Vantage = $"v{number}" })] };

        Assert.Equal(new RecordResult(1, 0), await archive.Links.RecordAsync(Images, [check], Token));

        IReadOnlyList<LinkCheck> read = (await archive.History.ListAsync("example", id, 1000, null, Token)).Items;
        Assert.Equal(36, read.Select(one => one.CheckedAt).Distinct().Count());
        Assert.Equal("v20", read[0].Vantage);
        Assert.Equal(3, await RowsAsync(archive));
    }

    [Fact]
    public async Task The_history_of_a_shard_has_every_check_of_every_link()
    {
        TestArchive archive = await TestArchive.CreateAsync(azurite.NewAccount());
        LinkId[] ids = [await CheckedAsync(archive, 20, number: 1), await CheckedAsync(archive, 1, number: 2), await CheckedAsync(archive, 33, number: 3)];
        await archive.Links.RegisterAsync([Made.Image(4)], "a.txt", Token);

        List<LinkCheck> read = await archive.History.ReadAsync(Images, Token).ToListAsync(Token);

        Assert.Equal(ids.Order(Comparer<LinkId>.Create((one, other) => string.CompareOrdinal(one.Value, other.Value))), read.Select(check => check.Link).Distinct());
        Assert.All(read.GroupBy(check => check.Link), link => Assert.Equal(link.OrderByDescending(check => check.CheckedAt), link));
        Assert.Equal([20, 1, 33], ids.Select(id => read.Count(check => check.Link == id)));
    }

    [Fact]
    public async Task Check_that_decided_the_state_is_found_behind_later_ones()
    {
        TestArchive archive = await TestArchive.CreateAsync(azurite.NewAccount());
        LinkId id = await CheckedAsync(archive, 3);
        StoredLink before = (await archive.Links.GetAsync("example", id, Token))!;
        await archive.Links.RecordAsync(Images, [Made.Checked(before, Made.Noon.AddDays(50), "judge")], Token);
        for (int late = 0; late < 20; late++)
        {
            Assert.Equal(new RecordResult(0, 1), await archive.Links.RecordAsync(Images, [Made.Checked(before, Made.Noon.AddDays(10 + late), $"late {late}")], Token));
        }

        Link link = (await archive.Links.GetAsync("example", id, Token))!.Link;
        LinkCheck last = Assert.Single(await archive.History.ReadLastAsync(Images, [link], Token)).Value;

        Assert.Equal(Made.Noon.AddDays(50), last.CheckedAt);
        Assert.Equal(24, (await archive.History.ListAsync("example", id, 1000, null, Token)).Items.Count);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(16)]
    public async Task Write_with_a_lost_answer_is_in_the_history_once(int earlier)
    {
        string account = azurite.NewAccount();
        TestArchive other = await TestArchive.CreateAsync(account);
        LinkId id = await CheckedAsync(other, earlier);
        StoredLink before = (await other.Links.GetAsync("example", id, Token))!;
        CheckedLink lost = Made.Checked(before, Made.Noon.AddDays(30), "lost");
        Assert.Equal(new RecordResult(1, 0), await other.Links.RecordAsync(Images, [lost], Token));
        StoredLink judged = (await other.Links.GetAsync("example", id, Token))!;
        await other.Links.RecordAsync(Images, [Made.Checked(judged, Made.Noon.AddDays(31), "other")], Token);

        Assert.Equal(new RecordResult(1, 0), await other.Links.RecordAsync(Images, [lost], Token));

        Assert.Equal(earlier + 2, (await other.History.ListAsync("example", id, 1000, null, Token)).Items.Count);
        Assert.Equal(Made.Noon.AddDays(31), (await other.Links.GetAsync("example", id, Token))!.Link.LastChecked);
    }

    [Fact]
    public async Task Page_move_killed_at_any_request_loses_and_repeats_no_check()
    {
        // Kills at the read of the page and at the transaction.
        foreach ((int step, bool after) in ((int, bool)[])[(0, false), (0, true), (1, false), (1, true)])
        {
            string account = azurite.NewAccount();
            TestArchive archive = await TestArchive.CreateAsync(account);
            LinkId id = await CheckedAsync(archive, 16);
            StoredLink before = (await archive.Links.GetAsync("example", id, Token))!;
            CheckedLink check = Made.Checked(before, Made.Noon.AddDays(16), "killed");
            var dying = new TestArchive(account, options => options.AddPolicy(SteppedPolicy.Killing(step, after), Azure.Core.HttpPipelinePosition.PerCall));

            Exception? death = await Record.ExceptionAsync(() => dying.Links.RecordAsync(Images, [check], Token));
            Assert.Equal(new RecordResult(1, 0), await archive.Links.RecordAsync(Images, [check], Token));

            Assert.IsType<KilledException>(death);
            IReadOnlyList<LinkCheck> read = (await archive.History.ListAsync("example", id, 1000, null, Token)).Items;
            Assert.Equal(Enumerable.Range(0, 17).Reverse(), read.Select(one => (one.CheckedAt - Made.Noon).Days));
        }
    }

    [Fact]
    public async Task Unreadable_history_is_reported_with_its_link()
    {
        TestArchive archive = await TestArchive.CreateAsync(azurite.NewAccount());
        LinkId id = await CheckedAsync(archive, 1);
        TableEntity rubbish = new(TableKeys.LinkPartition(Images), TableKeys.LinkRow(id)) { [CheckColumns.Names[0]] = new byte[] { 1, 2, 3 } };
        await archive.Clients.Links.UpsertEntityAsync(rubbish, TableUpdateMode.Merge, Token);

        InvalidDataException error = await Assert.ThrowsAsync<InvalidDataException>(() => archive.History.ListAsync("example", id, 10, null, Token));

        Assert.Contains(id.Value, error.Message, StringComparison.Ordinal);
    }

    private static async Task<LinkId> CheckedAsync(TestArchive archive, int checks, int number = 1)
    {
        LinkMention mention = Made.Image(number);
        await archive.Links.RegisterAsync([mention], "a.txt", Token);
        for (int day = 0; day < checks; day++)
        {
            await CheckAsync(archive, mention.Id, day);
        }

        return mention.Id;
    }

    private static async Task CheckAsync(TestArchive archive, LinkId id, int day)
    {
        StoredLink before = (await archive.Links.GetAsync("example", id, Token))!;
        Assert.Equal(new RecordResult(1, 0), await archive.Links.RecordAsync(Images, [Made.Checked(before, Made.Noon.AddDays(day), $"v{day}")], Token));
    }

    /// <summary>Counts the rows without references. There is one for each link.</summary>
    private static async Task<int> RowsAsync(TestArchive archive) =>
        (await TestArchive.KeysAsync(archive.Clients.Links)).Count(key => !key.Contains(" R|", StringComparison.Ordinal));
}
