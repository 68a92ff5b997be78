using Azure.Data.Tables;
using NewsFunctions.Core.Articles;
using NewsFunctions.Core.Ids;
using NewsFunctions.Storage.Articles;
using NewsFunctions.Storage.Rows;

namespace NewsFunctions.IntegrationTests.Storage;

public sealed class ArticleStoreTests(AzuriteFixture azurite)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("20260301-0123456789abcdef", "POST Articles, POST ArticleList, GET Articles")]
    [InlineData("1797706", "POST Articles, POST Articles, POST ArticleList, GET Articles")]
    public async Task New_article_costs_four_operations_with_its_claim(string id, string operations)
    {
        TestArchive archive = await TestArchive.CreateAsync(azurite.NewAccount());

        await IngestAsync(archive, Made.Found(id, "text", Made.Noon));

        Assert.Equal(operations, string.Join(", ", archive.Counter.TableRequests));
    }

    [Fact]
    public async Task An_article_is_read_back_as_it_was_written_in_two_operations()
    {
        TestArchive archive = await TestArchive.CreateAsync(azurite.NewAccount());
        RelatedItem item = new()
        {
            Id = "1796428",
            Sort = "3509991",
            ContentTypeId = "21",
            Pic = "/2016/03/07/a.jpg",
            Title = "\"Quoted\" عنوان 😀",
            Kind = LinkKind.Image,
            UploadedAt = new DateTime(2016, 3, 7, 18, 28, 16).AddTicks(1368213),
        };
        ReadArticle made = Made.Found("1797706", "text", new DateTimeOffset(2016, 3, 11, 16, 23, 23, new TimeSpan(3, 30, 0)), related: [item]);
        ReadArticle found = made with { Article = made.Article with { Signature = "S/SH 11", DeclaredLength = 2410, ActualLength = 2407 } };
        await IngestAsync(archive, found);
        archive.Counter.Reset();

        StoredArticle? stored = await archive.Articles.GetAsync("example", found.Article.Id, Token);

        Assert.Equal(2, archive.Counter.Tables);
        Assert.Equivalent(found.Article, stored!.Article, strict: true);
        Assert.Equal(TimeSpan.FromMinutes(210), stored.Article.PublishedAt!.Value.Offset);
        Assert.Equal([found.Provenance], stored.Provenance);
        Assert.Matches("^\"[0-9a-f]{16}\"$", stored.ETag);
        Assert.Null(await archive.Articles.GetAsync("example", ArticleId.Parse("1797707"), Token));
    }

    [Fact]
    public async Task A_version_too_large_for_a_row_is_kept_in_a_blob()
    {
        TestArchive archive = await TestArchive.CreateAsync(azurite.NewAccount());
        ReadArticle made = Made.Found("1797706", "text", Made.Noon);
        ReadArticle found = made with { Article = made.Article with { Paragraphs = [new string('ن', 500_000)] } };

        await IngestAsync(archive, found);
        StoredArticle? stored = await archive.Articles.GetAsync("example", found.Article.Id, Token);

        Assert.Equal(found.Article.Paragraphs, stored!.Article.Paragraphs);
        Assert.All(await TestArchive.RowsAsync(archive.Clients.Articles), row => Assert.True(EntitySize.Stored(row) < 10_000));
    }

    [Fact]
    public async Task A_large_version_in_a_row_is_split_and_joined()
    {
        TestArchive archive = await TestArchive.CreateAsync(azurite.NewAccount());
        ReadArticle made = Made.Found("1797706", "text", Made.Noon);
        ReadArticle found = made with { Article = made.Article with { Paragraphs = [string.Concat(Enumerable.Repeat("aن😀", 28_000))] } };

        await IngestAsync(archive, found);
        StoredArticle? stored = await archive.Articles.GetAsync("example", found.Article.Id, Token);

        Assert.Equal(found.Article.Paragraphs, stored!.Article.Paragraphs);
        Assert.Equal(0, archive.Counter.Blobs);
    }

    [Fact]
    public async Task Ingesting_twice_leaves_the_same_rows()
    {
        TestArchive archive = await TestArchive.CreateAsync(azurite.NewAccount());
        ReadArticle found = Made.Found("1797706", "text", Made.Noon);
        await IngestAsync(archive, found);
        var articles = await TestArchive.KeysAsync(archive.Clients.Articles);
        var list = await TestArchive.KeysAsync(archive.Clients.ArticleList);

        await IngestAsync(archive, found);

        Assert.Equal(4, articles.Count);
        Assert.Equal(articles, await TestArchive.KeysAsync(archive.Clients.Articles));
        Assert.Equal(list, await TestArchive.KeysAsync(archive.Clients.ArticleList));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_order_of_arrival_does_not_matter(bool olderFirst)
    {
        TestArchive archive = await TestArchive.CreateAsync(azurite.NewAccount());
        ReadArticle[] found =
        [
            Made.Found("1797706", "older", Made.Noon.AddDays(-3), Made.Noon),
            Made.Found("1797706", "newer", Made.Noon.AddDays(-4), Made.Noon.AddDays(1)),
        ];

        foreach (ReadArticle one in olderFirst ? found : found.Reverse())
        {
            await IngestAsync(archive, one);
        }

        ArticleSummary listed = Assert.Single((await archive.Articles.ListAsync(new(), 10, null, Token)).Items);
        Assert.Equal("Title of newer", listed.Title);

        // One head, two versions with a provenance each, and the claims of their text ids.
        Assert.Equal(7, (await TestArchive.RowsAsync(archive.Clients.Articles)).Count);
    }

    [Fact]
    public async Task Two_versions_in_one_batch_are_one_article()
    {
        TestArchive archive = await TestArchive.CreateAsync(azurite.NewAccount());

        await IngestAsync(
            archive,
            Made.Found("1797706", "newer", Made.Noon.AddDays(-4), Made.Noon.AddDays(1)),
            Made.Found("1797706", "older", Made.Noon.AddDays(-3), Made.Noon));

        ArticleSummary listed = Assert.Single((await archive.Articles.ListAsync(new(), 10, null, Token)).Items);
        Assert.Equal("Title of newer", listed.Title);
    }

    [Fact]
    public async Task Redelivery_finishes_a_write_that_crashed_before_the_list()
    {
        TestArchive archive = await TestArchive.CreateAsync(azurite.NewAccount());
        ReadArticle older = Made.Found("1797706", "older", Made.Noon.AddDays(-3), Made.Noon);
        ReadArticle newer = Made.Found("1797706", "newer", Made.Noon.AddDays(-4), Made.Noon.AddDays(1));
        await IngestAsync(archive, older);
        await archive.Articles.WriteAsync([newer], Token);

        await IngestAsync(archive, newer);

        ArticleSummary listed = Assert.Single((await archive.Articles.ListAsync(new(), 10, null, Token)).Items);
        Assert.Equal("Title of newer", listed.Title);
    }

    [Fact]
    public async Task A_rewritten_list_row_keeps_its_dead_links()
    {
        TestArchive archive = await TestArchive.CreateAsync(azurite.NewAccount());
        ReadArticle found = Made.Found("1797706", "text", Made.Noon);
        await IngestAsync(archive, found);
        TableEntity row = (await TestArchive.RowsAsync(archive.Clients.ArticleList)).Single(one => !one.RowKey.StartsWith("W|", StringComparison.Ordinal));
        row["deadLinks"] = "i2016-03-0123456789abcdef";
        await archive.Clients.ArticleList.UpdateEntityAsync(row, row.ETag, cancellationToken: Token);

        await IngestAsync(archive, found);

        row = (await TestArchive.RowsAsync(archive.Clients.ArticleList)).Single(one => one.RowKey == row.RowKey);
        Assert.Equal("i2016-03-0123456789abcdef", row.GetString("deadLinks"));
    }

    [Fact]
    public async Task Ids_that_are_prefixes_of_each_other_are_kept_apart()
    {
        TestArchive archive = await TestArchive.CreateAsync(azurite.NewAccount());
        ReadArticle[] found = [Made.Found("17", "one", Made.Noon), Made.Found("179", "two", Made.Noon), Made.Found("1797", "three", Made.Noon)];

        await IngestAsync(archive, found);
        await IngestAsync(archive, found);

        foreach (ReadArticle one in found)
        {
            StoredArticle? stored = await archive.Articles.GetAsync("example", one.Article.Id, Token);
            Assert.Equal(one.Article.Paragraphs, stored!.Article.Paragraphs);
            Assert.Single(stored.Provenance);
        }
    }

    [Fact]
    public async Task Lists_are_newest_first_in_pages_with_the_undated_last()
    {
        TestArchive archive = await TestArchive.CreateAsync(azurite.NewAccount());
        await IngestAsync(archive, [.. Enumerable.Range(0, 7).Select(i =>
            Made.Found($"{1797700 + i}", $"text {i}", i == 3 ? null : Made.Noon.AddHours(i)))]);

        List<string> titles = [];
        string? continuation = null;
        do
        {
            ResultPage<ArticleSummary> page = await archive.Articles.ListAsync(new() { Site = "example" }, 2, continuation, Token);
            titles.AddRange(page.Items.Select(item => item.Title!));
            continuation = page.Continuation;
        }
        while (continuation is not null);

        Assert.Equal("6542103", string.Concat(titles.Select(title => title[^1])));
    }

    [Fact]
    public async Task From_is_inclusive_and_to_is_exclusive()
    {
        TestArchive archive = await TestArchive.CreateAsync(azurite.NewAccount());
        await IngestAsync(archive, [.. Enumerable.Range(0, 5).Select(i =>
            Made.Found($"{1797700 + i}", $"text {i}", i == 4 ? null : Made.Noon.AddHours(i)))]);

        async Task<string[]> ListAsync(int? from, int? to) =>
        [
            .. (await archive.Articles.ListAsync(
                new() { From = from is { } f ? Made.Noon.AddHours(f) : null, To = to is { } t ? Made.Noon.AddHours(t) : null }, 10, null, Token))
                .Items.Select(item => item.Title![^1..]),
        ];

        Assert.Equal(["2", "1"], await ListAsync(1, 3));
        Assert.Equal(["3", "2", "1"], await ListAsync(1, null));
        Assert.Equal(["1", "0"], await ListAsync(null, 2));
        Assert.Equal(["3", "2", "1", "0", "4"], await ListAsync(null, null));
    }

    [Fact]
    public async Task Counting_stops_at_the_bound()
    {
        TestArchive archive = await TestArchive.CreateAsync(azurite.NewAccount());
        await IngestAsync(archive, [.. Enumerable.Range(0, 5).Select(i => Made.Found($"{1797700 + i}", $"text {i}", Made.Noon))]);

        Assert.Equal(new ArticleCount(5, true), await archive.Articles.CountAsync("example", 5, Token));
        Assert.Equal(new ArticleCount(4, false), await archive.Articles.CountAsync(null, 4, Token));
        Assert.Equal(new ArticleCount(0, true), await archive.Articles.CountAsync("other", 4, Token));
    }

    [Fact]
    public async Task A_continuation_of_another_filter_is_refused()
    {
        TestArchive archive = await TestArchive.CreateAsync(azurite.NewAccount());
        await IngestAsync(archive, Made.Found("1", "a", Made.Noon), Made.Found("2", "b", Made.Noon));
        string? continuation = (await archive.Articles.ListAsync(new(), 1, null, Token)).Continuation;

        Assert.NotNull(continuation);
        await Assert.ThrowsAsync<InvalidContinuationException>(() =>
            archive.Articles.ListAsync(new() { Site = "example" }, 1, continuation, Token));
        await Assert.ThrowsAsync<InvalidContinuationException>(() => archive.Articles.ListAsync(new(), 1, "nonsense", Token));
    }

    private static async Task IngestAsync(TestArchive archive, params IReadOnlyList<ReadArticle> found) =>
        await archive.Articles.WriteListAsync(await archive.Articles.WriteAsync(found, Token), Token);
}
