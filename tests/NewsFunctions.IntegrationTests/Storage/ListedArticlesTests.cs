using NewsFunctions.Core.Articles;
using NewsFunctions.Core.Ids;
using NewsFunctions.Storage.Articles;
using NewsFunctions.Storage.Links;
using NewsFunctions.Storage.Rows;

namespace NewsFunctions.IntegrationTests.Storage;

public sealed class ListedArticlesTests(AzuriteFixture azurite)
{
    private static readonly LinkId Link = Made.Image(1).Id;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Articles_of_one_month_cost_one_operation()
    {
        TestArchive archive = await TestArchive.CreateAsync(azurite.NewAccount());
        ReadArticle[] found = [.. Enumerable.Range(1, 5).Select(day => Made.Found($"100{day}", $"text {day}", Made.Noon.AddDays(day)))];
        await IngestAsync(archive, found);
        await IngestAsync(archive, [.. Enumerable.Range(6, 5).Select(day => Made.Found($"100{day}", $"text {day}", Made.Noon.AddDays(day)))]);
        archive.Counter.Reset();

        var read = await new ListedArticles(archive.Clients).FindAsync("example", [.. found.Select(Reference)], Token);

        Assert.Equal(
            found.Select(one => (one.Article.Id.Value, one.Article.Title, one.Article.PublishedAt)).Order(),
            read.Values.Select(article => (article.Id.Value, article.Title, article.PublishedAt)).Order());
        Assert.Equal(["GET ArticleList"], archive.Counter.TableRequests);
    }

    [Fact]
    public async Task Article_that_got_another_date_is_found_by_its_head()
    {
        TestArchive archive = await TestArchive.CreateAsync(azurite.NewAccount());
        ReadArticle old = Made.Found("1797706", "old", Made.Noon);
        await IngestAsync(archive, old);
        await IngestAsync(archive, Made.Found("1797706", "new", Made.Noon.AddDays(1), uploadedAt: Made.Noon.AddDays(2)));
        archive.Counter.Reset();

        var read = await new ListedArticles(archive.Clients).FindAsync("example", [Reference(old)], Token);

        Assert.Equal(("Title of new", Made.Noon.AddDays(1)), (Assert.Single(read).Value.Title, read[old.Article.Id].PublishedAt));
        Assert.Equal(["GET ArticleList", "GET Articles"], archive.Counter.TableRequests);
    }

    [Fact]
    public async Task Missing_article_is_skipped()
    {
        TestArchive archive = await TestArchive.CreateAsync(azurite.NewAccount());

        Assert.Empty(await new ListedArticles(archive.Clients).FindAsync(
            "example", [new LinkReference(Link, ArticleId.Parse("1")), new LinkReference(Link, ArticleId.Parse("2"))], Token));
    }

    private static LinkReference Reference(ReadArticle found) => new(Link, found.Article.Id)
    {
        ListKey = TableKeys.ArticleListRow(found.Article.PublishedAt, found.Article.Id),
    };

    private static async Task IngestAsync(TestArchive archive, params ReadArticle[] found)
    {
        WrittenArticles written = await archive.Articles.WriteAsync(found, Token);
        await archive.Articles.WriteListAsync(written, Token);
        await archive.Articles.FinishAsync(written, Token);
    }
}
