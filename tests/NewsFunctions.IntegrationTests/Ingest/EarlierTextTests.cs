using Azure.Core;
using Azure.Data.Tables;
using NewsFunctions.Core.Articles;
using NewsFunctions.Core.Ids;
using NewsFunctions.IntegrationTests.Storage;
using NewsFunctions.Storage.Articles;

namespace NewsFunctions.IntegrationTests.Ingest;

/// <summary>
/// Tests texts whose text id changed with the parser's rules. When the dump is ingested again, the new id takes over
/// the article.
/// </summary>
public sealed class EarlierTextTests(AzuriteFixture azurite)
{
    private const string OldId = "undated-00000000000000aa";
    private const string NewId = "20160311-00000000000000bb";
    private const string KnownId = "1797706";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Article_moves_to_its_new_id_with_all_its_places()
    {
        TestArchive archive = await TestArchive.CreateAsync(azurite.NewAccount());
        await WriteAsync(archive, Old(), Old("another dump"));

        WrittenArticles written = await WriteAsync(archive, Now());

        await AssertMovedAsync(archive, NewId);
        ArticleMove move = Assert.Single(written.Moves);
        Assert.Equal((OldId, (string?)NewId), (move.From.Value, move.To?.Value));
        StoredArticle byOldId = (await archive.Articles.GetAsync("example", ArticleId.Parse(OldId), Token))!;
        Assert.Equal("Title of now", byOldId.Article.Title);
        Assert.Equal(3, byOldId.Provenance.Count);
    }

    [Fact]
    public async Task Earlier_id_that_was_never_stored_gets_no_row()
    {
        TestArchive archive = await TestArchive.CreateAsync(azurite.NewAccount());

        await WriteAsync(archive, Now());

        Assert.DoesNotContain(await TestArchive.RowsAsync(archive.Clients.Articles), row => row.RowKey.StartsWith(OldId, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Article_with_the_publishers_id_also_takes_over_an_earlier_id()
    {
        TestArchive archive = await TestArchive.CreateAsync(azurite.NewAccount());
        await WriteAsync(archive, Old(), Old("another dump"));
        await WriteAsync(archive, Made.Found(KnownId, "known", Made.Noon, textId: NewId));

        await WriteAsync(archive, Now());

        Assert.Equal(KnownId, Assert.Single((await archive.Articles.ListAsync(new(), 10, null, Token)).Items).Id.Value);
        Assert.Equal(KnownId, (await archive.Articles.GetAsync("example", ArticleId.Parse(OldId), Token))!.Article.Id.Value);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("f")]
    public async Task Text_read_by_earlier_rules_is_no_longer_current(string firstDigit)
    {
        TestArchive archive = await TestArchive.CreateAsync(azurite.NewAccount());
        ReadArticle old = Old();
        old = old with { Article = old.Article with { Id = ArticleId.Parse(KnownId), ContentHash = firstDigit + old.Article.ContentHash[1..] } };
        await WriteAsync(archive, old);
        ReadArticle now = Now();
        now = now with
        {
            Article = now.Article with { Id = ArticleId.Parse(KnownId), ContentHash = "8" + now.Article.ContentHash[1..] },
            Earlier = now.Earlier! with { ContentHash = old.Article.ContentHash },
        };

        await WriteAsync(archive, now);

        Assert.Equal("Title of now", (await archive.Articles.GetAsync("example", ArticleId.Parse(KnownId), Token))!.Article.Title);
        Assert.Equal("Title of now", Assert.Single((await archive.Articles.ListAsync(new(), 10, null, Token)).Items).Title);
    }

    /// <remarks>The writer is killed at each of its requests, and its dump is ingested again.</remarks>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Writer_that_was_killed_and_is_repeated_leaves_one_article(bool after)
    {
        bool isReached = true;
        for (int step = 0; isReached; step++)
        {
            string account = azurite.NewAccount();
            TestArchive archive = await TestArchive.CreateAsync(account);
            await WriteAsync(archive, Old(), Old("another dump"));
            var kill = SteppedPolicy.Killing(step, after);
            try
            {
                await WriteAsync(new TestArchive(account, options => options.AddPolicy(kill, HttpPipelinePosition.PerCall)), Now());
            }
            catch (KilledException)
            {
            }

            isReached = kill.HasActed;
            await WriteAsync(archive, Now());
            await AssertMovedAsync(archive, NewId);
        }
    }

    private static ReadArticle Old(string dump = "old") => Of(Made.Found(OldId, "old"), dump);

    private static ReadArticle Now() => Of(Made.Found(NewId, "now", Made.Noon), "now") with
    {
        Earlier = new EarlierText(ArticleId.Parse(OldId), Old().Article.ContentHash),
    };

    private static ReadArticle Of(ReadArticle found, string dump) => found with
    {
        Provenance = found.Provenance with { DumpName = dump, DumpId = Made.Dump(dump).Id.ToString() },
    };

    private static async Task<WrittenArticles> WriteAsync(TestArchive archive, params IReadOnlyList<ReadArticle> batch)
    {
        WrittenArticles written = await archive.Articles.WriteAsync(batch, Token);
        await archive.Articles.WriteListAsync(written, Token);
        await archive.Articles.FinishAsync(written, Token);
        return written;
    }

    private static async Task AssertMovedAsync(TestArchive archive, string id)
    {
        Assert.Equal(id, Assert.Single((await archive.Articles.ListAsync(new(), 10, null, Token)).Items).Id.Value);
        IReadOnlyList<TableEntity> rows = await TestArchive.RowsAsync(archive.Clients.Articles);
        Assert.Equal(id, Assert.Single(rows, row => row.RowKey.StartsWith(OldId, StringComparison.Ordinal)).GetString("SameAs"));
        Assert.Equal((1, 3), (rows.Count(row => row.RowKey.Split('|').Length == 2), rows.Count(row => row.RowKey.Split('|').Length == 3)));
    }
}
