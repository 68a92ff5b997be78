using System.Globalization;
using NewsFunctions.Core.Articles;
using NewsFunctions.IntegrationTests.Storage;
using NewsFunctions.Storage.Articles;
using NewsFunctions.Storage.Rows;
using NewsFunctions.Storage.Search;
using NewsFunctions.Storage.Setup;
using NewsFunctions.Storage.Words;

namespace NewsFunctions.IntegrationTests.Search;

/// <summary>Tests that articles are found by words of their titles and texts.</summary>
public sealed class WordSearchTests(AzuriteFixture azurite)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("storks", "3", "1")]
    [InlineData("STORKS valley", "1")]
    [InlineData("\"fire station\"", "3")]
    [InlineData("\"station fire\"")]
    [InlineData("title storks", "3", "1")]
    [InlineData("\u06a9\u062a\u0627\u0628 \u0645\u062f\u0631\u0633\u0647", "5", "4")]
    [InlineData("\u0643\u062a\u0627\u0628 \u0661\u0662", "4")]
    [InlineData("stork")]
    public async Task Words_are_found_whatever_their_spelling_newest_article_first(string words, params string[] expected)
    {
        TestArchive archive = await WithArticlesAsync();

        ResultPage<FoundArticle> page = await FindAsync(archive, words);

        Assert.Equal(expected, page.Items.Select(found => found.Article.Id.Value));
        Assert.Null(page.Continuation);
    }

    [Fact]
    public async Task Search_costs_one_operation_and_two_for_each_article_found()
    {
        TestArchive archive = await WithArticlesAsync();
        archive.Counter.Reset();

        await FindAsync(archive, "storks");

        Assert.Equal(
            ["GET ArticleList", "GET ArticleList", "GET ArticleList", "GET Articles", "GET Articles"],
            archive.Counter.TableRequests.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Page_continues_where_the_last_ended_within_its_dates()
    {
        TestArchive archive = await WithArticlesAsync();
        var march = new ArticleFilter { Site = "example", From = At(1), To = At(3) };

        ResultPage<FoundArticle> first = await FindAsync(archive, "storks", limit: 1);
        ResultPage<FoundArticle> second = await FindAsync(archive, "storks", limit: 1, first.Continuation);
        ResultPage<FoundArticle> dated = await archive.Search.FindAsync(Query("storks"), march, 10, null, Token);

        Assert.Equal(["3", "1"], first.Items.Concat(second.Items).Select(found => found.Article.Id.Value));
        Assert.Equal((new ScannedTo("example", At(3)), null), (ScannedTo.Of(first), ScannedTo.Of(second)));
        Assert.Equal("1", Assert.Single(dated.Items).Article.Id.Value);
        await Assert.ThrowsAsync<InvalidContinuationException>(() => FindAsync(archive, "nest", limit: 1, first.Continuation));
    }

    [Fact]
    public async Task Excerpt_is_the_text_around_the_word()
    {
        TestArchive archive = await WithArticlesAsync();

        ResultPage<FoundArticle> page = await FindAsync(archive, "valley");

        Assert.Equal(new Excerpt("Storks of the ", "valley", ""), Assert.Single(page.Items).Excerpt);
    }

    [Fact]
    public async Task Only_the_words_of_the_current_version_count()
    {
        TestArchive archive = await TestArchive.CreateAsync(azurite.NewAccount());
        await WriteAsync(archive, Made.Found("7", "first draft", At(1), Made.Noon));
        await WriteAsync(archive, Made.Found("7", "final wording", At(2), Made.Noon.AddDays(1)));
        await WriteAsync(archive, Made.Found("7", "first draft", At(1), Made.Noon));

        Assert.Empty((await FindAsync(archive, "draft")).Items);
        Assert.Equal(At(2), Assert.Single((await FindAsync(archive, "wording")).Items).Article.PublishedAt);
        Assert.Single(await WordRowsAsync(archive));
    }

    [Fact]
    public async Task Text_in_a_blob_is_searched()
    {
        TestArchive archive = await TestArchive.CreateAsync(azurite.NewAccount());
        string text = string.Join(' ', Enumerable.Range(0, 15_000).Select(number => string.Create(CultureInfo.InvariantCulture, $"{number:x32}")));
        ReadArticle found = Made.Found("8", "long", At(1));
        await WriteAsync(archive, found with { Article = found.Article with { Paragraphs = [$"{text} needle"] } });

        ResultPage<FoundArticle> page = await FindAsync(archive, "needle");

        Assert.Equal("needle", Assert.Single(page.Items).Excerpt!.Match);
    }

    [Fact]
    public async Task New_archive_needs_no_rebuild_and_creates_each_table_once()
    {
        TestArchive archive = new(azurite.NewAccount());

        await new ArchiveSetup(archive.Clients, archive.Words).CreateAsync(Token);

        Assert.Single(archive.Counter.TableRequests, "POST ArticleList");
        Assert.True(await archive.Words.IsCompleteAsync(Token));
    }

    [Fact]
    public async Task Rebuild_adds_missing_words_once_and_leaves_the_others()
    {
        TestArchive archive = await WithArticlesAsync();
        await archive.Clients.Operations.DeleteEntityAsync(TableKeys.Words, TableKeys.WordsComplete, cancellationToken: Token);
        foreach (string key in (await WordRowsAsync(archive)).Take(3))
        {
            await archive.Clients.ArticleList.DeleteEntityAsync("example", key, cancellationToken: Token);
        }

        bool before = await archive.Words.IsCompleteAsync(Token);
        List<RebuiltWords> first = await archive.Words.RebuildAsync(Token).ToListAsync(Token);
        archive.Counter.Reset();
        List<RebuiltWords> second = await archive.Words.RebuildAsync(Token).ToListAsync(Token);

        Assert.False(before);
        Assert.Equal([new RebuiltWords(5, 3)], first);
        Assert.Equal([new RebuiltWords(5, 0)], second);
        Assert.Equal(5, archive.Counter.Tables);
        Assert.True(await archive.Words.IsCompleteAsync(Token));
        Assert.Equal(5, (await WordRowsAsync(archive)).Count);
        Assert.Equal(["3", "1"], (await FindAsync(archive, "storks")).Items.Select(found => found.Article.Id.Value));
    }

    [Fact]
    public async Task Rebuild_does_not_change_listed_articles()
    {
        TestArchive archive = await WithArticlesAsync();
        await archive.Clients.ArticleList.DeleteEntityAsync("example", (await WordRowsAsync(archive))[0], cancellationToken: Token);
        string[] before = await ListedAsync(archive);

        await archive.Words.RebuildAsync(Token).ToListAsync(Token);

        Assert.Equal(before, await ListedAsync(archive));
    }

    [Fact]
    public async Task New_archive_needs_no_rebuild()
    {
        TestArchive archive = await TestArchive.CreateAsync(azurite.NewAccount());
        archive.Counter.Reset();

        Assert.True(await archive.Words.IsCompleteAsync(Token));
        Assert.True(await archive.Words.IsCompleteAsync(Token));
        Assert.Equal(1, archive.Counter.Tables);
    }

    private async Task<TestArchive> WithArticlesAsync()
    {
        TestArchive archive = await TestArchive.CreateAsync(azurite.NewAccount());
        await WriteAsync(
            archive,
            Made.Found("1", "Storks of the valley", At(1)),
            Made.Found("2", "A ferry", At(2)),
            Made.Found("3", "A nest of storks on the fire station", At(3)),
            Made.Found("4", "\u0643\u0650\u062a\u0627\u0628 \u0627\u0644\u0645\u062f\u0631\u0633\u0629 \u0645\u062f\u0631\u0633\u0629 \u06f1\u06f2", At(4)),
            Made.Found("5", "\u06a9\u062a\u0640\u0627\u0628 \u0645\u062f\u0631\u0633\u0647", At(5)));
        return archive;
    }

    private static async Task WriteAsync(TestArchive archive, params ReadArticle[] found)
    {
        WrittenArticles written = await archive.Articles.WriteAsync(found, Token);
        await archive.Articles.WriteListAsync(written, Token);
        await archive.Articles.FinishAsync(written, Token);
    }

    private static Task<ResultPage<FoundArticle>> FindAsync(TestArchive archive, string words, int limit = 10, string? continuation = null) =>
        archive.Search.FindAsync(Query(words), new ArticleFilter { Site = "example" }, limit, continuation, Token);

    private static async Task<IReadOnlyList<string>> WordRowsAsync(TestArchive archive) =>
        [.. (await TestArchive.RowsAsync(archive.Clients.ArticleList)).Select(row => row.RowKey).Where(key => key.StartsWith("W|", StringComparison.Ordinal))];

    private static async Task<string[]> ListedAsync(TestArchive archive) =>
        [.. (await TestArchive.RowsAsync(archive.Clients.ArticleList)).Where(row => !row.RowKey.StartsWith("W|", StringComparison.Ordinal)).Select(row => $"{row.RowKey} {row.ETag}")];

    private static DateTimeOffset At(int day) => new(2016, 3, day, 12, 0, 0, TimeSpan.Zero);

    private static SearchQuery Query(string text) => SearchQuery.TryParse(text, out SearchQuery? query, out string? problem)
        ? query
        : throw new ArgumentException(problem, nameof(text));
}
