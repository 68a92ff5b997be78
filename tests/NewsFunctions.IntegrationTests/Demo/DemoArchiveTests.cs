using NewsFunctions.Archive.Api;
using NewsFunctions.Archive.Queries;
using NewsFunctions.Core.Events;
using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;
using NewsFunctions.Core.WebArchives;
using NewsFunctions.Demo.Papers;
using NewsFunctions.Demo.Past;
using NewsFunctions.Demo.Scenario;
using NewsFunctions.Demo.Web;
using NewsFunctions.Links.Rules;
using NewsFunctions.Links.WebArchives;
using NewsFunctions.Storage.Articles;
using NewsFunctions.Storage.Captures;
using NewsFunctions.Storage.Events;
using NewsFunctions.Storage.Hosts;
using NewsFunctions.Storage.Links;
using NewsFunctions.Storage.Rows;

namespace NewsFunctions.IntegrationTests.Demo;

public sealed partial class DemoArchiveTests(DemoArchiveFixture demo) : IClassFixture<DemoArchiveFixture>
{
    // A dead link is found gone within 62 days; then it takes three strikes.
    private static readonly TimeSpan TimeToDie = TimeSpan.FromDays(75);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Statistics_count_links_as_the_script_says()
    {
        StatsResponse stats = await demo.Get<ArchiveQueries>().GetStatsAsync(site: null, Token);

        Assert.Equal(demo.Past.Links.Count, stats.Links.Total);
        foreach (LinkState state in Enum.GetValues<LinkState>())
        {
            Assert.Equal(demo.Past.Links.Count(past => past.Link.State == state), stats.Links.ByState[state.ToString()]);
        }

        Assert.Equal(0, stats.Shards.NotYetCounted);
        Assert.Equal(demo.Past.Summarize().Articles, stats.Articles.Total);
    }

    [Fact]
    public async Task Links_have_the_states_of_their_fates()
    {
        Dictionary<(string, LinkId), Link> stored = await LinksAsync();

        foreach (PastLink past in demo.Past.Links.Where(past => past.History.All.Count > 0))
        {
            Link link = stored[(past.Link.Site, past.Link.Id)];
            LinkScript script = past.Scripted.Script;
            LinkState? expected = script.Fate switch
            {
                Fate.Alive or Fate.Moved or Fate.Drifted or Fate.Revived => LinkState.Alive,
                Fate.HostDead => LinkState.Dead,
                Fate.Blocked or Fate.Refused => LinkState.Blocked,
                Fate.Flaky => null,
                _ when script.From < DemoArchiveFixture.Today - TimeToDie && past.FirstLook < DemoArchiveFixture.Today - TimeToDie => LinkState.Dead,
                _ => null,
            };
            Assert.True(expected is null || link.State == expected, $"{link.Id} ({script}) is {link.State}, last {link.Verdict}.");
            Assert.Equal(past.Link.Verdict, link.Verdict);
            Assert.Equal(past.Link.LastChecked, link.LastChecked);
            Assert.Equal(past.Link.NextDue, link.NextDue);
            Assert.Equal(past.Link.Fingerprint, link.Fingerprint);
        }
    }

    [Fact]
    public void Every_fate_occurs()
    {
        Assert.Equal(Enum.GetValues<Fate>().Order(), demo.Past.Links.Select(past => past.Scripted.Script.Fate).Distinct().Order());
    }

    [Fact]
    public async Task Every_dead_link_has_its_event_and_no_other_link_has()
    {
        IReadOnlyList<ArchiveEvent> events = await EventsAsync();

        string[] died = [.. events.Where(published => published.What == EventWhat.Dead).Select(published => $"{published.Site} {published.Subject}").Distinct().Order(StringComparer.Ordinal)];
        string[] dead =
        [
            .. demo.Past.Links
                .Where(past => (past.Link.State == LinkState.Dead && past.Link.HostDead is null) || past.Scripted.Script.Fate == Fate.Revived)
                .Select(past => $"{past.Link.Site} {past.Link.Id}")
                .Order(StringComparer.Ordinal),
        ];
        Assert.NotEmpty(dead);
        Assert.Equal(dead, died);
    }

    [Fact]
    public async Task Revived_links_are_alive_and_have_an_event()
    {
        Dictionary<(string, LinkId), Link> stored = await LinksAsync();
        HashSet<string> revived = [.. (await EventsAsync()).Where(published => published.What == EventWhat.Revived).Select(published => published.Subject)];

        PastLink[] scripted = [.. demo.Past.Links.Where(past => past.Scripted.Script.Fate == Fate.Revived)];
        Assert.NotEmpty(scripted);
        Assert.All(scripted, past => Assert.Equal(LinkState.Alive, stored[(past.Link.Site, past.Link.Id)].State));
        Assert.All(scripted, past => Assert.Contains(past.Link.Id.Value, revived));
    }

    [Fact]
    public async Task Articles_know_their_dead_links_and_no_others()
    {
        ILookup<(string, ArticleId), LinkId> dead = demo.Past.Links
            .Where(past => past.Link.State == LinkState.Dead)
            .SelectMany(past => past.Mentions)
            .ToLookup(mention => (mention.Site, mention.MentionedBy), mention => mention.Id);

        foreach (ArticleSummary article in await ArticlesAsync())
        {
            Assert.Equal(
                dead[(article.Site, article.Id)].Distinct().OrderBy(id => id.Value, StringComparer.Ordinal),
                article.DeadLinks);
        }
    }

    [Fact]
    public async Task Links_of_the_dead_host_are_dead_with_it()
    {
        Dictionary<(string, LinkId), Link> stored = await LinksAsync();
        IReadOnlyList<ArchiveEvent> events = await EventsAsync();
        ResultPage<StoredHost> hosts = await demo.Get<HostStore>().ListAsync(100, null, Token);

        PastLink[] scripted = [.. demo.Past.Links.Where(past => past.Scripted.Host == DemoSite.DeadHost)];
        Assert.NotEmpty(scripted);
        Assert.All(scripted, past => Assert.Equal(DemoSite.DeadHost, stored[(past.Link.Site, past.Link.Id)].HostDead?.Host));
        Assert.Single(events, published => published is { What: EventWhat.HostDead, Subject: DemoSite.DeadHost });
        Assert.NotNull(Assert.Single(hosts.Items, host => host.Host == DemoSite.DeadHost).Record.Health.DeadSince);
        Assert.All(hosts.Items.Where(host => host.Host != DemoSite.DeadHost), host => Assert.Null(host.Record.Health.DownSince));
    }

    [Fact]
    public async Task Captures_can_be_read_and_hold_the_last_seen_content()
    {
        CaptureStore captures = demo.Get<CaptureStore>();
        Link[] copied = [.. (await LinksAsync()).Values.Where(link => link.Capture?.File is not null)];

        Assert.NotEmpty(copied);
        foreach (Link link in copied)
        {
            await using StoredCapture? copy = await captures.OpenAsync(link.Capture!.File!.Sha256, Token);
            byte[] hash = await System.Security.Cryptography.SHA256.HashDataAsync(copy!.Content, Token);
            Assert.Equal(link.Capture.File.Sha256, Convert.ToHexStringLower(hash));
            Assert.Equal("image/png", copy.Type);
        }
    }

    [Fact]
    public async Task Some_dying_links_have_mementos_some_with_the_same_bytes()
    {
        Link[] dying = [.. (await LinksAsync()).Values.Where(link => link.State is LinkState.Dead or LinkState.Suspect)];

        bool?[] same = [.. dying.Where(link => link.Rescue is { Outcome: RescueOutcome.Found }).Select(RescueRules.HasOurBytes)];
        Assert.Contains(true, same);
        Assert.Contains(false, same);
        Assert.Contains(dying, link => link.Rescue is { Outcome: RescueOutcome.NotArchived });
    }

    [Fact]
    public void Histories_of_dead_links_hold_three_failures_since_they_were_alive()
    {
        PastLink[] dead = [.. demo.Past.Links.Where(past => past.Link is { State: LinkState.Dead, HostDead: null } && VerdictEffects.Of(past.Link.Verdict!.Value) == VerdictEffect.Strike)];

        Assert.NotEmpty(dead);
        Assert.All(dead, past => Assert.True(past.History.All.Count(kept => !(kept.Check.CheckedAt <= past.Link.LastAlive)) >= 3, past.Link.Id.ToString()));
    }

    [Fact]
    public async Task Histories_hold_every_kept_check_up_to_the_last()
    {
        CheckHistory history = demo.Get<CheckHistory>();
        int fullPages = 0;
        foreach (IGrouping<LinkShard, PastLink> shard in demo.Past.Links.Where(past => past.History.All.Count > 0).GroupBy(past => past.Link.Shard))
        {
            ILookup<LinkId, LinkCheck> checks = await history.ReadAllAsync(shard.Key, shard.Select(past => past.Link.Id), Token);
            foreach (PastLink past in shard)
            {
                DateTimeOffset[] times = [.. checks[past.Link.Id].Select(check => check.CheckedAt)];
                Assert.Equal(past.History.All.Select(kept => kept.Check.CheckedAt).Reverse(), times);
                Assert.Equal(past.Link.LastChecked, times[0]);
                fullPages += times.Length > 16 ? 1 : 0;
            }
        }

        Assert.NotEqual(0, fullPages);
    }

    [Fact]
    public async Task Stored_evidence_gives_the_same_verdicts_again()
    {
        LinkShard shard = demo.Past.Links.GroupBy(past => past.Link.Shard).MaxBy(group => group.Count())!.Key;
        await foreach (LinkCheck check in demo.Get<CheckHistory>().ReadAsync(shard, Token))
        {
            Judgement again = VerdictRules.Judge(check.Link.Kind, Evidence.TryRead(check.Evidence)!);
            Assert.Equal((check.Verdict, check.Reason), (again.Verdict, again.Reason));
        }
    }

    [Fact]
    public async Task Hostile_titles_are_kept_as_text()
    {
        string?[] titles = [.. (await ArticlesAsync()).Select(article => article.Title)];

        Assert.All(HostileDump.Titles, title => Assert.Contains(title, titles));
    }

    [Theory]
    [InlineData("herald", "en")]
    [InlineData("payam", "fa")]
    [InlineData("bayan", "ar")]
    public async Task Each_site_has_dated_articles_in_its_language(string site, string language)
    {
        ArticleSummary[] articles = [.. (await ArticlesAsync()).Where(article => article.Site == site)];

        Assert.NotEmpty(articles);
        Assert.All(articles, article => Assert.NotNull(article.PublishedAt));
        Assert.All(articles, article => Assert.InRange(article.PublishedAt!.Value, new DateTimeOffset(2010, 1, 1, 0, 0, 0, TimeSpan.Zero), DemoArchiveFixture.Today));
        Assert.True(articles.Count(article => article.Language == language) > 0.9 * articles.Length);
    }

    [Fact]
    public async Task Nothing_is_pending_in_the_outbox()
    {
        Assert.DoesNotContain(await demo.RowsAsync("Links"), row => row.RowKey.StartsWith("E|", StringComparison.Ordinal));
        foreach (LinkShard shard in demo.Past.Links.Select(past => past.Link.Shard).Distinct())
        {
            await foreach (IReadOnlyList<StoredLink> links in demo.Get<LinkStore>().ReadShardAsync(shard, Token))
            {
                Assert.DoesNotContain(links, link => link.IsMentionedAnew);
            }
        }
    }

    private async Task<Dictionary<(string, LinkId), Link>> LinksAsync()
    {
        Dictionary<(string, LinkId), Link> links = [];
        string? continuation = null;
        do
        {
            ResultPage<Link> page = await demo.Get<LinkStore>().ListAsync(new LinkFilter(), 1000, continuation, Token);
            foreach (Link link in page.Items)
            {
                links.Add((link.Site, link.Id), link);
            }

            continuation = page.Continuation;
        }
        while (continuation is not null);
        return links;
    }

    [Fact]
    public async Task Every_full_week_of_the_past_has_one_digest_of_each_site()
    {
        IReadOnlyList<ArchiveEvent> events = await EventsAsync();
        foreach (var site in events.GroupBy(published => published.Site))
        {
            WeeklyDigest[] digests = [.. site.Where(published => published.What == EventWhat.Digest).OrderBy(published => published.At).Select(published => published.Digest!)];

            Assert.InRange(digests.Length, 100, 106);
            Assert.Equal(digests.Skip(1).Select(digest => digest.From), digests.SkipLast(1).Select(digest => digest.To));
            Assert.True(digests.Sum(digest => digest.Lost) > digests.Sum(digest => digest.Replaceable));
            Assert.All(digests, digest => Assert.Equal(
                WeekLosses.Of(site.Where(published => published.At >= digest.From && published.At < digest.To).OrderByDescending(published => published.At).Select(published => (published.Subject, published.What))).Lost.Count,
                digest.Lost));
        }

        Assert.Contains(events, published => published.Digest is { HostsInTrouble: > 0 });
    }

    private async Task<IReadOnlyList<ArticleSummary>> ArticlesAsync() =>
        (await demo.Get<ArticleStore>().ListAsync(new ArticleFilter(), 1000, null, Token)).Items;

    private async Task<IReadOnlyList<ArchiveEvent>> EventsAsync()
    {
        List<ArchiveEvent> events = [];
        string? continuation = null;
        do
        {
            ResultPage<ArchiveEvent> page = await demo.Get<EventStore>().ListAsync(new EventFilter(), 1000, continuation, Token);
            events.AddRange(page.Items);
            continuation = page.Continuation;
        }
        while (continuation is not null);
        return events;
    }
}
