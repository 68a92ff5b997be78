using System.Net;
using Microsoft.AspNetCore.Http;
using NewsFunctions.Archive.Visits;
using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;
using NewsFunctions.Storage.Links;
using NewsFunctions.Storage.Queues;

namespace NewsFunctions.IntegrationTests.Visits;

public sealed class LinkVisitTests(AzuriteFixture azurite)
{
    private const string Dateline = "Fri Mar 11, 2016 16:23:23";
    private static readonly LinkId Picture = LinkId.ForMedia(LinkKind.Image, DumpText.Picture(11));

    [Fact]
    public async Task Links_of_an_ingested_dump_are_checked_and_recorded()
    {
        await using TestSite site = await TestSite.StartAsync();
        await using Archive archive = await ArchiveOfAsync(site, 11, 12);
        site.Answer(DumpText.Picture(11), HttpStatusCode.NotFound);
        site.Answer("/news/12", HttpStatusCode.Forbidden);

        await archive.CheckDueLinksAsync();

        Dictionary<string, Link> links = (await archive.LinksAsync()).ToDictionary(link => link.Path);
        Assert.Equal(4, links.Count);
        Assert.Equal((LinkState.Suspect, Verdict.Gone, 1), Seen(links[DumpText.Picture(11)]));
        Assert.Equal((LinkState.Alive, Verdict.Alive, 0), Seen(links[DumpText.Picture(12)]));
        Assert.Equal((LinkState.Alive, Verdict.Alive, 0), Seen(links["11"]));
        Assert.Equal((LinkState.Blocked, Verdict.Blocked, 0), Seen(links["12"]));
        LinkCheck check = Assert.Single(await archive.ChecksAsync(Picture));
        Assert.Equal(Verdict.Gone, check.Verdict);
        Assert.Contains("404", check.Evidence.ToString(), StringComparison.Ordinal);

        // The counts for scheduler and statistics match the rows, and nothing is due any more.
        ShardStatus pictures = (await archive.Shards.GetAsync(links[DumpText.Picture(11)].Shard, TestContext.Current.CancellationToken))!;
        Assert.Equal(2, pictures.Counts.Total);
        Assert.Equal(1, pictures.Counts.ByState[LinkState.Suspect]);
        Assert.Equal(1, pictures.Counts.ByVerdict[Verdict.Alive]);
        Assert.Equal(0, await archive.PlanAsync());
    }

    [Fact]
    public async Task A_link_dies_of_three_strikes_three_days_apart_and_not_sooner()
    {
        await using TestSite site = await TestSite.StartAsync();
        await using Archive archive = await ArchiveOfAsync(site, 11);
        site.Answer(DumpText.Picture(11), HttpStatusCode.NotFound);
        DateTimeOffset start = archive.Time.GetUtcNow();
        var states = new List<LinkState>();

        for (LinkState state = LinkState.Unknown; state != LinkState.Dead; states.Add(state))
        {
            await archive.CheckDueLinksAsync();
            state = (await PictureAsync(archive)).State;
            archive.Time.Advance(TimeSpan.FromHours(12));
            Assert.InRange(states.Count, 0, 60);
        }

        Link dead = await PictureAsync(archive);
        Assert.Equal(3, dead.Strikes);
        Assert.Equal(3, (await archive.ChecksAsync(Picture)).Count);
        Assert.True(dead.StateSince - start > TimeSpan.FromDays(6));
        Assert.DoesNotContain(LinkState.Alive, states);
    }

    [Fact]
    public async Task Message_delivered_twice_counts_one_strike_and_starts_one_chain()
    {
        await using TestSite site = await TestSite.StartAsync();
        await using Archive archive = await ArchiveOfAsync(site, 11);
        site.Answer(DumpText.Picture(11), HttpStatusCode.NotFound);
        await archive.PlanAsync();
        IReadOnlyList<LinkCheckMessage> messages = await archive.ReceiveMessagesAsync();

        foreach (LinkCheckMessage message in messages.Concat(messages))
        {
            await archive.VisitAsync(message);
        }

        Assert.Equal(1, (await PictureAsync(archive)).Strikes);
        Assert.Single(await archive.ChecksAsync(Picture));
        Assert.Empty(await archive.ReceiveMessagesAsync());
    }

    [Fact]
    public async Task A_message_of_an_earlier_run_does_nothing()
    {
        await using TestSite site = await TestSite.StartAsync();
        await using Archive archive = await ArchiveOfAsync(site, 11);
        await archive.PlanAsync();
        IReadOnlyList<LinkCheckMessage> lost = await archive.ReceiveMessagesAsync();

        // The lease expires and the shard is sent again. Only then does the lost message arrive.
        archive.Time.Advance(TimeSpan.FromMinutes(31));
        Assert.Equal(lost.Count, await archive.PlanAsync());
        foreach (LinkCheckMessage message in lost)
        {
            await archive.VisitAsync(message);
        }

        Assert.Equal(0, site.Requests);
        Assert.All(await archive.LinksAsync(), link => Assert.Null(link.LastChecked));
    }

    [Fact]
    public async Task Leased_shard_is_not_sent_again()
    {
        await using TestSite site = await TestSite.StartAsync();
        await using Archive archive = await ArchiveOfAsync(site, 11);

        int sent = await archive.PlanAsync();

        Assert.Equal(2, sent);
        Assert.Equal(0, await archive.PlanAsync());
    }

    [Fact]
    public async Task Two_visits_of_one_shard_at_once_judge_each_link_once()
    {
        await using TestSite site = await TestSite.StartAsync();
        await using Archive archive = await Archive.CreateAsync(azurite, site, settings: new KeyValuePair<string, string?>("LinkChecks:PerHost:Concurrency", "64"));
        await archive.UploadAsync("dump.txt", DumpText.Of(Dateline, "A paragraph.", [.. Enumerable.Range(11, 60)]));
        await archive.IngestAsync("dump.txt");
        var bothAsked = new TaskCompletionSource();
        int asked = 0;
        foreach (int id in Enumerable.Range(11, 60))
        {
            site.Answer(DumpText.Picture(id), async context =>
            {
                // Answers wait until both visits have read the shard. One visit alone makes at most 32 checks at once.
                if (Interlocked.Increment(ref asked) == 33)
                {
                    bothAsked.SetResult();
                }

                await bothAsked.Task;
                context.Response.StatusCode = StatusCodes.Status404NotFound;
            });
        }

        await archive.PlanAsync();
        LinkCheckMessage message = Assert.Single(await archive.ReceiveMessagesAsync(), message => message.Kind == LinkKind.Image);
        await Task.WhenAll(archive.VisitAsync(message), archive.VisitAsync(message));

        Link[] pictures = [.. (await archive.LinksAsync()).Where(link => link.Kind == LinkKind.Image)];
        Assert.Equal(60, pictures.Length);
        Assert.All(pictures, link => Assert.Equal((LinkState.Suspect, Verdict.Gone, 1), Seen(link)));
        Assert.All(pictures, link => Assert.Equal(1, link.Checks));
        Assert.Empty(await archive.ReceiveMessagesAsync());
        ShardStatus shard = (await archive.Shards.GetAsync(pictures[0].Shard, TestContext.Current.CancellationToken))!;
        Assert.Equal(60, shard.Counts.ByState[LinkState.Suspect]);
    }

    [Fact]
    public async Task A_visit_stopped_half_way_is_finished_by_its_next_delivery()
    {
        await using TestSite site = await TestSite.StartAsync();
        int[] ids = [.. Enumerable.Range(11, 120)];
        await using Archive archive = await ArchiveOfAsync(site, ids);
        using var stop = new CancellationTokenSource();
        int answered = 0;
        foreach (int id in ids)
        {
            site.Answer(DumpText.Picture(id), async context =>
            {
                context.Response.StatusCode = StatusCodes.Status404NotFound;
                if (IsFinal(context) && Interlocked.Increment(ref answered) == 80)
                {
                    await stop.CancelAsync();
                }
            });
        }

        await archive.PlanAsync();
        LinkCheckMessage message = Assert.Single(await archive.ReceiveMessagesAsync(), message => message.Kind == LinkKind.Image);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => archive.Get<LinkVisits>().VisitAsync(message, stop.Token));
        int half = (await archive.LinksAsync()).Count(link => link.Checks == 1);
        await archive.VisitAsync(message);

        // The second visit kept the first one's checks and did the rest. No link got two strikes.
        Assert.InRange(half, 50, 119);
        Link[] pictures = [.. (await archive.LinksAsync()).Where(link => link.Kind == LinkKind.Image)];
        Assert.Equal(120, pictures.Length);
        Assert.All(pictures, link => Assert.Equal((LinkState.Suspect, Verdict.Gone, 1), Seen(link)));
        Assert.All(pictures, link => Assert.Equal(1, link.Checks));
    }

    [Fact]
    public async Task Visit_that_ends_with_a_newer_mark_is_repeated_at_once()
    {
        await using TestSite site = await TestSite.StartAsync();
        await using Archive archive = await ArchiveOfAsync(site, 11, 12);
        await archive.CheckDueLinksAsync();
        archive.Time.Advance(TimeSpan.FromDays(20));
        bool requested = false;
        site.Answer(DumpText.Picture(11), async context =>
        {
            if (!requested)
            {
                // Requests a recheck of this link while the visit is checking it.
                requested = true;
                archive.Time.Advance(TimeSpan.FromSeconds(10));
                await archive.Links.MakeDueAsync(
                    Archive.Site, [LinkId.ForMedia(LinkKind.Image, DumpText.Picture(11))], archive.Time.GetUtcNow(), TestContext.Current.CancellationToken);
            }

            await TestSite.AliveAsync(context);
        });
        await archive.PlanAsync();
        LinkCheckMessage first = Assert.Single(await archive.ReceiveMessagesAsync(), message => message.Kind == LinkKind.Image);

        await archive.VisitAsync(first);

        LinkCheckMessage second = Assert.Single(await archive.ReceiveMessagesAsync());
        Assert.Equal(first with { Run = first.Run + 1 }, second);
        await archive.VisitAsync(second);
        Assert.Empty(await archive.ReceiveMessagesAsync());
        Assert.Equal(3, (await PictureAsync(archive)).Checks);
    }

    [Fact]
    public async Task Visit_out_of_time_sends_the_shard_on_until_done()
    {
        await using TestSite site = await TestSite.StartAsync();
        int[] ids = [.. Enumerable.Range(11, 90)];
        await using Archive archive = await ArchiveOfAsync(site, ids);
        int answered = 0;
        foreach (int id in ids)
        {
            site.Answer(DumpText.Picture(id), context =>
            {
                context.Response.StatusCode = StatusCodes.Status404NotFound;
                if (IsFinal(context) && Interlocked.Increment(ref answered) == 40)
                {
                    archive.Time.Advance(TimeSpan.FromMinutes(5));
                }

                return Task.CompletedTask;
            });
        }

        await archive.PlanAsync();
        LinkCheckMessage first = Assert.Single(await archive.ReceiveMessagesAsync(), message => message.Kind == LinkKind.Image);
        await archive.VisitAsync(first);
        LinkCheckMessage second = Assert.Single(await archive.ReceiveMessagesAsync());
        Assert.Equal(first.Run + 1, second.Run);
        int afterFirst = (await archive.LinksAsync()).Count(link => link.Checks == 1);
        await archive.VisitAsync(second);

        // The lease on the host expires too. Some of the ten checks in progress needed a second request, so their links
        // stay due.
        Assert.InRange(afterFirst, 30, 89);
        Assert.Empty(await archive.ReceiveMessagesAsync());
        Assert.Equal(90, (await archive.LinksAsync()).Count(link => link is { Kind: LinkKind.Image, Checks: 1 }));
    }

    [Fact]
    public async Task An_ingest_during_a_visit_is_seen_by_the_next_one()
    {
        await using TestSite site = await TestSite.StartAsync();
        await using Archive archive = await ArchiveOfAsync(site, 11);
        bool ingested = false;
        site.Answer(DumpText.Picture(11), async context =>
        {
            if (!ingested)
            {
                ingested = true;
                await archive.UploadAsync("another.txt", DumpText.Of("Sat Mar 12, 2016 09:00:00", "Another.", 11, 12));
                await archive.IngestAsync("another.txt");
            }

            context.Response.StatusCode = StatusCodes.Status404NotFound;
        });

        await archive.CheckDueLinksAsync();
        Link first = await PictureAsync(archive);
        await archive.CheckDueLinksAsync();

        // The registration changed the row but not the state of the link, and its new link was checked too.
        Assert.Equal((LinkState.Suspect, Verdict.Gone, 1), Seen(first));
        Assert.Equal("another.txt", first.LastDump);
        Assert.All(await archive.LinksAsync(), link => Assert.Equal(1, link.Checks));
        Assert.Equal(4, (await archive.LinksAsync()).Count);
    }

    [Fact]
    public async Task Requested_recheck_makes_links_due_and_keeps_strike_gaps()
    {
        await using TestSite site = await TestSite.StartAsync();
        await using Archive archive = await ArchiveOfAsync(site, 11);
        site.Answer(DumpText.Picture(11), HttpStatusCode.NotFound);
        await archive.CheckDueLinksAsync();

        for (int day = 0; day < 4; day++)
        {
            archive.Time.Advance(TimeSpan.FromHours(1));
            await archive.Shards.RequestRecheckAsync(
                Archive.Site, LinkKind.Image, LinkState.Suspect, archive.Time.GetUtcNow(), TestContext.Current.CancellationToken);
            await archive.CheckDueLinksAsync();
        }

        Link picture = await PictureAsync(archive);
        Assert.Equal(5, picture.Checks);
        Assert.Equal((LinkState.Suspect, Verdict.Gone, 1), Seen(picture));
        Assert.Equal(1, (await archive.LinksAsync()).Single(link => link.Kind == LinkKind.Page).Checks);
    }

    [Fact]
    public async Task Without_any_answer_every_link_stays_unknown()
    {
        await using Archive archive = await ArchiveOfAsync(site: null, 11, 12);

        await archive.CheckDueLinksAsync();

        IReadOnlyList<Link> links = await archive.LinksAsync();
        Assert.Equal(4, links.Count);
        Assert.All(links, link => Assert.Equal((LinkState.Unknown, 0, 1), (link.State, link.Strikes, link.Checks)));
    }

    /// <summary>
    /// Returns whether the check accepts this answer. An error to a request with Range is confirmed by one without.
    /// </summary>
    private static bool IsFinal(HttpContext context) => context.Request.Headers.Range.Count == 0;

    private async Task<Archive> ArchiveOfAsync(TestSite? site, params int[] related)
    {
        Archive archive = await Archive.CreateAsync(azurite, site);
        await archive.UploadAsync("dump.txt", DumpText.Of(Dateline, "A paragraph.", related));
        await archive.IngestAsync("dump.txt");
        return archive;
    }

    private static async Task<Link> PictureAsync(Archive archive) =>
        (await archive.Links.GetAsync(Archive.Site, Picture, TestContext.Current.CancellationToken))!.Link;

    private static (LinkState State, Verdict? Verdict, int Strikes) Seen(Link link) => (link.State, link.Verdict, link.Strikes);
}
