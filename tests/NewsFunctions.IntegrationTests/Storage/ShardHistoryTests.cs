using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;
using NewsFunctions.Storage.Links;

namespace NewsFunctions.IntegrationTests.Storage;

/// <summary>Tests reading the history of a whole shard together with its links.</summary>
public sealed class ShardHistoryTests(AzuriteFixture azurite)
{
    private static readonly LinkShard Pages = new("example", LinkKind.Page, "0");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Ids_of_different_lengths_keep_their_full_pages()
    {
        TestArchive archive = await TestArchive.CreateAsync(azurite.NewAccount());
        string[] articles = ["9", "95", "950", "951", "96"];
        foreach (string article in articles)
        {
            await CheckAsync(archive, Page(article), checks: 18);
        }

        List<LinkCheck> read = await archive.History.ReadAsync(Pages, Token).ToListAsync(Token);

        Assert.Equal(articles.Select(article => Page(article)), read.Select(check => check.Link).Distinct());
        Assert.All(articles, article => Assert.Equal(
            Enumerable.Range(0, 18).Reverse(), read.Where(check => check.Link == Page(article)).Select(check => (check.CheckedAt - Made.Noon).Days)));
    }

    [Fact]
    public async Task Full_pages_of_all_links_cost_one_operation()
    {
        TestArchive archive = await TestArchive.CreateAsync(azurite.NewAccount());
        foreach (string article in (string[])["1001", "1002", "1003"])
        {
            await CheckAsync(archive, Page(article), checks: 40);
        }

        archive.Counter.Reset();
        Assert.Equal(120, await archive.History.ReadAsync(Pages, Token).CountAsync(Token));
        Assert.Equal(["GET Links", "GET Links"], archive.Counter.TableRequests);
    }

    [Fact]
    public async Task Page_that_fills_while_the_walk_is_on_is_read_once()
    {
        TestArchive archive = await TestArchive.CreateAsync(azurite.NewAccount());
        LinkId[] links = [Page("1001"), Page("1002")];
        await CheckAsync(archive, links[0], checks: 17);
        await CheckAsync(archive, links[1], checks: 32);
        await using IAsyncEnumerator<LinkCheck> walk = archive.History.ReadAsync(Pages, Token).GetAsyncEnumerator(Token);
        List<LinkCheck> read = [];

        // The walk has read the links but not their full pages. Now the second link's last page fills and moves.
        Assert.True(await walk.MoveNextAsync());
        read.Add(walk.Current);
        await CheckAsync(archive, links[1], checks: 1, day: 32);
        while (await walk.MoveNextAsync())
        {
            read.Add(walk.Current);
        }

        Assert.Equal(17, read.Count(check => check.Link == links[0]));
        Assert.Equal(Enumerable.Range(0, 32).Reverse(), read.Where(check => check.Link == links[1]).Select(check => (check.CheckedAt - Made.Noon).Days));
    }

    private static LinkId Page(string article) => LinkId.ForPage(ArticleId.Parse(article));

    private static async Task CheckAsync(TestArchive archive, LinkId id, int checks, int day = 0)
    {
        await archive.Links.RegisterAsync([Made.Mention(id, id.Value[1..])], "a.txt", Token);
        for (int check = day; check < day + checks; check++)
        {
            StoredLink before = (await archive.Links.GetAsync("example", id, Token))!;
            await archive.Links.RecordAsync(Pages, [Made.Checked(before, Made.Noon.AddDays(check), $"v{check}")], Token);
        }
    }
}
