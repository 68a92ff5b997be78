using NewsFunctions.Core.Articles;
using NewsFunctions.Core.Diagnostics;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Ledger;
using NewsFunctions.Core.Links;
using NewsFunctions.Storage.Articles;
using NewsFunctions.Storage.Connection;
using NewsFunctions.Storage.Dumps;
using NewsFunctions.Storage.Links;

namespace NewsFunctions.IntegrationTests.Ingest;

public sealed class DumpIngestTests(AzuriteFixture azurite)
{
    private const string Dateline = "Fri Mar 11, 2016 16:23:23";
    private const string LaterDateline = "Sat Mar 12, 2016 09:00:00";

    [Fact]
    public async Task A_dump_ingested_twice_leaves_one_article_and_each_link_once()
    {
        await using Archive archive = await Archive.CreateAsync(azurite);
        DumpBlob dump = await archive.UploadAsync("1797706.txt", DumpText.Of(Dateline, "A paragraph.", 1796428, 1796678));

        DumpOutcome first = await archive.IngestAsync("1797706.txt");
        DumpOutcome second = await archive.IngestAsync("1797706.txt");

        Assert.Equal(new DumpCounts(1, 2, 5, first.Counts.Diagnostics) { Damage = new Damage(219, 219, 2, 0) }, first.Counts);
        Assert.Equal(first.Counts, second.Counts);
        ArticleSummary article = Assert.Single(await ArticlesAsync(archive));
        Assert.Equal("1797706", article.Id.Value);
        Assert.Equal(new DateTimeOffset(2016, 3, 11, 16, 23, 23, TimeSpan.FromHours(3.5)), article.PublishedAt);
        StoredArticle stored = await ArticleAsync(archive, "1797706");
        Assert.Equal("1797706.txt", Assert.Single(stored.Provenance).DumpName);

        // Two pictures, the pages of the two related articles, and the article's own page.
        IReadOnlyList<Link> links = await archive.LinksAsync();
        Assert.Equal(5, links.Count);
        Assert.Equal(2, links.Count(link => link.Kind == LinkKind.Image));
        Assert.Equal(["1796428", "1796678", "1797706"], links.Where(link => link.Kind == LinkKind.Page).Select(link => link.Path).Order());
        Assert.All(links, link => Assert.Equal(LinkState.Unknown, link.State));
        DumpEntry entry = await EntryAsync(archive, dump);
        Assert.Equal(DumpStatus.Ingested, entry.Status);
        Assert.Equal(first.Counts, entry.Counts);
    }

    [Fact]
    public async Task The_seed_costs_nine_table_operations_and_reads_as_it_is()
    {
        byte[] seed = Seed.Read();
        await using Archive archive = await Archive.CreateAsync(azurite);
        await archive.UploadAsync(Seed.Name, seed, new Dictionary<string, string> { ["site"] = "alalam" });

        var operations = archive.Get<OperationCounter>();
        operations.Reset();
        DumpOutcome outcome = await archive.IngestAsync(Seed.Name);

        Assert.Equal(9, operations.Tables);
        Assert.Equal(24, outcome.Counts.Links);
        ArticleSummary listed = Assert.Single((await archive.Articles.ListAsync(
            new ArticleFilter { Site = "alalam" }, 10, null, TestContext.Current.CancellationToken)).Items);
        Article article = (await archive.Articles.GetAsync("alalam", listed.Id, TestContext.Current.CancellationToken))!.Article;
        Assert.Equal(new DateTimeOffset(2016, 3, 11, 16, 23, 23, TimeSpan.FromHours(3.5)), article.PublishedAt);
        Assert.Equal(TimeSpan.FromHours(3.5), article.PublishedAt!.Value.Offset);
        Assert.Equal("S/SH 11", article.Signature);
        Assert.Equal((2410, 2407), (article.DeclaredLength, article.ActualLength));
        Assert.Equal(9, article.Related.Count(item => item.Kind == LinkKind.Image));
        Assert.Equal(3, article.Related.Count(item => item.Kind == LinkKind.Video));

        // The second ingest costs no more than the first.
        await archive.IngestAsync(Seed.Name);
        IReadOnlyList<Link> links = (await archive.Links.ListAsync(
            new LinkFilter { Site = "alalam" }, 100, null, TestContext.Current.CancellationToken)).Items;
        Assert.Equal((12, 12), (links.Count(link => link.Kind == LinkKind.Page), links.Count(link => link.Kind != LinkKind.Page)));
        Assert.Single((await archive.Articles.ListAsync(new ArticleFilter { Site = "alalam" }, 10, null, TestContext.Current.CancellationToken)).Items);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Changed_dump_adds_a_version_in_either_order(bool olderFirst)
    {
        await using Archive archive = await Archive.CreateAsync(azurite);
        await archive.UploadAsync("older/77.txt", DumpText.Of(Dateline, "As it was.", 11));
        await NextSecondAsync(archive, "older/77.txt");
        await archive.UploadAsync("newer/77.txt", DumpText.Of(LaterDateline, "As it is.", 11, 12));

        foreach (string name in olderFirst ? ["older/77.txt", "newer/77.txt"] : new[] { "newer/77.txt", "older/77.txt" })
        {
            await archive.IngestAsync(name);
        }

        await AssertTwoVersionsAsync(archive);
    }

    [Fact]
    public async Task Two_processes_with_two_versions_leave_one_head_and_row()
    {
        await using Archive archive = await Archive.CreateAsync(azurite);
        await using Archive other = await Archive.CreateAsync(azurite, beside: archive);
        await archive.UploadAsync("older/77.txt", DumpText.Of(Dateline, "As it was.", 11));
        await NextSecondAsync(archive, "older/77.txt");
        await archive.UploadAsync("newer/77.txt", DumpText.Of(LaterDateline, "As it is.", 11, 12));

        // Several rounds, so that the two meet at different points.
        for (int round = 0; round < 5; round++)
        {
            await Task.WhenAll(archive.IngestAsync("older/77.txt"), other.IngestAsync("newer/77.txt"));
            await AssertTwoVersionsAsync(archive);
        }
    }

    [Fact]
    public async Task Unreadable_dump_is_rejected_with_reasons_and_kept()
    {
        await using Archive archive = await Archive.CreateAsync(azurite);
        DumpBlob dump = await archive.UploadAsync("noise.bin", [0, 1, 2, 3, 0xFF, 0xFE, 0, 0, 9]);

        DumpOutcome outcome = await archive.IngestAsync("noise.bin");

        Assert.Equal(DumpStatus.Rejected, outcome.Status);
        DumpEntry entry = await EntryAsync(archive, dump);
        Assert.Equal(DumpStatus.Rejected, entry.Status);
        Assert.NotEmpty(entry.Diagnostics);
        Assert.NotNull(entry.Error);
        Assert.NotNull(await archive.Blobs.FindAsync("noise.bin", TestContext.Current.CancellationToken));
        Assert.Empty(await ArticlesAsync(archive));
    }

    [Fact]
    public async Task Ledger_counts_match_the_written_rows()
    {
        await using Archive archive = await Archive.CreateAsync(azurite);
        string two = DumpText.Of(Dateline, "One.", 11, 12) + "\n" + DumpText.Of(LaterDateline, "Two.", 12, 13);
        DumpBlob dump = await archive.UploadAsync("two.txt", two);

        await archive.IngestAsync("two.txt");

        DumpCounts counts = (await EntryAsync(archive, dump)).Counts;
        Assert.Equal(2, counts.Articles);
        Assert.Equal(4, counts.RelatedItems);
        Assert.Equal((await archive.LinksAsync()).Count, counts.Links);
        Assert.Equal(2, (await ArticlesAsync(archive)).Count);
    }

    private static async Task AssertTwoVersionsAsync(Archive archive)
    {
        ArticleSummary listed = Assert.Single(await ArticlesAsync(archive));
        Assert.Equal(new DateTimeOffset(2016, 3, 12, 9, 0, 0, TimeSpan.FromHours(3.5)), listed.PublishedAt);
        Assert.Equal("newer/77.txt", listed.DumpName);
        StoredArticle current = await ArticleAsync(archive, "77");
        Assert.Equal(["As it is."], current.Article.Paragraphs);
        Assert.Equal("newer/77.txt", Assert.Single(current.Provenance).DumpName);
        Assert.Equal((1, 2, 2), await RawRows.CountAsync(archive, "77"));
    }

    // Last-Modified has whole seconds. Two uploads within one second would have no order.
    private static async Task NextSecondAsync(Archive archive, string name)
    {
        DumpBlob dump = (await archive.Blobs.FindAsync(name, TestContext.Current.CancellationToken))!;
        await Eventually.HoldsAsync("the next second", () => TimeProvider.System.GetUtcNow() >= dump.LastModified.AddSeconds(1));
    }

    private static async Task<IReadOnlyList<ArticleSummary>> ArticlesAsync(Archive archive) =>
        (await archive.Articles.ListAsync(new ArticleFilter { Site = Archive.Site }, 100, null, TestContext.Current.CancellationToken)).Items;

    private static async Task<StoredArticle> ArticleAsync(Archive archive, string id) =>
        await archive.Articles.GetAsync(Archive.Site, ArticleId.Parse(id), TestContext.Current.CancellationToken)
        ?? throw new InvalidOperationException($"There is no article {id}.");

    private static async Task<DumpEntry> EntryAsync(Archive archive, DumpBlob dump) =>
        await archive.Ledger.GetAsync(dump.Id, TestContext.Current.CancellationToken)
        ?? throw new InvalidOperationException($"The ledger has no row for {dump.Name}.");
}
