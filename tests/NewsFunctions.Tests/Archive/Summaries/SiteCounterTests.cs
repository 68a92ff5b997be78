using NewsFunctions.Archive.Summaries;
using NewsFunctions.Core.Captures;
using NewsFunctions.Core.Events;
using NewsFunctions.Core.Hosts;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;
using NewsFunctions.Core.Summaries;
using NewsFunctions.Core.WebArchives;
using NewsFunctions.Storage.Articles;

namespace NewsFunctions.Tests.Archive.Summaries;

public sealed class SiteCounterTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 30, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Tehran = TimeSpan.FromHours(3.5);

    [Fact]
    public void Links_are_counted_by_state_and_by_kind()
    {
        var counter = new SiteCounter();
        counter.Add(Media(1, LinkState.Alive), []);
        counter.Add(Media(2, LinkState.Dead), []);
        counter.Add(Media(3, LinkState.Suspect, LinkKind.Video), []);
        counter.Add(Page(1, LinkState.Blocked), []);
        counter.Add(Page(2, LinkState.Unknown), []);

        ArchiveSummary summary = Summary(counter);

        Assert.Equal(new LinkCounts(5, 1, 1, 1, 1, 1, 0, 0), summary.Links);
        Assert.Equal(new LinkCounts(2, 1, 0, 1, 0, 0, 0, 0), summary.ByKind.Image);
        Assert.Equal(new LinkCounts(1, 0, 1, 0, 0, 0, 0, 0), summary.ByKind.Video);
        Assert.Equal(new LinkCounts(0, 0, 0, 0, 0, 0, 0, 0), summary.ByKind.Other);
        Assert.Equal(new LinkCounts(2, 0, 0, 0, 1, 1, 0, 0), summary.ByKind.Page);
    }

    [Fact]
    public void Captures_and_mementos_of_dead_and_suspect_links_are_counted()
    {
        var counter = new SiteCounter();
        counter.Add(Media(1, LinkState.Dead) with { Rescue = Found() }, []);
        counter.Add(Media(2, LinkState.Dead) with { Capture = Captured() }, []);
        counter.Add(Media(3, LinkState.Dead) with { Rescue = Found() with { Memento = null, Outcome = RescueOutcome.NotArchived } }, []);
        counter.Add(Media(4, LinkState.Suspect) with { Rescue = Found(), Capture = Captured() }, []);
        counter.Add(Media(5, LinkState.Alive) with { Capture = Captured() }, []);

        Assert.Equal(new LinkCounts(5, 1, 1, 3, 0, 0, 2, 1), Summary(counter).Links);
    }

    [Fact]
    public void Articles_are_counted_on_their_local_day()
    {
        var counter = new SiteCounter();
        counter.Add(Article(new DateTimeOffset(2016, 3, 11, 1, 0, 0, Tehran), Media(1), Media(2)));
        counter.Add(Article(new DateTimeOffset(2016, 3, 10, 23, 0, 0, Tehran), Media(1)));
        counter.Add(Article(publishedAt: null, Media(1)));

        ArchiveSummary summary = Summary(counter);

        Assert.Equal([new(new DateOnly(2016, 3, 10), 1, 1, 0, 0), new DayCounts(new DateOnly(2016, 3, 11), 1, 2, 0, 0)], summary.Days);
        Assert.Equal(new ArticleCounts(3, 1, 0, 0), summary.Articles);
    }

    [Fact]
    public void Losses_of_articles_follow_from_the_state_of_their_media()
    {
        var counter = new SiteCounter();
        counter.Add(Media(1, LinkState.Dead), []);
        counter.Add(Media(2, LinkState.Suspect), []);
        counter.Add(Media(3, LinkState.Alive), []);
        counter.Add(Article(Noon, Media(1), Media(2), Media(3)));
        counter.Add(Article(Noon, Media(2), Media(3)));
        counter.Add(Article(Noon, Media(3)));

        ArchiveSummary summary = Summary(counter);

        Assert.Equal(new ArticleCounts(3, 0, 1, 2), summary.Articles);
        Assert.Equal([new DayCounts(new DateOnly(2026, 11, 30), 3, 6, 1, 2)], summary.Days);
    }

    [Fact]
    public void Dead_medium_of_an_earlier_version_counts_as_it_does_in_lists()
    {
        var counter = new SiteCounter();
        ArticleSummary article = Article(Noon, Media(3)) with { DeadLinks = [Media(9).Id, Page(4, LinkState.Dead).Id] };
        counter.Add(article);

        ArchiveSummary summary = Summary(counter);

        Assert.Equal([new DayCounts(new DateOnly(2026, 11, 30), 1, 2, 1, 0)], summary.Days);
        Assert.Equal(1, summary.Articles.WithDead);
    }

    [Fact]
    public void Article_with_too_many_media_to_list_counts_its_items()
    {
        var counter = new SiteCounter();
        counter.Add(Article(Noon) with { Media = null, RelatedCount = 700, HasMoreDeadLinks = true, MediaDied = true });

        ArchiveSummary summary = Summary(counter);

        Assert.Equal([new DayCounts(new DateOnly(2026, 11, 30), 1, 700, 0, 0)], summary.Days);
        Assert.Equal(1, summary.Articles.WithDead);
    }

    [Fact]
    public void Link_counts_for_each_host_and_the_worst_host_comes_first()
    {
        var counter = new SiteCounter();
        counter.Add(Media(1, LinkState.Alive), ["good.example", "bad.example"]);
        counter.Add(Media(2, LinkState.Dead), ["bad.example"]);
        counter.Add(Media(3, LinkState.Unknown), ["good.example"]);
        var down = new HostHealthRecord { OpenSince = Noon, SilentSince = Noon.AddHours(-1), Trouble = HostTrouble.Change, DeadSince = Noon.AddDays(1) };

        IReadOnlyList<HostCounts> hosts = Summary(counter, host => host == "bad.example" ? down : null).Hosts;
        Assert.All(hosts, host => Assert.Equal([new HostDay(new DateOnly(2026, 11, 30), host.Suspect, host.Dead)], host.History));

        Assert.Equal(
            [
                new HostCounts
                {
                    Host = "bad.example", Total = 2, Alive = 1, Suspect = 0, Dead = 1, Blocked = 0, Unknown = 0,
                    CircuitOpen = true, Trouble = HostTrouble.Change, DownSince = Noon.AddHours(-1), DeadSince = Noon.AddDays(1),
                },
                new HostCounts { Host = "good.example", Total = 2, Alive = 1, Suspect = 0, Dead = 0, Blocked = 0, Unknown = 1 },
            ],
            hosts.Select(host => host with { History = [] }));
    }

    [Fact]
    public void Host_keeps_the_days_of_the_previous_summary()
    {
        var yesterday = new SiteCounter();
        yesterday.Add(Media(1, LinkState.Suspect), ["bad.example"]);
        ArchiveSummary before = Summary(yesterday) with { AsOf = Noon.AddDays(-1) };
        before = before with { Hosts = [before.Hosts[0] with { History = [new HostDay(new DateOnly(2026, 11, 1), 1, 0)] }] };
        var today = new SiteCounter();
        today.Add(Media(1, LinkState.Dead), ["bad.example"]);
        today.Add(Media(2, LinkState.Dead), ["new.example"]);

        IReadOnlyList<HostCounts> hosts = today.ToSummary(Noon, ["alalam"], new DamageCounter().Counts, before, _ => null).Hosts;

        var now = new HostDay(new DateOnly(2026, 11, 30), 0, 1);
        Assert.Equal([[before.Hosts[0].History[0], now], [now]], hosts.Select(host => host.History));
    }

    [Fact]
    public void Host_without_trouble_has_no_description()
    {
        var counter = new SiteCounter();
        counter.Add(Media(1, LinkState.Alive), ["good.example"]);

        HostCounts host = Assert.Single(Summary(counter, _ => new HostHealthRecord { LastAnswer = Noon, Trouble = HostTrouble.Change }).Hosts);

        Assert.Equal((false, null, null, null), (host.CircuitOpen, host.Trouble, host.DownSince, host.DeadSince));
    }

    [Fact]
    public void Hosts_beyond_the_list_are_counted()
    {
        var counter = new SiteCounter();
        for (int number = 0; number < SiteCounter.HostsListed + 7; number++)
        {
            counter.Add(Media(number, number == 50 ? LinkState.Suspect : LinkState.Alive), [$"h{number:000}.example"]);
        }

        ArchiveSummary summary = Summary(counter);

        Assert.Equal((SiteCounter.HostsListed, 7), (summary.Hosts.Count, summary.UnlistedHosts));
        Assert.Equal(["h050.example", "h000.example"], summary.Hosts.Take(2).Select(host => host.Host));
        Assert.Equal(summary.Hosts.Select(host => host.Host), counter.ListedHosts());
    }

    [Fact]
    public void Oldest_days_beyond_the_limit_are_dropped_and_counted()
    {
        var counter = new SiteCounter();
        for (int day = 0; day < DayCounter.MaxDays + 3; day++)
        {
            counter.Add(Article(Noon.AddDays(-day)));
        }

        ArchiveSummary summary = Summary(counter);

        Assert.Equal((DayCounter.MaxDays, 3), (summary.Days.Count, summary.UnlistedDays));
        Assert.Equal(new DateOnly(2026, 11, 30), summary.Days[^1].Date);
        Assert.Equal(summary.Days.OrderBy(day => day.Date), summary.Days);
    }

    [Fact]
    public void Week_and_first_check_are_reported()
    {
        var counter = new SiteCounter();
        counter.Add(Media(1, LinkState.Alive) with { FirstChecked = Noon }, []);
        counter.Add(Media(2, LinkState.Alive) with { FirstChecked = Noon.AddDays(-2) }, []);
        counter.Add(Media(3, LinkState.Alive), []);
        counter.Add(EventWhat.Dead);
        counter.Add(EventWhat.Dead);
        counter.Add(EventWhat.Revived);
        counter.Add(EventWhat.HostDown);

        ArchiveSummary summary = Summary(counter);

        Assert.Equal(Noon.AddDays(-2), summary.Since);
        Assert.Equal(new WeekCounts(2, 1, 0), summary.Week);
    }

    [Fact]
    public void Sites_add_up_to_the_whole()
    {
        SiteCounter one = Site(1, "shared.example", Noon.AddDays(-1));
        SiteCounter other = Site(20, "shared.example", Noon.AddDays(-5));
        var whole = new SiteCounter();
        whole.Add(one);
        whole.Add(other);

        ArchiveSummary summary = Summary(whole);

        Assert.Equal(new LinkCounts(4, 0, 2, 2, 0, 0, 0, 0), summary.Links);
        Assert.Equal(new ArticleCounts(2, 0, 2, 2), summary.Articles);
        Assert.Equal([new DayCounts(new DateOnly(2026, 11, 30), 2, 4, 2, 2)], summary.Days);
        Assert.Equal((4, 2, 2), Assert.Single(summary.Hosts) is var host ? (host.Total, host.Dead, host.Suspect) : default);
        Assert.Equal(new WeekCounts(0, 0, 2), summary.Week);
        Assert.Equal(Noon.AddDays(-5), summary.Since);
    }

    [Fact]
    public void Site_without_rows_has_only_zeros()
    {
        ArchiveSummary summary = Summary(new SiteCounter());

        Assert.Equal((0, null, 0, 0), (summary.Links.Total, summary.Since, summary.Days.Count, summary.Hosts.Count));
        Assert.Equal(new HistoryEntry(new DateOnly(2026, 11, 30), 0, 0, 0, 0, 0), Assert.Single(summary.History));
    }

    private static SiteCounter Site(int number, string host, DateTimeOffset first)
    {
        var counter = new SiteCounter();
        counter.Add(Media(number, LinkState.Dead) with { FirstChecked = first }, [host]);
        counter.Add(Media(number + 1, LinkState.Suspect), [host]);
        counter.Add(Article(Noon, Media(number), Media(number + 1)));
        counter.Add(EventWhat.Drifted);
        return counter;
    }

    private static ArchiveSummary Summary(SiteCounter counter, Func<string, HostHealthRecord?>? health = null) =>
        counter.ToSummary(Noon, ["alalam"], new DamageCounter().Counts, before: null, health ?? (_ => null));

    private static Link Media(int number, LinkState state = LinkState.Unknown, LinkKind kind = LinkKind.Image)
    {
        string path = $"/2016/03/07/picture_{number}.jpg";
        return new Link { Site = "alalam", Id = LinkId.ForMedia(kind, path), Path = path, State = state };
    }

    private static Link Page(int number, LinkState state) =>
        new() { Site = "alalam", Id = LinkId.Parse($"p{number}"), Path = $"{number}", State = state };

    private static ArticleSummary Article(DateTimeOffset? publishedAt, params Link[] media) => new()
    {
        Site = "alalam",
        Id = ArticleId.Parse("1797706"),
        Title = null,
        PublishedAt = publishedAt,
        Signature = null,
        RelatedCount = media.Length,
        DumpName = "a.txt",
        Diagnostics = 0,
        Language = null,
        DamageScore = 0,
        Media = [.. media.Select(link => link.Id)],
    };

    private static LinkRescue Found() => new()
    {
        Outcome = RescueOutcome.Found,
        At = Noon,
        Memento = new Memento { Url = "https://web.archive.example/1", At = Noon, Digest = null },
    };

    private static LinkCapture Captured() => new()
    {
        TriedAt = Noon,
        File = new CapturedFile { Sha256 = new string('a', 64), Sha1 = "b", At = Noon, Bytes = 1, Type = "image/jpeg", Url = "https://media.example/a.jpg" },
    };
}
