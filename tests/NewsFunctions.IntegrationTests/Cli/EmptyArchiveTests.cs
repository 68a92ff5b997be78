using Azure.Data.Tables;
using Azure.Storage.Blobs;
using NewsFunctions.Archive.Composition;
using NewsFunctions.Archive.Exports;
using NewsFunctions.Archive.Queries;
using NewsFunctions.Archive.Survival;
using NewsFunctions.Cli.Reading;
using NewsFunctions.Cli.Sessions;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Ledger;
using NewsFunctions.Storage.Articles;
using NewsFunctions.Storage.Connection;
using NewsFunctions.Storage.Dumps;
using NewsFunctions.Storage.Events;

namespace NewsFunctions.IntegrationTests.Cli;

/// <summary>Tests reading a storage account in which no archive was set up.</summary>
public sealed class EmptyArchiveTests(AzuriteFixture azurite)
{
    private readonly string _account = azurite.NewAccount();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Archive_without_tables_reads_as_empty_and_stays_unchanged()
    {
        await using var archive = new StorageReading(ArchiveSession.ForReading(Settings(), verbose: false));

        Assert.Empty((await archive.ListArticlesAsync(new ArticleFilter(), new MediaQuery(), search: null, 50, null, Stop)).Items);
        Assert.Empty((await archive.ListArticlesAsync(new ArticleFilter(), new MediaQuery(WantedMedia.Lost), search: null, 50, null, Stop)).Items);
        Assert.Empty((await archive.ListLinksAsync(new LinkQuery(), 50, null, Stop)).Items);
        Assert.Empty((await archive.ListEventsAsync(new EventFilter(), 50, null, Stop)).Items);
        Assert.Empty((await archive.ListHostsAsync(50, null, Stop)).Items);
        Assert.Empty((await archive.ListMeasurementsAsync(50, null, Stop)).Items);
        Assert.Empty((await archive.ListDumpsAsync(new DumpFilter { Status = DumpStatus.Waiting }, 50, null, Stop)).Items);
        Assert.Empty(await archive.ReadFixesAsync(new ExportQuery { What = ExportWhat.Fixes }, Stop).ToListAsync(Stop));
        Assert.True(DumpId.TryParse("20160311125323-0123456789abcdef", out DumpId dump));
        Assert.Null(await archive.GetDumpAsync(dump, Stop));
        Assert.True(ArticleId.TryParse("1", out ArticleId article));
        Assert.Null(await archive.GetArticleAsync("alalam", article, Stop));
        Assert.Null(await archive.ListVersionsAsync("alalam", article, 50, null, Stop));
        Assert.True(LinkId.TryParse("p1", out LinkId link));
        Assert.Null(await archive.GetLinkAsync("alalam", link, Stop));
        Assert.Null(await archive.ListChecksAsync("alalam", link, 50, null, Stop));
        Assert.Equal(0, (await archive.GetStatsAsync(site: null, Stop)).Links.Total);
        Assert.Equal(0, (await archive.GetSummaryAsync(site: null, Stop))!.Links.Total);
        Assert.Equal(0, (await archive.GetSurvivalAsync(new SurvivalQuery(), Stop))!.Links);
        Assert.All((await archive.ReadQueuesAsync(Stop)).Queues, queue => Assert.Equal(0, queue.Messages));
        await Assert.ThrowsAsync<UnknownSiteException>(() => archive.ThrowIfUnknownAsync("nosuch", Stop));

        Assert.Empty(await new TableServiceClient(_account).QueryAsync(cancellationToken: Stop).ToListAsync(Stop));
        Assert.Empty(await new BlobServiceClient(_account, new BlobClientOptions(ArchiveClients.DevelopmentBlobs)).GetBlobContainersAsync(cancellationToken: Stop).ToListAsync(Stop));
    }

    private ArchiveSettings Settings()
    {
        ArchiveSettings settings = FunctionApp.Settings();
        settings.Set(ArchiveNames.Connection, _account);
        return settings;
    }
}
