using NewsFunctions.Archive.Judgements;
using NewsFunctions.Archive.Summaries;
using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;
using NewsFunctions.Core.States;
using NewsFunctions.Core.Summaries;
using NewsFunctions.IntegrationTests.Publishing;
using NewsFunctions.Storage.Connection;
using NewsFunctions.Storage.Links;
using NewsFunctions.Storage.Summaries;

namespace NewsFunctions.IntegrationTests.Judgements;

public sealed class LinkJudgementTests(AzuriteFixture azurite)
{
    private const string Dateline = "Fri Mar 11, 2016 16:23:23";

    private static readonly LinkId First = DyingArchive.Picture(11);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Judgement_costs_seven_operations_and_its_repetition_two()
    {
        await using TestSite site = await TestSite.StartAsync();
        await using Archive archive = await CheckedAsync(site);
        archive.Get<OperationCounter>().Reset();

        await JudgeAsync(archive, JudgementKind.Dead);
        long first = archive.Get<OperationCounter>().Tables;
        await JudgeAsync(archive, JudgementKind.Dead);

        // The row read and written with history and transition; the mark; the references; their list row; the event;
        // the end of the publishing.
        Assert.Equal((7, 9), (first, archive.Get<OperationCounter>().Tables));
        Assert.Single(await archive.ChecksAsync(First), row => row.Judgement is not null);
        Assert.Equal(["judged"], await archive.EventsOfAsync(11));
    }

    [Fact]
    public async Task Link_judged_dead_counts_as_dead_everywhere_until_undone()
    {
        await using TestSite site = await TestSite.StartAsync();
        await using Archive archive = await CheckedAsync(site);

        await JudgeAsync(archive, JudgementKind.Dead, "shows another picture");

        Assert.Equal([First], await ListedAsync(archive, LinkState.Dead));
        Assert.Equal(["800501"], await archive.KnowingAsync(11));
        Assert.Equal((1, 1), await SummarizedAsync(archive));
        LinkCheck row = (await archive.ChecksAsync(First))[0];
        Assert.Equal(("ada", "shows another picture", JudgementKind.Dead), (row.Judgement!.By, row.Judgement.Reason, row.Judgement.Says));

        archive.Time.Advance(TimeSpan.FromMinutes(1));
        await archive.Get<LinkJudgements>().TakeBackAsync(Archive.Site, First, "bob", null, Token);

        Assert.Empty(await ListedAsync(archive, LinkState.Dead));
        Assert.Empty(await archive.KnowingAsync(11));
        archive.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal((0, 0), await SummarizedAsync(archive));
        Assert.Equal(["Judged dead by ada: shows another picture.", "The judgement was taken back by bob. The checks say Alive."],
            (await archive.EventsAsync()).Select(published => published.Reason).Reverse());
        Assert.Empty(await archive.PendingAsync());
    }

    [Fact]
    public async Task Survival_excludes_a_link_while_it_is_judged()
    {
        await using TestSite site = await TestSite.StartAsync();
        await using Archive archive = await CheckedAsync(site);
        int all = await LivesAsync(archive);

        await JudgeAsync(archive, JudgementKind.Dead);
        archive.Time.Advance(TimeSpan.FromMinutes(1));
        int without = await LivesAsync(archive);
        await archive.Get<LinkJudgements>().TakeBackAsync(Archive.Site, First, "ada", null, Token);
        archive.Time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal((all - 1, all), (without, await LivesAsync(archive)));
    }

    [Fact]
    public async Task Articles_see_a_dead_link_again_once_its_judgement_is_undone()
    {
        await using TestSite site = await TestSite.StartAsync();
        await using Archive archive = await CheckedAsync(site);
        await archive.DieAsync(site, 11);

        archive.Time.Advance(TimeSpan.FromMinutes(1));
        await JudgeAsync(archive, JudgementKind.Alive);
        Assert.Empty(await archive.KnowingAsync(11));

        archive.Time.Advance(TimeSpan.FromMinutes(1));
        await archive.Get<LinkJudgements>().TakeBackAsync(Archive.Site, First, "ada", null, Token);
        Assert.Equal(["800501"], await archive.KnowingAsync(11));
    }

    [Fact]
    public async Task Ignored_link_is_not_checked_and_one_judged_dead_is()
    {
        await using TestSite site = await TestSite.StartAsync();
        await using Archive archive = await CheckedAsync(site);
        await JudgeAsync(archive, JudgementKind.Ignore);
        await archive.Get<LinkJudgements>().JudgeAsync(Archive.Site, DyingArchive.Picture(12), JudgementKind.Dead, "ada", null, null, Token);

        archive.Time.Advance(TimeSpan.FromDays(100));
        await archive.CheckDueLinksAsync();

        IReadOnlyDictionary<LinkId, Link> links = await archive.Links.GetManyAsync(Archive.Site, [First, DyingArchive.Picture(12)], Token);
        Assert.Equal((1, 2), (links[First].Checks, links[DyingArchive.Picture(12)].Checks));
        Assert.Equal((LinkState.Ignored, LinkState.Dead), (links[First].State, links[DyingArchive.Picture(12)].State));
        Assert.Equal([First], await ListedAsync(archive, LinkState.Ignored));
    }

    [Fact]
    public async Task Expired_judgement_ends_at_once_and_counts_follow_the_next_visit()
    {
        await using TestSite site = await TestSite.StartAsync();
        await using Archive archive = await CheckedAsync(site);
        DateTimeOffset until = archive.Time.GetUtcNow().AddDays(1);
        await archive.Get<LinkJudgements>().JudgeAsync(Archive.Site, First, JudgementKind.Dead, "ada", null, until, Token);
        await archive.CheckDueLinksAsync();

        archive.Time.Advance(TimeSpan.FromDays(1));
        Assert.Empty(await ListedAsync(archive, LinkState.Dead));
        Assert.Contains(First, await ListedAsync(archive, LinkState.Alive));
        Assert.Equal(["800501"], await archive.KnowingAsync(11));

        await archive.CheckDueLinksAsync();
        Assert.Empty(await archive.KnowingAsync(11));
        Assert.Equal(["judged", "judged"], await archive.EventsOfAsync(11));
        LinkCheck end = (await archive.ChecksAsync(First)).First(row => row.Judgement is not null);
        Assert.Equal((JudgementKind.None, null, until), (end.Judgement!.Says, end.Judgement.By, end.CheckedAt));
        Assert.Empty(await archive.PendingAsync());
    }

    [Fact]
    public async Task Check_under_way_keeps_the_judgement_and_joins_the_history()
    {
        await using TestSite site = await TestSite.StartAsync();
        await using Archive archive = await CheckedAsync(site);
        StoredLink read = (await archive.Links.GetAsync(Archive.Site, First, Token))!;
        archive.Time.Advance(TimeSpan.FromDays(10));
        LinkCheck check = (await archive.ChecksAsync(First))[0] with { CheckedAt = archive.Time.GetUtcNow(), Verdict = Verdict.Gone };
        Link seen = LinkStateRules.Apply(read.Link, check, hostAnswers: true, new LinkStateOptions());
        archive.Time.Advance(TimeSpan.FromSeconds(5));

        await JudgeAsync(archive, JudgementKind.Alive);
        RecordResult result = await archive.Links.RecordAsync(read.Link.Shard, [new CheckedLink(read, seen, check, "visit")], Token);

        Link link = (await archive.Links.GetAsync(Archive.Site, First, Token))!.Link;
        Assert.Equal((1, 0), (result.Written, result.Superseded));
        Assert.Equal((LinkState.Alive, LinkState.Suspect, 1), (link.State, link.Judgement!.State, link.Strikes));
        Assert.Equal(3, (await archive.ChecksAsync(First)).Count);
    }

    [Fact]
    public async Task Unpublished_judgement_is_published_by_the_next_visit()
    {
        await using TestSite site = await TestSite.StartAsync();
        await using Archive archive = await CheckedAsync(site);

        // The state after a call that was killed after its first write.
        await archive.Get<JudgementStore>().WriteAsync(
            Archive.Site, First, _ => new PersonJudgement { Says = JudgementKind.Dead, At = archive.Time.GetUtcNow().AddTicks(1), By = "ada" }, Token);
        Assert.Empty(await archive.KnowingAsync(11));
        await JudgeAsync(archive, JudgementKind.Dead);
        await archive.CheckDueLinksAsync();

        Assert.Equal(["800501"], await archive.KnowingAsync(11));
        Assert.Equal(["judged"], await archive.EventsOfAsync(11));
    }

    [Fact]
    public async Task A_judgement_fills_a_page_of_history_like_a_check()
    {
        await using TestSite site = await TestSite.StartAsync();
        await using Archive archive = await CheckedAsync(site);
        for (int i = 0; i < 20; i++)
        {
            archive.Time.Advance(TimeSpan.FromMinutes(1));
            await archive.Get<LinkJudgements>().JudgeAsync(Archive.Site, First, JudgementKind.Dead, $"person {i}", null, null, Token);
        }

        IReadOnlyList<LinkCheck> rows = await archive.ChecksAsync(First);
        Assert.Equal(21, rows.Count);
        Assert.Equal(Enumerable.Range(0, 20).Reverse().Select(i => $"person {i}"), rows.Take(20).Select(row => row.Judgement!.By));
        Assert.Null(rows[20].Judgement);
    }

    private static Task<Link?> JudgeAsync(Archive archive, JudgementKind says, string? reason = null) =>
        archive.Get<LinkJudgements>().JudgeAsync(Archive.Site, First, says, "ada", reason, until: null, Token);

    private static async Task<IReadOnlyList<LinkId>> ListedAsync(Archive archive, LinkState state) =>
    [
        .. (await archive.Links.ListAsync(new LinkFilter { Site = Archive.Site, Kind = LinkKind.Image, State = state }, 1000, null, Token))
            .Items.Select(link => link.Id),
    ];

    /// <summary>Counts dead links and articles with dead media.</summary>
    private static async Task<(long Links, long Articles)> SummarizedAsync(Archive archive)
    {
        await archive.Get<Summarizing>().MakeAsync(Token);
        ArchiveSummary summary = (await archive.Get<SummaryStore>().ReadAsync(Archive.Site, Token))!.Summary;
        return (summary.Links.Dead, summary.Articles.WithDead);
    }

    private static async Task<int> LivesAsync(Archive archive)
    {
        await archive.Get<Summarizing>().MakeAsync(Token);
        return (await archive.Get<LifeTableStore>().ReadAsync(Archive.Site, Token))!.Table.Cells.Sum(cell => cell.Count);
    }

    /// <summary>Creates an archive of an article with two pictures, both found alive by a first check.</summary>
    private async Task<Archive> CheckedAsync(TestSite site)
    {
        Archive archive = await Archive.CreateAsync(azurite, site);
        await archive.IngestAsync("800501.txt", DumpText.Of(Dateline, "Two pictures.", 11, 12));
        await archive.CheckDueLinksAsync();
        archive.Time.Advance(TimeSpan.FromMinutes(1));
        return archive;
    }
}
