using System.Globalization;
using NewsFunctions.Archive.Api;
using NewsFunctions.Archive.Queries;
using NewsFunctions.Archive.Summaries;
using NewsFunctions.Core.Diagnostics;
using NewsFunctions.Core.Events;
using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Ledger;
using NewsFunctions.Core.Links;
using NewsFunctions.Core.Sites;
using NewsFunctions.Core.Summaries;
using NewsFunctions.Storage.Articles;
using NewsFunctions.Storage.Events;

namespace NewsFunctions.IntegrationTests.Summaries;

/// <summary>
/// Asks the samples the questions of docs/questions.md. The expected answers come from the rows alone.
/// </summary>
public sealed class QuestionsTests(SampleArchive samples) : IClassFixture<SampleArchive>, IAsyncLifetime
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await samples.StartAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Every_question_has_the_answer_that_the_rows_give()
    {
        AskedArchive archive = await AskedArchive.ReadAsync(samples.Archive.Get<IServiceProvider>());

        await Assert.AllAsync(ArchiveQuestions.All, question => question.Value(archive));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(LinkKind.Image)]
    [InlineData(LinkKind.Video)]
    public async Task Which_articles_of_a_month_lost_media(LinkKind? kind)
    {
        var month = new ArticleFilter { Site = SampleArchive.Site, From = At(2021, 5, 15), To = At(2021, 6, 1) };

        ArticleListResponse answer = await Queries.ListArticlesAsync(month, new MediaQuery(WantedMedia.Lost, kind), null, 1000, null, Token);

        string[] expected =
        [
            .. samples.Articles
                .Where(article => article.PublishedAt >= month.From && article.PublishedAt < month.To)
                .Where(article => article.Media!.Any(id => (kind is null || id.Kind == kind) && samples.IsLost(id)))
                .Select(article => article.Id.Value),
        ];
        Assert.NotEmpty(expected);
        Assert.Equal(expected, answer.Items.Select(article => article.Id));
        Assert.Null(answer.Continuation);
    }

    [Fact]
    public async Task On_which_days_were_media_lost()
    {
        ArchiveSummary summary = await SummaryAsync();

        DayCounts[] expected =
        [
            .. samples.Articles
                .Where(article => article.PublishedAt is not null)
                .GroupBy(article => DateOnly.FromDateTime(article.PublishedAt!.Value.DateTime))
                .OrderBy(day => day.Key)
                .Select(day => new DayCounts(day.Key, day.Count(), Media(day).Count(), CountMedia(day, LinkState.Dead), CountMedia(day, LinkState.Suspect))),
        ];
        Assert.Contains(expected, day => day.Dead > 0);
        Assert.Equal(expected, summary.Days);
        Assert.Equal(
            new ArticleCounts(
                samples.Articles.Count,
                samples.Articles.Count(article => article.PublishedAt is null),
                samples.Articles.Count(article => article.Media!.Any(id => samples.StateOf(id) == LinkState.Dead)),
                samples.Articles.Count(article => article.Media!.Any(id => samples.StateOf(id) == LinkState.Suspect))),
            summary.Articles);
    }

    [Fact]
    public async Task Which_hosts_are_dying()
    {
        ArchiveSummary summary = await SummaryAsync();
        PageResponse<HostResponse> hosts = await samples.Archive.Get<HostQueries>().ListAsync(1000, null, Token);

        HostCounts worst = summary.Hosts[0];
        Assert.Equal(
            (samples.Links.Count, Count(LinkState.Dead), Count(LinkState.Suspect), Count(LinkState.Alive)),
            (worst.Total, worst.Dead, worst.Suspect, worst.Alive));
        HostLinksResponse? links = Assert.Single(hosts.Items, host => host.Host == worst.Host).Links;
        Assert.Equal(new HostLinksResponse(summary.AsOf, worst.Total, worst.Suspect, worst.Dead), links);
    }

    [Fact]
    public async Task What_is_dead_on_one_host()
    {
        string host = HostName.TryOf(samples.Archive.Get<SiteProfiles>().Locations(samples.Links[0])[0])!;

        PageResponse<LinkResponse> here = await ListLinksAsync(new LinkQuery { Host = host, State = LinkState.Dead });
        PageResponse<LinkResponse> elsewhere = await ListLinksAsync(new LinkQuery { Host = "media.example", State = LinkState.Dead });

        Assert.Equal(Count(LinkState.Dead), here.Items.Count);
        Assert.Empty(elsewhere.Items);
    }

    [Fact]
    public async Task Why_a_link_is_dead()
    {
        Link[] gone = [.. samples.Links.Where(link => link is { State: LinkState.Dead, Verdict: Verdict.Gone })];
        Assert.NotEmpty(gone);
        foreach (Link link in gone)
        {
            int looks = (await Queries.ListChecksAsync(SampleArchive.Site, link.Id, 1000, null, Token))!.Items.Count(check => check.Verdict == Verdict.Gone);

            string because = (await Queries.GetLinkAsync(SampleArchive.Site, link.Id, Token))!.Because!;

            Assert.Equal(3, looks);
            Assert.StartsWith("Answered 404 three times, ", because, StringComparison.Ordinal);
            Assert.EndsWith($" to {link.LastChecked!.Value.UtcDateTime.ToString("d MMM yyyy", CultureInfo.InvariantCulture)}; never seen alive.", because, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Which_articles_use_a_dead_link()
    {
        foreach (Link dead in samples.Links.Where(link => link.State == LinkState.Dead && link.Kind != LinkKind.Page))
        {
            PageResponse<LinkArticleResponse>? answer = await Queries.ListLinkArticlesAsync(SampleArchive.Site, dead.Id, 1000, null, Token);

            Assert.Equal(
                samples.Articles.Where(article => article.Media!.Contains(dead.Id)).Select(article => article.Id.Value).Order(StringComparer.Ordinal),
                answer!.Items.Select(article => article.Id).Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public async Task What_damage_took()
    {
        DamageCounts damage = (await SummaryAsync()).Damage;

        List<DumpEntry> dumps = await samples.Archive.Ledger.ReadAllAsync(Token).ToListAsync(Token);
        Damage sum = dumps.Aggregate(Damage.None, (all, dump) => all + dump.Counts.Damage);
        Assert.Equal(
            (dumps.Count, sum.BytesDeclared, sum.BytesThere, sum.ItemsKept, sum.ItemsLost),
            (damage.Dumps, damage.BytesDeclared, damage.BytesThere, damage.ItemsKept, damage.ItemsLost));
        Assert.Equal(dumps.Sum(dump => dump.Counts.Diagnostics), damage.ByCode.Sum(code => code.Count));
        Assert.NotEmpty(damage.ByCode);
    }

    [Fact]
    public async Task What_changed_since_last_week()
    {
        ArchiveSummary summary = await SummaryAsync();
        DateTimeOffset since = summary.AsOf.AddDays(-7);

        PageResponse<EventResponse> week = await Queries.ListEventsAsync(new EventFilter { Site = SampleArchive.Site, From = since }, 1000, null, Token);

        IReadOnlyList<ArchiveEvent> all = (await samples.Archive.Events.ListAsync(new EventFilter(), 1000, null, Token)).Items;
        Assert.Contains(week.Items, published => published.What == EventWhat.Dead);
        Assert.True(week.Items.Count < all.Count, "The test needs events older than a week.");
        Assert.Equal(all.Where(published => published.At >= since).Select(published => published.Id), week.Items.Select(published => published.Id));
        Assert.Equal(
            (all.Count(published => published.What == EventWhat.Dead && published.At >= since), all.Count(published => published.What == EventWhat.Drifted && published.At >= since)),
            ((int)summary.Week.Dead, (int)summary.Week.Drifted));
    }

    [Fact]
    public async Task Where_a_copy_is()
    {
        ArchiveSummary summary = await SummaryAsync();
        Link copied = Assert.Single(samples.Links, link => link.Capture?.File is not null);

        LinkResponse? link = await Queries.GetLinkAsync(SampleArchive.Site, copied.Id, Token);

        Assert.Equal($"/api/captures/{copied.Capture!.File!.Sha256}", link?.CaptureUrl);
        Assert.Equal((1, 0), (summary.Links.DeadWithCopy, summary.Links.SuspectWithCopy));
        Assert.Equal(1, summary.ByKind.Image.DeadWithCopy);
    }

    [Fact]
    public async Task What_is_to_be_fixed()
    {
        PageResponse<LinkResponse> dead = await ListLinksAsync(new LinkQuery { State = LinkState.Dead });

        Assert.Equal(
            samples.Links.Where(link => link.State == LinkState.Dead).Select(link => link.Id.Value).Order(StringComparer.Ordinal),
            dead.Items.Select(link => link.LinkId).Order(StringComparer.Ordinal));
        Assert.Single(dead.Items, link => link.CaptureUrl is not null);
    }

    [Theory]
    [InlineData(Verdict.Gone)]
    [InlineData(Verdict.Alive)]
    [InlineData(Verdict.Timeout)]
    public async Task Which_links_were_last_seen_so(Verdict verdict)
    {
        PageResponse<LinkResponse> answer = await ListLinksAsync(new LinkQuery { Verdict = verdict });

        Assert.Equal(samples.Links.Where(link => link.Verdict == verdict).Select(link => link.Id.Value), answer.Items.Select(link => link.LinkId));
    }

    [Fact]
    public async Task Which_links_were_not_checked_lately()
    {
        DateTimeOffset lately = samples.Links.Max(link => link.LastChecked!.Value);

        PageResponse<LinkResponse> before = await ListLinksAsync(new LinkQuery { CheckedTo = lately });
        PageResponse<LinkResponse> since = await ListLinksAsync(new LinkQuery { CheckedFrom = lately, CheckedTo = lately.AddSeconds(1) });

        Assert.Equal(samples.Links.Where(link => link.LastChecked < lately).Select(link => link.Id.Value), before.Items.Select(link => link.LinkId));
        Assert.Equal(samples.Links.Where(link => link.LastChecked == lately).Select(link => link.Id.Value), since.Items.Select(link => link.LinkId));
        Assert.NotEmpty(before.Items);
        Assert.NotEmpty(since.Items);
    }

    [Fact]
    public async Task How_many_links_are_how_by_kind()
    {
        ArchiveSummary summary = await SummaryAsync();

        Assert.Equal(Counts(_ => true), summary.Links);
        Assert.Equal(Counts(link => link.Kind == LinkKind.Image), summary.ByKind.Image);
        Assert.Equal(Counts(link => link.Kind == LinkKind.Video), summary.ByKind.Video);
        Assert.Equal(Counts(link => link.Kind == LinkKind.Page), summary.ByKind.Page);
        Assert.Equal(samples.Links.Min(link => link.FirstChecked), summary.Since);
        HistoryEntry today = summary.History[^1];
        Assert.Equal((summary.Links.Dead, summary.Links.Alive), (today.Dead, today.Alive));
    }

    private ArchiveQueries Queries => samples.Archive.Get<ArchiveQueries>();

    private async Task<ArchiveSummary> SummaryAsync() => (await samples.Archive.Get<SummaryQueries>().GetAsync(SampleArchive.Site, Token))!;

    private Task<PageResponse<LinkResponse>> ListLinksAsync(LinkQuery query) =>
        Queries.ListLinksAsync(query with { Site = SampleArchive.Site }, 1000, null, Token);

    private LinkCounts Counts(Func<Link, bool> wanted)
    {
        Link[] links = [.. samples.Links.Where(wanted)];
        return new LinkCounts(
            links.Length,
            links.Count(link => link.State == LinkState.Alive),
            links.Count(link => link.State == LinkState.Suspect),
            links.Count(link => link.State == LinkState.Dead),
            links.Count(link => link.State == LinkState.Blocked),
            links.Count(link => link.State == LinkState.Unknown),
            links.Count(link => link.State == LinkState.Dead && link.Capture?.File is not null),
            0);
    }

    private int Count(LinkState state) => samples.Links.Count(link => link.State == state);

    private static IEnumerable<LinkId> Media(IEnumerable<ArticleSummary> articles) => articles.SelectMany(article => article.Media!.Distinct());

    private long CountMedia(IEnumerable<ArticleSummary> articles, LinkState state) => Media(articles).Count(id => samples.StateOf(id) == state);

    private static DateTimeOffset At(int year, int month, int day) => new(year, month, day, 0, 0, 0, TimeSpan.Zero);
}
