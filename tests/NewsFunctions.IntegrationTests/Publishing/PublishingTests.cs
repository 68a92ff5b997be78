using NewsFunctions.Core.Events;
using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Ledger;
using NewsFunctions.Core.Links;
using NewsFunctions.IntegrationTests.Ingest;
using NewsFunctions.IntegrationTests.Storage;
using NewsFunctions.Storage.Articles;
using NewsFunctions.Storage.Connection;
using NewsFunctions.Storage.Links;
using NewsFunctions.Storage.Queues;

namespace NewsFunctions.IntegrationTests.Publishing;

public sealed class PublishingTests(AzuriteFixture azurite)
{
    private const string Dateline = "Fri Mar 11, 2016 16:23:23";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Dead_link_updates_every_article_with_one_event()
    {
        await using TestSite site = await TestSite.StartAsync();
        await using Archive archive = await Archive.CreateAsync(azurite, site);
        await archive.IngestAsync("800501.txt", DumpText.Of(Dateline, "The first.", 11, 12));
        await archive.IngestAsync("800502.txt", DumpText.Of("Sat Mar 12, 2016 09:00:00", "The second.", 11));
        await archive.IngestAsync("800503.txt", DumpText.Of(Dateline, "Another.", 12));

        await archive.DieAsync(site, 11);
        await archive.CheckDueLinksAsync();

        Assert.Equal(["800502", "800501"], await archive.KnowingAsync(11));
        Assert.Empty(await archive.KnowingAsync(12));
        ArchiveEvent published = Assert.Single(await archive.EventsAsync());
        Link dead = (await archive.Links.GetAsync(Archive.Site, DyingArchive.Picture(11), Token))!.Link;
        Assert.Equal((EventWhat.Dead, dead.Id.Value, dead.LastChecked), (published.What, published.Subject, (DateTimeOffset?)published.At));
        Assert.Equal((Verdict.Gone, DumpText.Picture(11), "Item 11", 2), (published.Verdict!.Value, published.Path, published.Title, published.ArticleCount!.Value));
        Assert.Equal(["800501", "800502"], published.Articles.Select(article => article.Value));
        Assert.Contains("404", published.Reason, StringComparison.Ordinal);
        Assert.Empty(await archive.PendingAsync());
    }

    [Fact]
    public async Task Revived_link_makes_an_event_and_is_dead_in_no_article()
    {
        await using TestSite site = await TestSite.StartAsync();
        await using Archive archive = await Archive.CreateAsync(azurite, site);
        await archive.IngestAsync("800501.txt", DumpText.Of(Dateline, "The first.", 11, 12));
        await archive.DieAsync(site, 11, 12);

        await archive.ReviveAsync(site, 11);

        Assert.Empty(await archive.KnowingAsync(11));
        Assert.Equal(["800501"], await archive.KnowingAsync(12));
        Assert.Equal(["revived", "dead"], await archive.EventsOfAsync(11));

        await archive.DieAsync(site, 11);
        Assert.Equal(["800501"], await archive.KnowingAsync(11));
        Assert.Equal(["dead", "revived", "dead"], await archive.EventsOfAsync(11));
    }

    [Fact]
    public async Task Later_article_knows_the_dead_link_without_a_second_event()
    {
        await using TestSite site = await TestSite.StartAsync();
        await using Archive archive = await Archive.CreateAsync(azurite, site);
        await archive.IngestAsync("800501.txt", DumpText.Of(Dateline, "The first.", 11));
        await archive.DieAsync(site, 11);

        await archive.IngestAsync("800502.txt", DumpText.Of(Dateline, "The second.", 11));
        await archive.CheckDueLinksAsync();

        Assert.Equal(["800501", "800502"], await archive.KnowingAsync(11));
        Assert.Equal(["dead"], await archive.EventsOfAsync(11));

        // A dump with the same name but other content is a new upload, although its name brings nothing new.
        await archive.IngestAsync("several.txt", DumpText.Of(Dateline, "The third.", 12));
        await archive.CheckDueLinksAsync();
        await archive.IngestAsync("several.txt", DumpText.Of(Dateline, "The fourth.", 11));
        await archive.CheckDueLinksAsync();

        Assert.Equal(3, (await archive.KnowingAsync(11)).Count);
        Assert.Equal(["dead"], await archive.EventsOfAsync(11));
    }

    [Fact]
    public async Task Visit_that_finds_nothing_new_publishes_nothing()
    {
        await using TestSite site = await TestSite.StartAsync();
        await using Archive archive = await Archive.CreateAsync(azurite, site);
        await archive.IngestAsync("800501.txt", DumpText.Of(Dateline, "The first.", 11));
        await archive.DieAsync(site, 11);
        archive.Time.Advance(TimeSpan.FromDays(70));

        archive.Get<OperationCounter>().Reset();
        await archive.CheckDueLinksAsync();

        Assert.DoesNotContain(
            archive.Get<OperationCounter>().TableRequests,
            request => request.EndsWith(" ArticleList", StringComparison.Ordinal) || request.EndsWith(" Events", StringComparison.Ordinal));
        Assert.Equal(4, (await archive.ChecksAsync(DyingArchive.Picture(11))).Count);
    }

    [Fact]
    public async Task A_version_with_another_date_knows_the_dead_links_that_it_mentions()
    {
        await using TestSite site = await TestSite.StartAsync();
        await using Archive archive = await Archive.CreateAsync(azurite, site);
        await archive.IngestAsync("800501.txt", DumpText.Of(Dateline, "Before the correction.", 11, 12));
        await archive.DieAsync(site, 11, 12);
        ArticleSummary before = Assert.Single(await archive.ListAsync());
        Assert.Equal(2, before.DeadLinks.Count);

        await archive.IngestAsync("800501.txt", DumpText.Of("Sat Mar 12, 2016 09:00:00", "After the correction.", 11));

        // The old list row and its dead links are gone. The next visit updates the new row.
        ArticleSummary moved = Assert.Single(await archive.ListAsync());
        Assert.NotEqual(before.PublishedAt, moved.PublishedAt);
        Assert.Empty(moved.DeadLinks);
        await archive.CheckDueLinksAsync();
        Assert.Equal([DyingArchive.Picture(11)], Assert.Single(await archive.ListAsync()).DeadLinks);
        Assert.Equal(["dead"], await archive.EventsOfAsync(11));
    }

    [Fact]
    public async Task Death_reaches_an_article_whose_older_version_was_registered_last()
    {
        await using TestSite site = await TestSite.StartAsync();
        await using Archive archive = await Archive.CreateAsync(azurite, site);
        var crawled = new Dictionary<string, string> { ["articleid"] = "800501" };
        DumpBlob older = await archive.UploadAsync("older.txt", DumpText.Of("Sat Mar 12, 2016 09:00:00", "Older.", 11), crawled);
        int attempt = 0;
        await Eventually.HoldsAsync(
            "an upload is later than another",
            async () => (await archive.UploadAsync("newer.txt", DumpText.Of(Dateline, $"Newer, {++attempt}.", 11), crawled)).LastModified > older.LastModified);
        await archive.IngestAsync("newer.txt");
        await archive.IngestAsync("older.txt");

        await archive.DieAsync(site, 11);

        ArticleSummary listed = Assert.Single(await archive.ListAsync());
        Assert.Equal("newer.txt", listed.DumpName);
        Assert.Equal([DyingArchive.Picture(11)], listed.DeadLinks);
    }

    [Fact]
    public async Task Article_under_two_ids_knows_dead_links_under_the_kept_one()
    {
        await using TestSite site = await TestSite.StartAsync();
        await using Archive archive = await Archive.CreateAsync(azurite, site);
        await archive.IngestAsync("without-id.txt", DumpText.Of(Dateline, "One text.", 11));
        await archive.DieAsync(site, 11);
        Assert.True(ArticleId.Parse(Assert.Single(await archive.KnowingAsync(11))).IsTextId);

        await archive.IngestAsync("800501.txt", DumpText.Of(Dateline, "One text.", 11));
        await archive.CheckDueLinksAsync();

        Assert.Equal(["800501"], await archive.KnowingAsync(11));
        Assert.Single(await archive.ListAsync());
        await archive.ReviveAsync(site, 11);
        Assert.Empty(await archive.KnowingAsync(11));
    }

    [Fact]
    public async Task Three_hundred_articles_that_mention_one_link_all_know_it()
    {
        await using TestSite site = await TestSite.StartAsync();
        await using Archive archive = await Archive.CreateAsync(azurite, site);
        string dumps = string.Concat(Enumerable.Range(0, 300).Select(number => DumpText.Of(
            $"Fri Mar 11, 2016 {number / 60:00}:{number % 60:00}:00", $"Article {number}.", 11)));
        await archive.IngestAsync("many.txt", dumps);

        await archive.StrikeAsync(site, 11);
        archive.Get<OperationCounter>().Reset();
        await archive.CheckUntilAsync([11], link => link.State == LinkState.Dead);

        Assert.Equal(300, (await archive.KnowingAsync(11)).Count);
        ArchiveEvent published = Assert.Single(await archive.EventsAsync());
        Assert.Equal((300, ArchiveEvent.MaxArticles), (published.ArticleCount, published.Articles.Count));
    }

    [Fact]
    public async Task Pending_death_and_revival_of_a_link_are_both_published()
    {
        await using TestSite site = await TestSite.StartAsync();
        await using Archive archive = await Archive.CreateAsync(azurite, site);
        await archive.IngestAsync("800501.txt", DumpText.Of(Dateline, "The first.", 11));
        await archive.CheckDueLinksAsync();
        DateTimeOffset now = archive.Time.GetUtcNow();
        foreach ((LinkState state, int day) in new[] { (LinkState.Dead, 1), (LinkState.Alive, 2) })
        {
            StoredLink before = (await archive.Links.GetAsync(Archive.Site, DyingArchive.Picture(11), Token))!;
            await archive.Links.RecordAsync(before.Link.Shard, [Made.Checked(before, now.AddDays(day), $"visit {day}", state)], Token);
        }

        Assert.Equal(2, (await archive.PendingAsync()).Count);
        archive.Time.Advance(TimeSpan.FromDays(70));
        await archive.CheckDueLinksAsync();

        Assert.Equal(["revived", "dead"], await archive.EventsOfAsync(11));
        Assert.Empty(await archive.KnowingAsync(11));
        Assert.Empty(await archive.PendingAsync());
    }

    [Fact]
    public async Task Check_superseded_by_another_visit_publishes_nothing()
    {
        await using TestSite site = await TestSite.StartAsync();
        await using Archive archive = await Archive.CreateAsync(azurite, site);
        await archive.IngestAsync("800501.txt", DumpText.Of(Dateline, "The first.", 11));
        StoredLink before = (await archive.Links.GetAsync(Archive.Site, DyingArchive.Picture(11), Token))!;
        DateTimeOffset now = archive.Time.GetUtcNow();
        await archive.Links.RecordAsync(before.Link.Shard, [Made.Checked(before, now, "first", LinkState.Alive)], Token);

        RecordResult late = await archive.Links.RecordAsync(before.Link.Shard, [Made.Checked(before, now.AddMinutes(1), "second", LinkState.Dead)], Token);

        Assert.Equal(1, late.Superseded);
        Assert.Empty(late.Pending);
        Assert.Empty(await archive.PendingAsync());
    }

    [Fact]
    public async Task A_registration_between_check_and_write_loses_no_transition()
    {
        await using TestSite site = await TestSite.StartAsync();
        await using Archive archive = await Archive.CreateAsync(azurite, site);
        await archive.IngestAsync("800501.txt", DumpText.Of(Dateline, "The first.", 11));
        StoredLink before = (await archive.Links.GetAsync(Archive.Site, DyingArchive.Picture(11), Token))!;
        await archive.IngestAsync("800502.txt", DumpText.Of(Dateline, "The second.", 11));

        RecordResult result = await archive.Links.RecordAsync(
            before.Link.Shard, [Made.Checked(before, archive.Time.GetUtcNow(), "visit", LinkState.Dead)], Token);

        Assert.Equal([EventWhat.Dead], Assert.Single(result.Pending).What);
        Assert.Single(await archive.PendingAsync());
    }

    /// <remarks>
    /// Each round kills the publishing visit at another of its requests. The next visit must finish the work.
    /// </remarks>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Visit_killed_at_any_request_leaves_everything_published_exactly_once(bool after)
    {
        await using TestSite site = await TestSite.StartAsync();
        bool isReached = true;
        for (int step = 0; isReached; step++)
        {
            await using Archive archive = await Archive.CreateAsync(azurite, site);
            await archive.IngestAsync("800501.txt", DumpText.Of(Dateline, "The first.", 11, 12, 13));
            await archive.IngestAsync("800502.txt", DumpText.Of("Sat Mar 12, 2016 09:00:00", "The second.", 11));
            site.AnswerAlive(DumpText.Picture(11));
            await archive.DieAsync(site, 13);
            await archive.StrikeAsync(site, 11);
            site.AnswerAlive(DumpText.Picture(13));
            archive.Time.Advance(TimeSpan.FromDays(70));

            // One list row has moved away from where the reference says.
            await archive.IngestAsync("800502.txt", DumpText.Of("Sun Mar 13, 2016 09:00:00", "The second, corrected.", 12));
            await archive.PlanAsync();
            LinkCheckMessage message = Assert.Single(await archive.ReceiveMessagesAsync(), one => one.Kind == LinkKind.Image);
            var kill = SteppedPolicy.Killing(step, after);
            await using Archive killed = archive.Beside(kill, site);
            try
            {
                await killed.VisitAsync(message);
            }
            catch (KilledException)
            {
            }

            isReached = kill.HasActed;
            await archive.ReleaseHostsAsync();
            await archive.VisitAsync(message);
            archive.Time.Advance(TimeSpan.FromDays(1));
            await archive.CheckDueLinksAsync();

            Assert.Equal(["800502", "800501"], await archive.KnowingAsync(11));
            Assert.Empty(await archive.KnowingAsync(13));
            Assert.Equal(["dead"], await archive.EventsOfAsync(11));
            Assert.Equal(["revived", "dead"], await archive.EventsOfAsync(13));
            Assert.Equal(3, (await archive.EventsAsync()).Count);
            Assert.Empty(await archive.PendingAsync());
        }
    }

    /// <remarks>
    /// Each round pauses the publishing visit at another of its requests. Meanwhile an ingest adds an article, and a
    /// version with another date.
    /// </remarks>
    [Fact]
    public async Task Ingest_during_publishing_leaves_no_article_without_its_dead_links()
    {
        await using TestSite site = await TestSite.StartAsync();
        bool isReached = true;
        for (int step = 0; isReached; step++)
        {
            await using Archive archive = await Archive.CreateAsync(azurite, site);
            await archive.IngestAsync("800501.txt", DumpText.Of(Dateline, "The first.", 11));
            await archive.StrikeAsync(site, 11);
            archive.Time.Advance(TimeSpan.FromDays(2));
            await archive.PlanAsync();
            LinkCheckMessage message = Assert.Single(await archive.ReceiveMessagesAsync(), one => one.Kind == LinkKind.Image);
            var pause = new SteppedPolicy(step, async () =>
            {
                await archive.IngestAsync("800502.txt", DumpText.Of(Dateline, "The second.", 11));
                await archive.IngestAsync("800501.txt", DumpText.Of("Sat Mar 12, 2016 09:00:00", "The first, corrected.", 11));
            });
            await using Archive paused = archive.Beside(pause, site);
            await paused.VisitAsync(message);
            isReached = pause.HasActed;
            await archive.CheckDueLinksAsync();

            Assert.Equal(isReached ? ["800501", "800502"] : ["800501"], await archive.KnowingAsync(11));
            Assert.Equal(["dead"], await archive.EventsOfAsync(11));
        }
    }
}
