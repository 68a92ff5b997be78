using Azure.Data.Tables;
using NewsFunctions.Archive.Ingest;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Ledger;
using NewsFunctions.Core.Links;
using NewsFunctions.IntegrationTests.Publishing;
using NewsFunctions.Storage.Articles;

namespace NewsFunctions.IntegrationTests.Ingest;

public sealed class SiteMoveTests(AzuriteFixture azurite)
{
    private const string Dateline = "Fri Mar 11, 2016 16:23:23";
    private const string Name = "800501.txt";
    private static readonly ArticleId Id = ArticleId.Parse("800501");
    private static readonly KeyValuePair<string, string?> Local = new("DefaultSite", "local");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Move_leaves_no_local_row_and_keeps_the_history()
    {
        await using TestSite site = await TestSite.StartAsync();
        await using Archive local = await Archive.CreateAsync(azurite, site, beside: null, Local);
        LinkId own = await IngestWithUrlAsync(local, site);
        for (int check = 0; check < 18; check++)
        {
            await local.CheckDueLinksAsync();
            local.Time.Advance(TimeSpan.FromDays(90));
        }

        Link before = (await local.Links.GetAsync("local", own, Token))!.Link;
        await using Archive named = await Archive.CreateAsync(azurite, site, beside: local);
        SiteMove move = named.Get<SiteMove>();
        Assert.Equal([Id], await move.FindLocalAsync(Token));

        await move.IngestAgainAsync((await named.Blobs.FindAsync(Name, Token))!, Token);
        int removed = await move.RemoveLocalAsync([(Archive.Site, Id)], new HashSet<string> { Name }, await TextIdsAsync(local), Token);

        Assert.Equal(1, removed);
        Assert.Empty(await RowsOfLocalAsync(local));
        Assert.NotNull(await named.Articles.GetAsync(Archive.Site, Id, Token));
        Link after = (await named.Links.GetAsync(Archive.Site, own, Token))!.Link;
        Assert.Equal((before.Checks, before.LastChecked, before.State), (after.Checks, after.LastChecked, after.State));
        Assert.True(after.Checks > 16);
        Assert.Equal(after.Checks, (await named.ChecksAsync(own)).Count);
    }

    [Fact]
    public async Task Article_that_another_dump_has_too_stays_under_local()
    {
        await using Archive local = await Archive.CreateAsync(azurite, site: null, beside: null, Local);
        await local.IngestAsync(Name, DumpText.Of(Dateline, "A paragraph.", 11));
        await local.IngestAsync($"copy/{Name}", DumpText.Of(Dateline, "A paragraph.", 11));
        IReadOnlyList<string> rows = await RowsOfLocalAsync(local);

        int removed = await local.Get<SiteMove>().RemoveLocalAsync([(Archive.Site, Id)], new HashSet<string> { Name }, [], Token);

        Assert.Equal(0, removed);
        Assert.Equal(rows, await RowsOfLocalAsync(local));
    }

    [Fact]
    public async Task Links_that_other_articles_mention_stay_and_are_counted_again()
    {
        await using Archive local = await Archive.CreateAsync(azurite, site: null, beside: null, Local);
        await local.IngestAsync(Name, DumpText.Of(Dateline, "Two pictures.", 11, 12));
        await local.IngestAsync("800502.txt", DumpText.Of(Dateline, "One of them.", 12));
        await local.CheckDueLinksAsync();

        Assert.Equal(1, await local.Get<SiteMove>().RemoveLocalAsync([(Archive.Site, Id)], new HashSet<string> { Name }, [], Token));

        var shard = new LinkShard("local", LinkKind.Image, "2016-03");
        Assert.Null(await local.Links.GetAsync("local", DyingArchive.Picture(11), Token));
        Assert.NotNull(await local.Links.GetAsync("local", DyingArchive.Picture(12), Token));
        Assert.True((await local.Shards.GetAsync(shard, Token))!.IsDue(local.Time.GetUtcNow()));
        await local.CheckDueLinksAsync();
        Assert.Equal(1, (await local.Shards.GetAsync(shard, Token))!.Counts.Total);
    }

    [Fact]
    public async Task Dump_without_a_site_waits_when_the_archive_has_no_default()
    {
        await using Archive old = await Archive.CreateAsync(azurite);
        await old.IngestAsync(Name, DumpText.Of(Dateline, "Before there was local.", 11));
        await using Archive now = await Archive.CreateAsync(azurite, site: null, beside: old, new KeyValuePair<string, string?>("DefaultSite", ""));
        DumpBlob waiting = await now.UploadAsync("800502.txt", DumpText.Of(Dateline, "Of which site?", 12));
        await now.UploadAsync($"{Archive.Site}/800503.txt", DumpText.Of(Dateline, "Its folder says it.", 13));

        Assert.Null(await now.Get<DumpIngest>().IngestAsync(waiting.Name, Token));
        Assert.NotNull(await now.Get<DumpIngest>().IngestAsync($"{Archive.Site}/800503.txt", Token));

        Assert.Null(await now.Ledger.GetAsync(waiting.Id, Token));
        Assert.Empty(await RowsOfLocalAsync(now));
        Assert.NotNull(await old.Get<DumpIngest>().IngestAsync(waiting.Name, Token));
    }

    [Fact]
    public async Task Dump_without_a_site_is_local_in_a_new_archive()
    {
        await using Archive archive = await Archive.CreateAsync(azurite, site: null, beside: null, new KeyValuePair<string, string?>("DefaultSite", ""));

        await archive.IngestAsync(Name, DumpText.Of(Dateline, "A paragraph.", 11));
        await archive.IngestAsync("800502.txt", DumpText.Of(Dateline, "Another.", 12));

        Assert.Equal(new ArticleCount(2, true), await archive.Articles.CountAsync("local", 10, Token));
    }

    private static async Task<LinkId> IngestWithUrlAsync(Archive archive, TestSite site)
    {
        string url = $"{site.Url}/2016/03/07/own.jpg";
        await archive.IngestAsync(Name, DumpText.Of(Dateline, "Two pictures.", 11, 12).Replace(DumpText.Picture(12), url, StringComparison.Ordinal));
        return LinkId.ForMedia(LinkKind.Image, url);
    }

    /// <summary>Reads the claimed text ids.</summary>
    private static async Task<IReadOnlyList<ArticleId>> TextIdsAsync(Archive archive) =>
        [.. (await RowsAsync(archive, "Articles")).Where(row => row.ContainsKey("SameAs")).Select(row => ArticleId.Parse(row.RowKey))];

    private static async Task<IReadOnlyList<string>> RowsOfLocalAsync(Archive archive)
    {
        List<string> keys = [];
        foreach (string table in (string[])["Articles", "ArticleList", "Links", "LinkShards"])
        {
            keys.AddRange((await RowsAsync(archive, table)).Select(row => $"{table} {row.PartitionKey} {row.RowKey}"));
        }

        return keys;
    }

    private static async Task<IReadOnlyList<TableEntity>> RowsAsync(Archive archive, string table) => await new TableClient(archive.Connection, table)
        .QueryAsync<TableEntity>("PartitionKey ge 'local' and PartitionKey lt 'local}'", cancellationToken: Token).ToListAsync(Token);
}
