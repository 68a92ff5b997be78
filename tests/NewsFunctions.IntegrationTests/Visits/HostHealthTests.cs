using System.Net;
using NewsFunctions.Archive.Operations;
using NewsFunctions.Core.Events;
using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Hosts;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;
using NewsFunctions.Storage.Events;
using NewsFunctions.Storage.Hosts;

namespace NewsFunctions.IntegrationTests.Visits;

/// <summary>Tests host health with pictures on one host and pages on another.</summary>
public sealed class HostHealthTests(AzuriteFixture azurite)
{
    private static readonly int[] Ids = [.. Enumerable.Range(11, 8)];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Host_that_answers_with_other_content_loses_no_link()
    {
        await using TestSite media = await TestSite.StartAsync();
        await using TestSite pages = await TestSite.StartAsync();
        await using Archive archive = await ArchiveOfAsync(media, pages);
        await archive.CheckDueLinksAsync();
        AnswerAll(media, HttpStatusCode.NotFound);
        int before = media.Requests;

        // Long enough for three strikes if they counted.
        for (int day = 0; day < 25; day++)
        {
            await NextDayAsync(archive);
        }

        IReadOnlyList<Link> pictures = await PicturesAsync(archive);
        Assert.All(pictures, link => Assert.Equal((LinkState.Alive, 0, null), (link.State, link.Strikes, link.HostDead)));
        Assert.Contains(pictures, link => link.Verdict == Verdict.HostOutage);
        // Every link on the first day, then one a day. Each failure is confirmed by a request without Range.
        Assert.InRange(media.Requests - before, 2 * Ids.Length, 2 * (Ids.Length + 25));
        Assert.Equal([(EventWhat.HostDown, Host(media))], await EventsAsync(archive));

        Revive(media);
        await NextDayAsync(archive);

        Assert.All(await PicturesAsync(archive), link => Assert.Equal((LinkState.Alive, Verdict.Alive), (link.State, link.Verdict)));
        Assert.Equal([(EventWhat.HostBack, Host(media)), (EventWhat.HostDown, Host(media))], await EventsAsync(archive));
    }

    [Fact]
    public async Task Silent_host_dies_once_after_thirty_days_with_its_links()
    {
        await using TestSite media = await TestSite.StartAsync();
        await using TestSite pages = await TestSite.StartAsync();
        await using Archive archive = await ArchiveOfAsync(media, pages);
        await archive.CheckDueLinksAsync();
        Silence(media);

        for (int day = 0; day < 33; day++)
        {
            await NextDayAsync(archive);
        }

        IReadOnlyList<Link> pictures = await PicturesAsync(archive);
        HostDeath death = pictures[0].HostDead!;
        Assert.Equal(Host(media), death.Host);
        Assert.All(pictures, link => Assert.Equal((LinkState.Dead, death, 0), (link.State, link.HostDead, link.Strikes)));
        Assert.All((await archive.LinksAsync()).Where(link => link.Kind == LinkKind.Page), page => Assert.Equal(LinkState.Alive, page.State));
        Assert.Equal([(EventWhat.HostDead, Host(media)), (EventWhat.HostDown, Host(media))], await EventsAsync(archive));

        Revive(media);
        await NextDayAsync(archive);

        Assert.All(await PicturesAsync(archive), link => Assert.Equal((LinkState.Alive, null), (link.State, link.HostDead)));
        Assert.Equal(EventWhat.HostBack, (await EventsAsync(archive))[0].What);
        Assert.Equal(3, (await EventsAsync(archive)).Count);
    }

    [Fact]
    public async Task Network_cut_in_mid_run_kills_nothing_and_makes_no_event()
    {
        await using TestSite media = await TestSite.StartAsync();
        await using TestSite pages = await TestSite.StartAsync();
        await using Archive archive = await ArchiveOfAsync(media, pages);
        await archive.CheckDueLinksAsync();
        int answered = 0;
        bool cut = false;
        foreach ((TestSite site, string path) in Paths(media, pages))
        {
            site.Answer(path, async context =>
            {
                cut |= Interlocked.Increment(ref answered) > 5;
                if (cut)
                {
                    context.Abort();
                    return;
                }

                await TestSite.AliveAsync(context);
            });
        }

        for (int day = 0; day < 60; day++)
        {
            await NextDayAsync(archive);
        }

        Assert.All(await archive.LinksAsync(), link => Assert.NotEqual(LinkState.Dead, link.State));
        Assert.Empty(await EventsAsync(archive));
        IReadOnlyList<StoredHost> hosts = (await archive.Get<HostStore>().ListAsync(10, null, Token)).Items;
        Assert.Equal(2, hosts.Count);
        Assert.All(hosts, host => Assert.Null(host.Record.Health.DeadSince));

        Revive(media, pages);
        await NextDayAsync(archive);
        Assert.All(await archive.LinksAsync(), link => Assert.Equal((LinkState.Alive, Verdict.Alive), (link.State, link.Verdict)));
    }

    [Fact]
    public async Task Event_left_by_a_killed_visit_is_published_with_its_time()
    {
        await using TestSite media = await TestSite.StartAsync();
        await using TestSite pages = await TestSite.StartAsync();
        await using Archive archive = await ArchiveOfAsync(media, pages);
        HostStore hosts = archive.Get<HostStore>();
        var pending = new HostEvent(Archive.Site, EventWhat.HostBack, archive.Time.GetUtcNow().AddDays(-1), "It was so.");
        StoredHost acquired = (await hosts.AcquireAsync(Host(media), TimeSpan.FromMinutes(1), Token))!;
        await hosts.ReleaseAsync(acquired, HostRecord.Nothing with { Health = new HostHealthRecord { Pending = [pending] } }, Token);

        await archive.CheckDueLinksAsync();
        await NextDayAsync(archive);

        ArchiveEvent published = Assert.Single((await archive.Get<EventStore>().ListAsync(new EventFilter { Site = Archive.Site }, 100, null, Token)).Items);
        Assert.Equal((pending.What, pending.At, Host(media)), (published.What, published.At, published.Subject));
        Assert.All((await hosts.ListAsync(10, null, Token)).Items, host => Assert.Empty(host.Record.Health.Pending));
    }

    [Fact]
    public async Task Link_found_at_a_new_host_is_requested_there_first()
    {
        await using TestSite old = await TestSite.StartAsync();
        await using TestSite moved = await TestSite.StartAsync();
        await using Archive archive = await Archive.CreateAsync(
            azurite,
            old,
            settings:
            [
                new("LinkChecks:AllowedPorts:1", Port(moved)),
                new($"Sites:{Archive.Site}:Aliases:{Host(old)}", Host(moved)),
            ]);
        await FillAsync(archive);
        AnswerAll(old, HttpStatusCode.NotFound);
        await archive.CheckDueLinksAsync();
        Assert.All(await PicturesAsync(archive), link => Assert.Equal((LinkState.Alive, moved.Url + link.Path), (link.State, link.Location)));
        int before = old.Requests;

        await archive.Shards.RequestRecheckAsync(Archive.Site, LinkKind.Image, null, archive.Time.GetUtcNow().AddSeconds(1), Token);
        archive.Time.Advance(TimeSpan.FromHours(1));
        await archive.CheckDueLinksAsync();

        Assert.Equal(before, old.Requests);
        Assert.All(await PicturesAsync(archive), link => Assert.Equal((LinkState.Alive, 2), (link.State, link.Checks)));
    }

    [Fact]
    public async Task Paused_host_gets_no_requests_and_loses_no_link()
    {
        await using TestSite media = await TestSite.StartAsync();
        await using TestSite pages = await TestSite.StartAsync();
        await using Archive archive = await ArchiveOfAsync(media, pages);
        await archive.CheckDueLinksAsync();
        AnswerAll(media, HttpStatusCode.NotFound);
        int before = media.Requests;
        await OverrideAsync(archive, media, HostOverrideKind.Pause, TimeSpan.FromDays(60.5));

        for (int days = 0; days < 60; days += 10)
        {
            await LaterAsync(archive, TimeSpan.FromDays(10));
        }

        IReadOnlyList<Link> pictures = await PicturesAsync(archive);
        Assert.Equal(before, media.Requests);
        Assert.All(pictures, link => Assert.Equal((LinkState.Alive, 0, Verdict.HostOutage), (link.State, link.Strikes, link.Verdict)));
        Assert.Contains("was paused by an operator until", (await archive.ChecksAsync(pictures[0].Id))[0].Reason, StringComparison.Ordinal);
        Assert.Equal([(EventWhat.HostPaused, Host(media))], await EventsAsync(archive));

        Revive(media);
        await NextDayAsync(archive);

        Assert.All(await PicturesAsync(archive), link => Assert.Equal((LinkState.Alive, Verdict.Alive), (link.State, link.Verdict)));
    }

    [Fact]
    public async Task Ignored_host_gets_requests_and_loses_no_link_until_resumed()
    {
        await using TestSite media = await TestSite.StartAsync();
        await using TestSite pages = await TestSite.StartAsync();
        await using Archive archive = await ArchiveOfAsync(media, pages);
        await archive.CheckDueLinksAsync();
        await OverrideAsync(archive, media, HostOverrideKind.Ignore, TimeSpan.FromDays(365));
        media.Answer(DumpText.Picture(Ids[0]), HttpStatusCode.NotFound);

        for (int week = 0; week < 4; week++)
        {
            await LaterAsync(archive, TimeSpan.FromDays(7));
        }

        Link ignored = Assert.Single(await PicturesAsync(archive), link => link.Verdict == Verdict.Gone);
        Assert.Equal((LinkState.Alive, 0), (ignored.State, ignored.Strikes));

        await archive.Get<HostOverrides>().EndAsync(Host(media), "ann", Token);
        await NextDayAsync(archive);

        Assert.Equal(LinkState.Suspect, (await PicturesAsync(archive)).Single(link => link.Id == ignored.Id).State);
        Assert.Equal([(EventWhat.HostResumed, Host(media)), (EventWhat.HostIgnored, Host(media))], await EventsAsync(archive));
    }

    private async Task<Archive> ArchiveOfAsync(TestSite media, TestSite pages)
    {
        Archive archive = await Archive.CreateAsync(
            azurite,
            media,
            settings: [new($"Sites:{Archive.Site}:PageUrls:0", pages.Url + "/news/{id}"), new("LinkChecks:AllowedPorts:1", Port(pages))]);
        await FillAsync(archive);
        return archive;
    }

    private static async Task FillAsync(Archive archive)
    {
        await archive.UploadAsync("dump.txt", DumpText.Of("Fri Mar 11, 2016 16:23:23", "A paragraph.", Ids));
        await archive.IngestAsync("dump.txt");
    }

    /// <summary>Requests all links a day later. Links postponed because of another host follow.</summary>
    private static Task NextDayAsync(Archive archive) => LaterAsync(archive, TimeSpan.FromDays(1));

    private static async Task LaterAsync(Archive archive, TimeSpan wait)
    {
        archive.Time.Advance(wait);
        await archive.Shards.RequestRecheckAsync(Archive.Site, null, null, archive.Time.GetUtcNow(), Token);
        await archive.CheckDueLinksAsync();
    }

    private static Task<StoredHost> OverrideAsync(Archive archive, TestSite site, HostOverrideKind kind, TimeSpan time) => archive.Get<HostOverrides>()
        .SetAsync(Host(site), kind, archive.Time.GetUtcNow() + time, "ann", reason: null, Token);

    private static void AnswerAll(TestSite media, HttpStatusCode status) => Array.ForEach(Ids, id => media.Answer(DumpText.Picture(id), status));

    private static void Silence(TestSite media) => Array.ForEach(Ids, id => media.Answer(DumpText.Picture(id), context =>
    {
        context.Abort();
        return Task.CompletedTask;
    }));

    private static void Revive(TestSite media, TestSite? pages = null)
    {
        foreach ((TestSite site, string path) in Paths(media, pages ?? media))
        {
            site.AnswerAlive(path);
        }
    }

    private static IEnumerable<(TestSite Site, string Path)> Paths(TestSite media, TestSite pages) =>
        Ids.SelectMany(id => ((TestSite, string)[])[(media, DumpText.Picture(id)), (pages, $"/news/{id}")]);

    private static string Host(TestSite site) => HostName.Of(new Uri(site.Url));

    private static string Port(TestSite site) => site.Port.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static async Task<IReadOnlyList<Link>> PicturesAsync(Archive archive) =>
        [.. (await archive.LinksAsync()).Where(link => link.Kind == LinkKind.Image)];

    private static async Task<IReadOnlyList<(EventWhat What, string Subject)>> EventsAsync(Archive archive) =>
    [
        .. (await archive.Get<EventStore>().ListAsync(new EventFilter { Site = Archive.Site }, 100, null, Token)).Items
            .Select(published => (published.What, published.Subject)),
    ];
}
