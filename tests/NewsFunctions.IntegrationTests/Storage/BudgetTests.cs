using System.Globalization;
using NewsFunctions.Core.Articles;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Ledger;
using NewsFunctions.Core.Links;
using NewsFunctions.Storage.Articles;
using NewsFunctions.Storage.Dumps;

namespace NewsFunctions.IntegrationTests.Storage;

/// <summary>Tests the budgets of docs/storage.md by counting requests.</summary>
public sealed class BudgetTests(AzuriteFixture azurite)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_dump_like_the_seed_costs_nine_table_operations()
    {
        TestArchive archive = await TestArchive.CreateAsync(azurite.NewAccount());
        ReadArticle found = WithItems("20160311-0123456789abcdef", 0, i => i < 9 ? "jpg" : "mp4", _ => 3);

        await IngestAsync(archive, [found]);

        Assert.Equal(9, archive.Counter.Tables);
        Assert.Equal(
            ["ArticleList 1", "Articles 2", "Dumps 2", "LinkShards 1", "Links 3"],
            archive.Counter.TableRequests
                .GroupBy(request => request.Split(' ')[1])
                .Select(table => string.Create(CultureInfo.InvariantCulture, $"{table.Key} {table.Count()}"))
                .Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Thousand_articles_of_a_year_cost_at_most_0_6_operations_each(bool withIds)
    {
        TestArchive archive = await TestArchive.CreateAsync(azurite.NewAccount());
        ReadArticle[] found = [.. Enumerable.Range(0, 1000).Select(number => WithItems(
            withIds
                ? (1_700_000 + (number * 120)).ToString(CultureInfo.InvariantCulture)
                : string.Create(CultureInfo.InvariantCulture, $"2016{1 + (number % 12):00}11-{number:x16}"),
            number,
            i => i < 9 ? "jpg" : "mp4",
            item => 1 + ((number + item) % 12)))];

        await IngestAsync(archive, found);

        TestContext.Current.TestOutputHelper?.WriteLine($"{archive.Counter.Tables} table operations for 1,000 articles");
        Assert.InRange(archive.Counter.Tables, 1, 600);
        Assert.Equal(new ArticleCount(1000, true), await archive.Articles.CountAsync("example", 2000, Token));
    }

    // Every item is new, so that no article saves work for another.
    private static ReadArticle WithItems(string id, int number, Func<int, string> ending, Func<int, int> month) => Made.Found(
        id,
        $"text {number}",
        Made.Noon.AddHours(-number),
        related: [.. Enumerable.Range(0, 12).Select(item => new RelatedItem
        {
            Id = (1_790_000 + (((number * 12) + item) * 10 % 120_000) + item).ToString(CultureInfo.InvariantCulture),
            Sort = "1",
            ContentTypeId = "21",
            Pic = string.Create(CultureInfo.InvariantCulture, $"/2016/{month(item):00}/07/picture_{number}_{item}.{ending(item)}"),
            Title = $"Item {item}",
            Kind = ending(item) == "jpg" ? LinkKind.Image : LinkKind.Video,
            UploadedAt = null,
        })]);

    private static async Task IngestAsync(TestArchive archive, IReadOnlyList<ReadArticle> found)
    {
        DumpBlob dump = Made.Dump("seed.txt");
        LinkMention[] mentions =
        [
            .. found.SelectMany(one => one.Article.Related.SelectMany(item => new[]
            {
                Made.Mention(LinkId.ForMedia(item.Kind, item.Pic!), item.Pic!, one.Article.Id.Value),
                Made.Mention(LinkId.ForPage(ArticleId.Parse(item.Id!)), item.Id!, one.Article.Id.Value),
            })),

            // The article's own page, if the publisher's id is known.
            .. found.Where(one => one.Article.Id.Value.All(char.IsAsciiDigit))
                .Select(one => Made.Mention(LinkId.ForPage(one.Article.Id), one.Article.Id.Value, one.Article.Id.Value)),
        ];
        LedgerRun run = (await archive.Ledger.BeginAsync(dump, leg: null, Made.Noon, Token))!;
        WrittenArticles updates = await archive.Articles.WriteAsync(found, Token);
        await archive.Links.RegisterAsync(mentions, dump.Name, Token);
        await archive.Articles.WriteListAsync(updates, Token);
        await archive.Articles.FinishAsync(updates, Token);
        await archive.Shards.MarkAsync([.. mentions.Select(mention => new LinkShard(mention.Site, mention.Id.Kind, mention.Id.Bucket))], Token);
        await archive.Ledger.FinishAsync(run, new DumpOutcome(DumpStatus.Ingested, DumpCounts.None, null, []), Made.Noon, Token);
    }
}
