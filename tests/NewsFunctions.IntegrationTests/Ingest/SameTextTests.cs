using Azure.Data.Tables;
using NewsFunctions.Core.Articles;
using NewsFunctions.Core.Ids;
using NewsFunctions.IntegrationTests.Storage;
using NewsFunctions.Storage.Articles;
using NewsFunctions.Storage.Rows;

namespace NewsFunctions.IntegrationTests.Ingest;

/// <summary>
/// Tests one text that is ingested with and without the publisher's id. The result is one article, however the two
/// ingests overlap.
/// </summary>
public sealed class SameTextTests(AzuriteFixture azurite)
{
    private const string WithId = "800501.txt";
    private const string WithoutId = "lost-and-found.txt";
    private static readonly string Text = DumpText.Of("Fri Mar 11, 2016 16:23:23", "The lighthouse has a new lamp.", 11, 12);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Either_order_gives_one_article_with_two_places(bool idFirst)
    {
        await using Archive archive = await UploadedAsync();

        foreach (string name in idFirst ? [WithId, WithoutId] : new[] { WithoutId, WithId })
        {
            await archive.IngestAsync(name);
        }

        await AssertOneArticleAsync(archive);
    }

    [Fact]
    public async Task Text_id_returns_the_article()
    {
        await using Archive archive = await UploadedAsync();
        await archive.IngestAsync(WithoutId);
        ArticleId textId = Assert.Single(await ListAsync(archive)).Id;
        Assert.True(textId.IsTextId);

        await archive.IngestAsync(WithId);

        StoredArticle byText = (await archive.Articles.GetAsync(Archive.Site, textId, Token))!;
        Assert.Equal("800501", byText.Article.Id.Value);
        Assert.Equal(2, byText.Provenance.Count);
        ResultPage<ArticleVersion> versions = (await archive.Articles.ListVersionsAsync(Archive.Site, textId, 10, null, Token))!;
        Assert.Equal(2, Assert.Single(versions.Items).Provenance.Count);
    }

    [Fact]
    public async Task Versions_that_only_the_text_id_had_are_carried_over()
    {
        await using Archive archive = await UploadedAsync();

        // A title is part of the version, not of the text id.
        await archive.UploadAsync("titled.txt", "A Lamp\nA Lamp\n" + Text);
        await archive.IngestAsync("titled.txt");
        await archive.IngestAsync(WithoutId);

        await archive.IngestAsync(WithId);

        ArticleSummary listed = Assert.Single(await ListAsync(archive));
        Assert.Equal("800501", listed.Id.Value);
        ResultPage<ArticleVersion> versions = (await archive.Articles.ListVersionsAsync(Archive.Site, listed.Id, 10, null, Token))!;
        Assert.Equal(
            [(null, 2), ("A Lamp", 1)],
            versions.Items.Select(version => (version.Title, version.Provenance.Count)).OrderBy(version => version.Title, StringComparer.Ordinal));
        Assert.Single(versions.Items, version => version.IsCurrent);
        Assert.Equal(listed.Title, versions.Items[0].Title);
        Assert.Equal((1, 2, 3), await RawRows.CountAsync(archive, "800501"));
    }

    [Fact]
    public async Task First_of_two_ids_claims_the_text_and_both_stay()
    {
        await using Archive archive = await UploadedAsync();
        await archive.UploadAsync("800777.txt", Text);
        await archive.IngestAsync(WithId);
        await archive.IngestAsync("800777.txt");

        await archive.IngestAsync(WithoutId);

        Assert.Equal(["800501", "800777"], (await ListAsync(archive)).Select(article => article.Id.Value).Order());
        Assert.Equal((1, 1, 2), await RawRows.CountAsync(archive, "800501"));
        Assert.Equal((1, 1, 1), await RawRows.CountAsync(archive, "800777"));
    }

    [Fact]
    public async Task Text_with_and_without_id_in_a_batch_is_one_article()
    {
        TestDumps found = TestDumps.Pair();
        TestArchive archive = await TestArchive.CreateAsync(azurite.NewAccount());

        WrittenArticles written = await archive.Articles.WriteAsync([found.WithoutId, found.WithId], Token);
        await archive.Articles.WriteListAsync(written, Token);
        await archive.Articles.FinishAsync(written, Token);

        Assert.Equal("800501", Assert.Single((await archive.Articles.ListAsync(new(), 10, null, Token)).Items).Id.Value);
        Assert.Equal(2, (await archive.Articles.GetAsync("example", found.WithoutId.Article.Id, Token))!.Provenance.Count);
    }

    /// <remarks>
    /// Each round pauses one ingest before another of its requests while the other ingest runs completely.
    /// </remarks>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Two_ingests_at_once_end_with_one_article(bool pausedHasId)
    {
        bool isReached = true;
        for (int step = 0; isReached; step++)
        {
            await using Archive other = await UploadedAsync();
            var pause = new SteppedPolicy(step, () => other.IngestAsync(pausedHasId ? WithoutId : WithId));
            await using Archive paused = other.Beside(pause);
            await paused.IngestAsync(pausedHasId ? WithId : WithoutId);
            isReached = pause.HasActed;
            if (isReached)
            {
                await AssertOneArticleAsync(other);
            }
        }
    }

    /// <remarks>
    /// Each round kills one ingest at another of its requests. Then the other one runs, and the first is delivered
    /// again.
    /// </remarks>
    [Theory]
    [InlineData(true, false)]
    [InlineData(true, true)]
    [InlineData(false, false)]
    [InlineData(false, true)]
    public async Task An_ingest_that_was_killed_and_is_repeated_leaves_one_article(bool killedHasId, bool after)
    {
        string killedName = killedHasId ? WithId : WithoutId;
        bool isReached = true;
        for (int step = 0; isReached; step++)
        {
            await using Archive archive = await UploadedAsync();

            // With this version in place, the killed ingest must also carry over an older version.
            await archive.UploadAsync("titled.txt", "A Lamp\nA Lamp\n" + Text);
            await archive.IngestAsync("titled.txt");
            var kill = SteppedPolicy.Killing(step, after);
            await using Archive killed = archive.Beside(kill);
            try
            {
                await killed.IngestAsync(killedName);
            }
            catch (KilledException)
            {
            }

            isReached = kill.HasActed;
            await archive.IngestAsync(killedHasId ? WithoutId : WithId);
            await archive.IngestAsync(killedName);
            await AssertOneArticleAsync(archive, versions: 2, places: 3);
        }
    }

    private async Task<Archive> UploadedAsync()
    {
        Archive archive = await Archive.CreateAsync(azurite);
        await archive.UploadAsync(WithId, Text);
        await archive.UploadAsync(WithoutId, Text);
        return archive;
    }

    private static async Task AssertOneArticleAsync(Archive archive, int versions = 1, int places = 2)
    {
        Assert.Equal("800501", Assert.Single(await ListAsync(archive)).Id.Value);
        List<TableEntity> rows = await new TableClient(archive.Connection, "Articles").QueryAsync<TableEntity>(cancellationToken: Token).ToListAsync(Token);
        TableEntity claim = Assert.Single(rows, row => !row.RowKey.StartsWith("800501", StringComparison.Ordinal));
        Assert.Equal("800501", claim.GetString("SameAs"));
        Assert.Equal((1, versions, places), await RawRows.CountAsync(archive, "800501"));

        // Two pictures, two pages and the article's own page, each mentioned only by the article with the publisher's
        // id.
        List<TableEntity> links = await new TableClient(archive.Connection, "Links").QueryAsync<TableEntity>(cancellationToken: Token).ToListAsync(Token);
        Assert.Equal(5, links.Count(row => row.RowKey.StartsWith("L|", StringComparison.Ordinal)));
        Assert.All(
            links.Where(row => row.RowKey.StartsWith("R|", StringComparison.Ordinal)),
            row => Assert.EndsWith("|800501", row.RowKey, StringComparison.Ordinal));
        Assert.Equal(5, links.Count(row => row.RowKey.StartsWith("R|", StringComparison.Ordinal)));
    }

    private static async Task<IReadOnlyList<ArticleSummary>> ListAsync(Archive archive) =>
        (await archive.Articles.ListAsync(new ArticleFilter { Site = Archive.Site }, 100, null, Token)).Items;

    private sealed record TestDumps(ReadArticle WithId, ReadArticle WithoutId)
    {
        public static TestDumps Pair()
        {
            ReadArticle without = Made.Found("20260301-0123456789abcdef", "text", Made.Noon);
            ReadArticle with = Made.Found("800501", "text", Made.Noon, textId: without.Article.Id.Value);
            return new TestDumps(with with { Provenance = with.Provenance with { DumpId = Made.Dump("other").Id.ToString() } }, without);
        }
    }
}
