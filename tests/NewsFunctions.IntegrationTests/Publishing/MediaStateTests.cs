using System.Net;
using Azure.Data.Tables;
using NewsFunctions.Archive.Queries;
using NewsFunctions.Core.Articles;
using NewsFunctions.IntegrationTests.Storage;
using NewsFunctions.Storage.Articles;
using NewsFunctions.Storage.Connection;
using NewsFunctions.Storage.Queues;

namespace NewsFunctions.IntegrationTests.Publishing;

public sealed class MediaStateTests(AzuriteFixture azurite)
{
    private const string Dateline = "Fri Mar 11, 2016 16:23:23";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Media_are_ok_once_all_of_them_have_evidence()
    {
        await using TestSite site = await TestSite.StartAsync();
        await using Archive archive = await Archive.CreateAsync(azurite, site);
        await archive.IngestAsync("800501.txt", DumpText.Of(Dateline, "Two pictures.", 11, 12));
        await archive.IngestAsync("800502.txt", DumpText.Of(Dateline, "One of them never answers.", 12, 13));
        await archive.IngestAsync("800503.txt", DumpText.Of(Dateline, "No picture."));
        site.Answer(DumpText.Picture(13), HttpStatusCode.InternalServerError);
        Assert.Equal("800501 Unchecked, 800502 Unchecked, 800503 Ok", await StatesAsync(archive));

        await archive.CheckDueLinksAsync();
        Assert.Equal("800501 Ok, 800502 Unchecked, 800503 Ok", await StatesAsync(archive));

        site.AnswerAlive(DumpText.Picture(13));
        await archive.DieAsync(site, 11);
        Assert.Equal("800501 Dead, 800502 Ok, 800503 Ok", await StatesAsync(archive));

        // Earlier knowledge does not apply to a new article. The state of its own picture is unknown until the first
        // check.
        archive.Time.Advance(TimeSpan.FromMinutes(1));
        await archive.IngestAsync("800504.txt", DumpText.Of(Dateline, "Another.", 14));
        Assert.Equal("800501 Dead, 800502 Ok, 800503 Ok, 800504 Unchecked", await StatesAsync(archive));
        await archive.CheckDueLinksAsync();
        Assert.Equal("800501 Dead, 800502 Ok, 800503 Ok, 800504 Ok", await StatesAsync(archive));
    }

    [Fact]
    public async Task A_list_over_many_shards_reads_them_together()
    {
        await using TestSite site = await TestSite.StartAsync();
        await using Archive archive = await Archive.CreateAsync(azurite, site);
        for (int month = 1; month <= 6; month++)
        {
            string dump = DumpText.Of(Dateline, $"Report of month {month}.", 11).Replace("/2016/03/", $"/2016/0{month}/", StringComparison.Ordinal);
            await archive.IngestAsync($"80060{month}.txt", dump);
        }

        await archive.CheckDueLinksAsync();
        IReadOnlyList<ArticleSummary> articles = await archive.ListAsync();
        archive.Get<OperationCounter>().Reset();
        var states = new MediaStates(archive.Shards);

        foreach (ArticleSummary article in articles)
        {
            Assert.Equal(MediaState.Ok, (await states.OfAsync(article, Token)).State);
        }

        Assert.Equal(5, archive.Get<OperationCounter>().Tables);
    }

    [Fact]
    public async Task Media_without_any_answer_are_not_ok()
    {
        await using Archive archive = await Archive.CreateAsync(azurite);
        await archive.IngestAsync("800501.txt", DumpText.Of(Dateline, "Two pictures.", 11, 12));

        await archive.CheckDueLinksAsync();

        Assert.All(await archive.LinksAsync(), link => Assert.NotNull(link.LastChecked));
        Assert.Equal("800501 Unchecked", await StatesAsync(archive));
    }

    [Fact]
    public async Task Dead_links_without_room_in_an_article_set_a_flag()
    {
        await using TestSite site = await TestSite.StartAsync();
        await using Archive archive = await Archive.CreateAsync(azurite, site);
        await archive.IngestAsync("800501.txt", DumpText.Of(Dateline, "Very many.", [.. Enumerable.Range(100, 120)]));

        await archive.DieAsync(site, [.. Enumerable.Range(100, 120)]);

        ArticleSummary article = Assert.Single(await archive.ListAsync());
        Assert.True(article.HasMoreDeadLinks);
        Assert.InRange(article.DeadLinks.Count, 40, 60);
        Assert.Equal("800501 Dead", await StatesAsync(archive));
        Assert.Equal(120, (await archive.EventsAsync()).Count);
    }

    [Fact]
    public async Task Row_with_the_maximum_of_columns_gets_the_flag()
    {
        await using TestSite site = await TestSite.StartAsync();
        await using Archive archive = await Archive.CreateAsync(azurite, site);
        await archive.IngestAsync("800501.txt", DumpText.Of(Dateline, "A picture.", 11));
        await archive.IngestAsync("800502.txt", DumpText.Of(Dateline, "The same.", 11));
        await archive.StrikeAsync(site, 11);
        archive.Time.Advance(TimeSpan.FromDays(2));
        await archive.PlanAsync();

        await using Archive refused = archive.Beside(new RefusingPolicy("D_i2016"), site);
        foreach (LinkCheckMessage message in await archive.ReceiveMessagesAsync())
        {
            await refused.VisitAsync(message);
        }

        Assert.All(await archive.ListAsync(), article => Assert.True(article.HasMoreDeadLinks));
        Assert.Equal("800501 Dead, 800502 Dead", await StatesAsync(archive));
        Assert.Empty(await archive.PendingAsync());
    }

    [Fact]
    public async Task Media_count_as_suspect_from_the_first_failed_check()
    {
        await using TestSite site = await TestSite.StartAsync();
        await using Archive archive = await Archive.CreateAsync(azurite, site);
        await archive.IngestAsync("800501.txt", DumpText.Of(Dateline, "Four pictures.", 11, 12, 13, 14));
        await archive.IngestAsync("800502.txt", DumpText.Of(Dateline, "One of them.", 13));
        site.Answer(DumpText.Picture(11), HttpStatusCode.NotFound);
        site.Answer(DumpText.Picture(12), HttpStatusCode.NotFound);
        site.Answer(DumpText.Picture(13), HttpStatusCode.InternalServerError);

        await archive.CheckDueLinksAsync();
        Assert.Equal(new ArticleMedia(MediaState.Suspect, new MediaCounts(4, 0, 2, 1)), await MediaOfAsync(archive, "800501"));
        Assert.Equal(new ArticleMedia(MediaState.Unchecked, new MediaCounts(1, 0, 0, 1)), await MediaOfAsync(archive, "800502"));

        // A later article gets the suspect state that is already known.
        archive.Time.Advance(TimeSpan.FromMinutes(1));
        await archive.IngestAsync("800503.txt", DumpText.Of(Dateline, "The same.", 11, 14));
        Assert.Equal(new ArticleMedia(MediaState.Suspect, new MediaCounts(2, 0, 1, 1)), await MediaOfAsync(archive, "800503"));

        site.AnswerAlive(DumpText.Picture(12));
        await archive.DieAsync(site, 11);
        Assert.Equal(new ArticleMedia(MediaState.Dead, new MediaCounts(4, 1, 0, 1)), await MediaOfAsync(archive, "800501"));
    }

    [Fact]
    public async Task Shard_without_suspect_media_in_its_row_is_read_once()
    {
        await using TestSite site = await TestSite.StartAsync();
        await using Archive archive = await Archive.CreateAsync(azurite, site);
        await archive.IngestAsync("800501.txt", DumpText.Of(Dateline, "Two pictures.", 11, 12));
        site.Answer(DumpText.Picture(11), HttpStatusCode.NotFound);
        await archive.CheckDueLinksAsync();
        await RemoveSuspectColumnsAsync(archive);

        // The suspect picture is due, but a single link is not worth a visit with requests.
        archive.Time.Advance(TimeSpan.FromDays(3.2));
        int requests = site.Requests;
        Assert.Equal("800501 Unchecked", await StatesAsync(archive));
        await archive.CheckDueLinksAsync();

        Assert.Equal("800501 Suspect", await StatesAsync(archive));
        Assert.Equal(requests, site.Requests);
        Assert.Equal(0, await archive.PlanAsync());
        archive.Time.Advance(TimeSpan.FromDays(2));
        await archive.CheckDueLinksAsync();
        Assert.True(site.Requests > requests);
    }

    [Fact]
    public async Task Scheduler_claims_a_shard_and_keeps_its_media()
    {
        await using TestSite site = await TestSite.StartAsync();
        await using Archive archive = await Archive.CreateAsync(azurite, site);
        await archive.IngestAsync("800501.txt", DumpText.Of(Dateline, "Two pictures.", 11, 12));
        site.Answer(DumpText.Picture(11), HttpStatusCode.NotFound);
        await archive.CheckDueLinksAsync();

        archive.Time.Advance(TimeSpan.FromDays(60));
        await archive.PlanAsync();

        Assert.Equal("800501 Suspect", await StatesAsync(archive));
    }

    // Removes the columns, as in rows written before suspect media were stored.
    private static async Task RemoveSuspectColumnsAsync(Archive archive)
    {
        var table = new TableClient(archive.Connection, "LinkShards");
        await foreach (TableEntity row in table.QueryAsync<TableEntity>("SuspectsMore eq false or SuspectsMore eq true", cancellationToken: Token))
        {
            row.Remove("Suspects");
            row.Remove("SuspectsMore");
            await table.UpdateEntityAsync(row, row.ETag, TableUpdateMode.Replace, Token);
        }
    }

    private static async Task<ArticleMedia> MediaOfAsync(Archive archive, string id) => await new MediaStates(archive.Shards).OfAsync(
        (await archive.ListAsync()).Single(article => article.Id.Value == id), Token);

    private static async Task<string> StatesAsync(Archive archive)
    {
        var states = new MediaStates(archive.Shards);
        List<string> lines = [];
        foreach (ArticleSummary article in await archive.ListAsync())
        {
            lines.Add($"{article.Id} {(await states.OfAsync(article, Token)).State}");
        }

        return string.Join(", ", lines.Order(StringComparer.Ordinal));
    }
}
