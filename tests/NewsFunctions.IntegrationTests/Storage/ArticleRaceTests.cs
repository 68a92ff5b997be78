using Azure.Core;
using Azure.Core.Pipeline;
using NewsFunctions.Core.Articles;
using NewsFunctions.Storage.Articles;
using NewsFunctions.Storage.Rows;

namespace NewsFunctions.IntegrationTests.Storage;

/// <summary>
/// Runs two processes that ingest two versions of one article. One pauses before one of its requests while the other
/// runs completely.
/// </summary>
public sealed class ArticleRaceTests(AzuriteFixture azurite)
{
    private static readonly ReadArticle Older = Made.Found("1797706", "older", Made.Noon.AddDays(-3), Made.Noon);
    private static readonly ReadArticle Newer = Made.Found("1797706", "newer", Made.Noon.AddDays(-2), Made.Noon.AddDays(1));
    private static readonly ReadArticle NewerOfSameTime = Made.Found("1797706", "same time", Made.Noon.AddDays(-3), Made.Noon.AddDays(1));

    public static TheoryData<int, bool, bool> Interleavings()
    {
        TheoryData<int, bool, bool> data = [];
        for (int step = 0; step <= 7; step++)
        {
            data.Add(step, false, false);
            data.Add(step, false, true);
            data.Add(step, true, false);
            data.Add(step, true, true);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Interleavings))]
    public async Task Two_ingests_at_once_end_with_one_head_and_one_list_row(int pausedBefore, bool newerIsPaused, bool sameTime)
    {
        string account = azurite.NewAccount();
        TestArchive other = await TestArchive.CreateAsync(account);
        ReadArticle newer = sameTime ? NewerOfSameTime : Newer;
        PausingPolicy pause = new(pausedBefore, () => IngestAsync(other, newerIsPaused ? Older : newer));
        TestArchive paused = new(account, options => options.AddPolicy(pause, HttpPipelinePosition.PerCall));

        await IngestAsync(paused, newerIsPaused ? newer : Older);
        await pause.FinishAsync();

        await AssertSettledAsync(other, newer);
    }

    [Fact]
    public async Task Many_ingests_at_once_end_with_one_head_and_one_list_row()
    {
        string account = azurite.NewAccount();
        TestArchive first = await TestArchive.CreateAsync(account);
        ReadArticle[] found = [.. Enumerable.Range(0, 12).Select(i =>
            Made.Found("1797706", $"version {i}", Made.Noon.AddMinutes(i % 5), Made.Noon.AddHours(i * 7 % 12)))];

        await Task.WhenAll(found.Select(one => Task.Run(() => IngestAsync(new TestArchive(account), one))));

        ReadArticle newest = found.MaxBy(one => one.Provenance.UploadedAt)!;

        // One list row and one row of its words.
        Assert.Equal(2, (await TestArchive.RowsAsync(first.Clients.ArticleList)).Count);

        // One head, twelve versions, twelve provenances and the claims of twelve text ids.
        Assert.Equal(1 + 12 + 12 + 12, (await TestArchive.RowsAsync(first.Clients.Articles)).Count);
        ArticleSummary listed = Assert.Single((await first.Articles.ListAsync(new(), 10, null, TestContext.Current.CancellationToken)).Items);
        Assert.Equal(newest.Article.Title, listed.Title);
        Assert.Equal(newest.Article.PublishedAt, listed.PublishedAt);
    }

    private static async Task AssertSettledAsync(TestArchive archive, ReadArticle newer)
    {
        ArticleSummary listed = Assert.Single((await archive.Articles.ListAsync(new(), 10, null, TestContext.Current.CancellationToken)).Items);
        Assert.Equal(newer.Article.Title, listed.Title);
        Assert.Equal(newer.Article.PublishedAt, listed.PublishedAt);
        StoredArticle? stored = await archive.Articles.GetAsync("example", newer.Article.Id, TestContext.Current.CancellationToken);
        Assert.Equal(newer.Article.Paragraphs, stored!.Article.Paragraphs);
        string id = newer.Article.Id.Value;
        string[] expected = [$"example|179 {id}", .. VersionKeys(Older), .. VersionKeys(newer), ClaimKey(Older), ClaimKey(newer)];
        Assert.Equal(expected.Order(StringComparer.Ordinal), await TestArchive.KeysAsync(archive.Clients.Articles));
    }

    private static string ClaimKey(ReadArticle found) => $"{TableKeys.ArticlePartition("example", found.TextId)} {found.TextId}";

    private static IEnumerable<string> VersionKeys(ReadArticle found) =>
    [
        $"example|179 {TableKeys.ArticleVersion(found.Article.Id, found.Article.ContentHash)}",
        $"example|179 {TableKeys.ArticleProvenance(found.Article.Id, found.Article.ContentHash, ProvenanceEntity.DumpHash(found.Provenance))}",
    ];

    private static async Task IngestAsync(TestArchive archive, ReadArticle found)
    {
        var updates = await archive.Articles.WriteAsync([found], TestContext.Current.CancellationToken);
        await archive.Articles.WriteListAsync(updates, TestContext.Current.CancellationToken);
    }

    /// <summary>Runs the other process to its end before one request of this process.</summary>
    private sealed class PausingPolicy(int before, Func<Task> meanwhile) : HttpPipelinePolicy
    {
        private int _requests = -1;
        private Task? _meanwhile;

        /// <summary>Runs the other process now if this one never reached the step.</summary>
        public Task FinishAsync() => _meanwhile ?? meanwhile();

        public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
        {
            if (Interlocked.Increment(ref _requests) == before)
            {
                await (_meanwhile = meanwhile());
            }

            await ProcessNextAsync(message, pipeline);
        }

        public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) =>
            throw new NotSupportedException("The stores are asynchronous.");
    }
}
