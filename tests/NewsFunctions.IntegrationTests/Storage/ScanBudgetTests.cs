using System.Globalization;
using Microsoft.Extensions.Time.Testing;
using NewsFunctions.Core.Articles;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;
using NewsFunctions.Storage.Articles;
using NewsFunctions.Storage.Links;
using NewsFunctions.Storage.Rows;

namespace NewsFunctions.IntegrationTests.Storage;

/// <summary>Tests lists whose filter the storage cannot apply, so that rows must be scanned.</summary>
public sealed class ScanBudgetTests(AzuriteFixture azurite)
{
    private const int Shards = 45;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Scan_of_links_ends_after_twenty_operations_and_continues_from_there()
    {
        TestArchive archive = await WithShardsAsync();
        LinkFilter last = new() { Where = link => link.Id == LinkId.Parse($"p{Shards - 1}0000"), WhereKey = "last" };
        List<int> found = [];
        List<long> costs = [];

        string? continuation = null;
        do
        {
            archive.Counter.Reset();
            ResultPage<Link> page = await archive.Links.ListAsync(last with { Budget = Budget() }, 10, continuation, Token);
            found.Add(page.Items.Count);
            costs.Add(archive.Counter.TableRequests.Count(request => request == "GET Links"));
            continuation = page.Continuation;
        }
        while (continuation is not null);

        Assert.Equal(1, found.Sum());
        Assert.Equal([ScanBudget.MaxOperations, ScanBudget.MaxOperations, Shards - (2 * ScanBudget.MaxOperations)], costs);
    }

    [Fact]
    public async Task Scan_without_a_budget_reads_on_until_the_page_is_full()
    {
        TestArchive archive = await WithShardsAsync();
        LinkFilter none = new() { Where = _ => false, WhereKey = "none" };

        ResultPage<Link> page = await archive.Links.ListAsync(none, 10, null, Token);

        Assert.Equal((0, null), (page.Items.Count, page.Continuation));
    }

    [Fact]
    public async Task Scan_out_of_time_still_advances_by_a_page()
    {
        TestArchive archive = await WithShardsAsync();
        LinkFilter all = new() { Where = _ => true, WhereKey = "all" };
        HashSet<LinkId> seen = [];

        string? continuation = null;
        do
        {
            var time = new FakeTimeProvider();
            var budget = new ScanBudget(time);
            time.Advance(ScanBudget.MaxTime);
            ResultPage<Link> page = await archive.Links.ListAsync(all with { Budget = budget }, 1000, continuation, Token);
            Assert.Equal(seen.Count < Shards ? 1 : 0, page.Items.Count);
            Assert.All(page.Items, link => Assert.True(seen.Add(link.Id), "A link was listed twice."));
            continuation = page.Continuation;
        }
        while (continuation is not null);

        Assert.Equal(Shards, seen.Count);
    }

    [Fact]
    public async Task Scan_of_articles_continues_from_where_its_time_ended()
    {
        TestArchive archive = await TestArchive.CreateAsync(azurite.NewAccount());
        ReadArticle[] found = [.. Enumerable.Range(1, 5).Select(number => Made.Found(Id(number), $"text {number}", Made.Noon.AddHours(-number)))];
        await archive.Articles.WriteListAsync(await archive.Articles.WriteAsync(found, Token), Token);
        var time = new FakeTimeProvider();
        ArticleFilter odd = new()
        {
            Where = (article, _) => ValueTask.FromResult(article.Id.Value[^1] is '1' or '3'),
            WhereKey = "odd",
            Budget = new ScanBudget(time),
        };
        time.Advance(ScanBudget.MaxTime);

        ResultPage<ArticleSummary> first = await archive.Articles.ListAsync(odd, 10, null, Token);
        ResultPage<ArticleSummary> second = await archive.Articles.ListAsync(odd, 10, first.Continuation, Token);

        Assert.Equal([Id(1), Id(3)], first.Items.Select(article => article.Id.Value));
        Assert.NotNull(first.Continuation);
        Assert.Equal((0, null), (second.Items.Count, second.Continuation));
    }

    [Theory]
    [InlineData("page|zzz")]
    [InlineData("page|17|mark")]
    [InlineData("nothing|17")]
    public async Task Continuation_that_names_no_shard_is_refused(string place)
    {
        TestArchive archive = await WithShardsAsync();
        string forged = Forged(
            (await archive.Links.ListAsync(new LinkFilter(), 2, null, Token)).Continuation!, place);

        await Assert.ThrowsAsync<InvalidContinuationException>(() => archive.Links.ListAsync(new LinkFilter(), 2, forged, Token));
    }

    /// <summary>Returns a continuation with the same filter and another position.</summary>
    private static string Forged(string continuation, string place)
    {
        string[] parts = System.Text.Encoding.UTF8.GetString(System.Buffers.Text.Base64Url.DecodeFromChars(continuation)).Split('\n');
        return System.Buffers.Text.Base64Url.EncodeToString(System.Text.Encoding.UTF8.GetBytes($"{parts[0]}\n{parts[1]}\n{place}"));
    }

    private static ScanBudget Budget() => new(new FakeTimeProvider());

    private static string Id(int number) => number.ToString(CultureInfo.InvariantCulture).PadLeft(7, '1');

    /// <summary>Creates an archive with one page link in each of many shards.</summary>
    private async Task<TestArchive> WithShardsAsync()
    {
        TestArchive archive = await TestArchive.CreateAsync(azurite.NewAccount());
        LinkMention[] mentions =
        [
            .. Enumerable.Range(0, Shards).Select(number => ArticleId.Parse(string.Create(CultureInfo.InvariantCulture, $"{number}0000")))
                .Select(id => Made.Mention(LinkId.ForPage(id), id.Value)),
        ];
        await archive.Links.RegisterAsync(mentions, "a.txt", Token);
        await archive.Shards.MarkAsync([.. mentions.Select(mention => new LinkShard("example", mention.Id.Kind, mention.Id.Bucket))], Token);
        return archive;
    }
}
