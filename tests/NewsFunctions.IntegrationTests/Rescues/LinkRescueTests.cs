using System.Globalization;
using System.Net;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using NewsFunctions.Archive.Rescues;
using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;
using NewsFunctions.Core.WebArchives;
using NewsFunctions.IntegrationTests.Ingest;
using NewsFunctions.IntegrationTests.Storage;
using NewsFunctions.Storage.Connection;
using NewsFunctions.Storage.Hosts;
using NewsFunctions.Storage.Links;
using NewsFunctions.Storage.Queues;

namespace NewsFunctions.IntegrationTests.Rescues;

public sealed class LinkRescueTests(AzuriteFixture azurite)
{
    private static readonly LinkShard Pictures = new(Archive.Site, LinkKind.Image, "2016-03");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Dying_links_of_a_day_are_looked_up_in_one_request()
    {
        using StubArchive web = new();
        await using Archive archive = await ArchiveOfAsync(web, Enumerable.Range(1, 150), [151, 152, 153]);
        web.Lists([.. Enumerable.Range(1, 140).Select(Path)]);
        archive.Get<OperationCounter>().Reset();

        await RescueAsync(archive);

        Assert.Equal(1, web.Requests);

        // The shard; two operations to acquire the lease and two to release it; services read and written; two
        // transactions of results.
        Assert.Equal(9, archive.Get<OperationCounter>().Tables);
        IReadOnlyList<Link> links = await archive.LinksAsync();
        Assert.Equal(140, links.Count(link => link.Rescue?.Outcome == RescueOutcome.Found));
        Assert.Equal(10, links.Count(link => link.Rescue?.Outcome == RescueOutcome.NotArchived));
        Assert.All(links.Where(link => link.State == LinkState.Alive), link => Assert.Null(link.Rescue));
        Link first = links.Single(link => link.Path == Path(1));
        Assert.Equal($"{web.Url}/web/20160308120000/{StubArchive.Media}{Path(1)}", first.Rescue!.Memento!.Url);
        Assert.Equal(new DateTimeOffset(2016, 3, 8, 12, 0, 0, TimeSpan.Zero), first.Rescue.Memento.At);
        Assert.Equal("3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ", first.Rescue.Memento.Digest);
        Assert.Equal((LinkState.Suspect, Verdict.Gone, 1), (first.State, first.Verdict!.Value, first.Strikes));

        await RescueAsync(archive);
        Assert.Equal(1, web.Requests);
        Assert.Equal((0, 0), await MessagesAsync(archive));
    }

    [Fact]
    public async Task Later_check_and_revival_keep_the_memento()
    {
        using StubArchive web = new();
        await using Archive archive = await ArchiveOfAsync(web, [1]);
        web.Lists(Path(1));
        StoredLink before = (await archive.Links.GetAsync(Archive.Site, Id(1), Token))!;
        await RescueAsync(archive);

        // A visit that read the row before the rescue gets a write conflict. It must not undo the rescue.
        await archive.Links.RecordAsync(Pictures, [Made.Checked(before, Made.Noon.AddHours(1), "later", LinkState.Alive)], Token);

        Link link = Assert.Single(await archive.LinksAsync());
        Assert.Equal((LinkState.Alive, RescueOutcome.Found), (link.State, link.Rescue!.Outcome));
    }

    [Fact]
    public async Task Missing_rescue_answer_is_shown_and_requested_the_next_day()
    {
        using StubArchive web = new();
        await using Archive archive = await ArchiveOfAsync(web, [1]);
        web.Answers("");
        await RescueAsync(archive);
        Link unanswered = Assert.Single(await archive.LinksAsync());
        await RescueAsync(archive);
        Assert.Equal(1, web.Requests);

        archive.Time.Advance(TimeSpan.FromDays(1));
        web.Lists(Path(1));
        await RescueAsync(archive);

        Assert.Equal(RescueOutcome.NoAnswer, unanswered.Rescue!.Outcome);
        Assert.Equal(RescueOutcome.Found, Assert.Single(await archive.LinksAsync()).Rescue!.Outcome);
    }

    [Fact]
    public async Task No_instance_requests_a_service_that_has_refused()
    {
        using StubArchive web = new();
        await using Archive archive = await ArchiveOfAsync(web, [1, 201]);
        await using Archive other = await Archive.CreateAsync(azurite, beside: archive, settings: web.Settings());
        web.Answers("", 429, "600");

        await RescueAsync(archive);
        await RescueAsync(other);

        // The refused link has no answer. The next one was never requested, and its message waits.
        Assert.Equal(1, web.Requests);
        Assert.Equal(1, (await archive.LinksAsync()).Count(link => link.Rescue?.Outcome == RescueOutcome.NoAnswer));
        Assert.Equal((0, 2), await MessagesAsync(archive));

        archive.Time.Advance(TimeSpan.FromSeconds(601));
        web.Lists(Path(1), Path(201));
        await RescueAsync(other);
        Assert.Equal(1, (await archive.LinksAsync()).Count(link => link.Rescue?.Outcome == RescueOutcome.Found));
    }

    [Fact]
    public async Task Run_out_of_time_continues_in_the_next_message()
    {
        using StubArchive web = new();
        await using Archive archive = await ArchiveOfAsync(web, [1, 201, 401], null, ("Rescue:CdxInterval", "00:05:00"));
        web.Lists(Path(1), Path(201), Path(401));

        int runs = 0;
        for (; (await archive.LinksAsync()).Any(link => link.Rescue is null); runs++)
        {
            Assert.InRange(runs, 0, 5);
            await RescueAsync(archive);
            archive.Time.Advance(TimeSpan.FromMinutes(5));
        }

        Assert.Equal((3, 3), (runs, web.Requests));
        Assert.Equal((0, 2), await MessagesAsync(archive));
    }

    [Fact]
    public async Task Run_waits_while_another_one_requests()
    {
        using StubArchive web = new();
        await using Archive archive = await ArchiveOfAsync(web, [1]);
        web.Lists(Path(1));
        DateTimeOffset now = archive.Time.GetUtcNow();
        Assert.Null(await archive.Get<WebArchiveStore>().TryLeaseAsync("another", now, now.AddMinutes(5), Token));

        await RescueAsync(archive);
        Assert.Equal((0, (0, 1)), (web.Requests, await MessagesAsync(archive)));

        archive.Time.Advance(TimeSpan.FromMinutes(5));
        await RescueAsync(archive);
        Assert.Equal(1, web.Requests);
    }

    [Fact]
    public async Task Run_that_waits_for_another_retries_after_30_seconds()
    {
        using StubArchive web = new();
        await using Archive archive = await ArchiveOfAsync(web, [1]);
        DateTimeOffset now = archive.Time.GetUtcNow();
        Assert.Null(await archive.Get<WebArchiveStore>().TryLeaseAsync("another", now, now.AddMinutes(5), Token));
        var messages = new SentMessagesPolicy();
        await using Archive watched = archive.Beside(messages);

        await RescueAsync(watched);

        Assert.Contains("visibilitytimeout=30&", Assert.Single(messages.Queries), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Ingest_killed_at_any_step_ends_as_an_undisturbed_one(bool after)
    {
        for (int step = 0; ; step++)
        {
            using StubArchive web = new();
            await using Archive archive = await ArchiveOfAsync(web, [1, 2, 201, 202]);
            web.Lists(Path(1), Path(201));
            SteppedPolicy policy = SteppedPolicy.Killing(step, after);
            await using (Archive killed = archive.Beside(policy))
            {
                Exception? died = await Record.ExceptionAsync(() => RescueAsync(killed));
                Assert.Equal(policy.HasActed, died is not null);
            }

            archive.Time.Advance(TimeSpan.FromMinutes(10));
            await RescueAsync(archive);

            Dictionary<string, Link> links = (await archive.LinksAsync()).ToDictionary(link => link.Path);
            Assert.All([Path(1), Path(201)], path => Assert.Equal(RescueOutcome.Found, links[path].Rescue!.Outcome));
            Assert.All([Path(2), Path(202)], path => Assert.Equal(RescueOutcome.NotArchived, links[path].Rescue!.Outcome));
            Assert.Equal(0, (await MessagesAsync(archive)).Waiting);
            if (!policy.HasActed)
            {
                Assert.InRange(step, 5, 15);
                return;
            }
        }
    }

    [Fact]
    public async Task Link_removed_before_the_answer_stays_removed()
    {
        await using Archive archive = await Archive.CreateAsync(azurite);
        await archive.Links.RegisterAsync([Mention(1)], "a.txt", Token);
        await archive.Shards.MarkAsync([Pictures], Token);

        await archive.Get<RescueStore>().WriteAsync(
            Pictures,
            [.. Enumerable.Range(1, 5).Select(number => (Id(number), new LinkRescue { Outcome = RescueOutcome.NotArchived, At = Made.Noon }))],
            Token);

        Assert.Equal(RescueOutcome.NotArchived, Assert.Single(await archive.LinksAsync()).Rescue!.Outcome);
    }

    [Fact]
    public async Task Visit_with_dying_links_requests_their_rescue_once()
    {
        await using TestSite site = await TestSite.StartAsync();

        // The second location is refused before anything is sent, because its port is not allowed.
        await using Archive archive = await Archive.CreateAsync(
            azurite, site, settings: KeyValuePair.Create($"Sites:{Archive.Site}:MediaUrls:1", (string?)"https://media.example.org:8443/{pic}"));
        await VisitAsync(archive, site, 60);

        Assert.Equal((1, 0), await MessagesAsync(archive));
        Assert.Contains(await archive.LinksAsync(), link => link is { Kind: LinkKind.Image, State: LinkState.Suspect });
    }

    [Fact]
    public async Task Links_without_a_public_address_are_not_looked_up()
    {
        await using TestSite site = await TestSite.StartAsync();
        await using Archive archive = await Archive.CreateAsync(azurite, site);
        await VisitAsync(archive, site, 3);

        Assert.Equal((0, 0), await MessagesAsync(archive));
        await RescueAsync(archive);
        Assert.All(await archive.LinksAsync(), link => Assert.Null(link.Rescue));
    }

    private static async Task VisitAsync(Archive archive, TestSite site, int pictures)
    {
        int[] ids = [.. Enumerable.Range(11, pictures)];
        await archive.UploadAsync("a.txt", DumpText.Of("Fri Mar 11, 2016 16:23:23", "An article.", ids));
        await archive.IngestAsync("a.txt");
        foreach (int id in ids)
        {
            site.Answer(DumpText.Picture(id), HttpStatusCode.NotFound);
        }

        await archive.CheckDueLinksAsync();
    }

    private async Task<Archive> ArchiveOfAsync(
        StubArchive web, IEnumerable<int> dying, IEnumerable<int>? alive = null, params (string Key, string Value)[] settings)
    {
        Archive archive = await Archive.CreateAsync(azurite, settings: web.Settings(settings));
        await archive.Shards.MarkAsync([Pictures], Token);
        foreach ((IEnumerable<int> numbers, LinkState state) in new[] { (dying, LinkState.Suspect), (alive ?? [], LinkState.Alive) })
        {
            LinkMention[] mentions = [.. numbers.Select(Mention)];
            await archive.Links.RegisterAsync(mentions, "a.txt", Token);
            List<CheckedLink> checks = [];
            foreach (LinkMention mention in mentions)
            {
                checks.Add(Made.Checked((await archive.Links.GetAsync(Archive.Site, mention.Id, Token))!, Made.Noon, "visit", state));
            }

            await archive.Links.RecordAsync(Pictures, checks, Token);
        }

        return archive;
    }

    private static Task RescueAsync(Archive archive) => archive.Get<LinkRescues>().RescueAsync(ShardMessage.For(Pictures), Token);

    /// <summary>Counts the messages that are due now and those that wait.</summary>
    private static async Task<(int Due, int Waiting)> MessagesAsync(Archive archive)
    {
        var queue = new QueueClient(
            archive.Connection, ArchiveNames.RescuesQueue, new QueueClientOptions(QueueClientOptions.ServiceVersion.V2026_06_06));
        QueueProperties properties = await queue.GetPropertiesAsync(Token);
        PeekedMessage[] due = await queue.PeekMessagesAsync(32, Token);
        return (due.Length, properties.ApproximateMessagesCount - due.Length);
    }

    private static LinkMention Mention(int number) => new()
    {
        Site = Archive.Site,
        Id = Id(number),
        Path = Path(number),
        Title = null,
        MentionedBy = ArticleId.Parse("1797706"),
    };

    /// <summary>Builds paths with 200 pictures per day.</summary>
    private static string Path(int number) =>
        string.Create(CultureInfo.InvariantCulture, $"/2016/03/{7 + ((number - 1) / 200):00}/picture_{number:0000}.jpg");

    private static LinkId Id(int number) => LinkId.ForMedia(LinkKind.Image, Path(number));

    /// <summary>Records the query of each sent message.</summary>
    private sealed class SentMessagesPolicy : HttpPipelineSynchronousPolicy
    {
        public List<string> Queries { get; } = [];

        public override void OnSendingRequest(HttpMessage message)
        {
            Uri uri = message.Request.Uri.ToUri();
            if (message.Request.Method == RequestMethod.Post && uri.AbsolutePath.EndsWith("/messages", StringComparison.Ordinal))
            {
                Queries.Add(uri.Query + "&");
            }
        }
    }
}
