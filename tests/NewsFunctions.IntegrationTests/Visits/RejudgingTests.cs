using NewsFunctions.Archive.Visits;
using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;
using NewsFunctions.Core.States;
using NewsFunctions.IntegrationTests.Storage;
using NewsFunctions.Links.Rules;
using NewsFunctions.Storage.Links;

namespace NewsFunctions.IntegrationTests.Visits;

public sealed class RejudgingTests(AzuriteFixture azurite)
{
    private static readonly LinkId Picture = LinkId.ForMedia(LinkKind.Image, DumpText.Picture(11));

    [Fact]
    public async Task Dry_run_shows_changes_and_writes_nothing()
    {
        await using Archive archive = await MisjudgedArchiveAsync();
        Link before = await PictureAsync(archive);

        RejudgedLink[] judged = await WalkAsync(archive, apply: false);

        RejudgedLink changed = Assert.Single(judged, link => link.Changes);
        Assert.Equal((Verdict.Gone, Verdict.Alive), (changed.Last!.Verdict, changed.Again!.Verdict));
        Assert.Equal((LinkState.Suspect, LinkState.Alive, false), (changed.Link.State, changed.After!.State, changed.Applied));
        Assert.Equal(before, await PictureAsync(archive));
        Assert.Single(await archive.ChecksAsync(Picture));
    }

    [Fact]
    public async Task Rejudgement_joins_the_original_check_and_the_shard_is_recounted()
    {
        await using Archive archive = await MisjudgedArchiveAsync();

        RejudgedLink changed = Assert.Single(await WalkAsync(archive, apply: true), link => link.Changes);

        Assert.True(changed.Applied);
        Link after = await PictureAsync(archive);
        Assert.Equal((LinkState.Alive, Verdict.Alive, 0, 1), (after.State, after.Verdict, after.Strikes, after.Checks));
        IReadOnlyList<LinkCheck> history = await archive.ChecksAsync(Picture);
        Assert.Equal([Verdict.Alive, Verdict.Gone], history.Select(check => check.Verdict));
        Assert.Equal((history[1].CheckedAt, archive.Time.GetUtcNow(), VerdictRules.Version), (history[0].RejudgementOf, history[0].RejudgedAt, history[0].RulesVersion));
        Assert.Equal(history[1].Evidence, history[0].Evidence);
        Assert.Equal(after.LastChecked, history[0].CheckedAt);
        Assert.Equal(1, await archive.PlanAsync());
    }

    [Fact]
    public async Task Second_rejudgement_changes_nothing_more()
    {
        await using Archive archive = await MisjudgedArchiveAsync();
        await WalkAsync(archive, apply: true);
        Link once = await PictureAsync(archive);

        Assert.DoesNotContain(await WalkAsync(archive, apply: true), link => link.Changes);

        Assert.Equal(once, await PictureAsync(archive));
        Assert.Equal(2, (await archive.ChecksAsync(Picture)).Count);
    }

    [Fact]
    public async Task Link_checked_meanwhile_keeps_the_result_of_that_check()
    {
        await using Archive archive = await MisjudgedArchiveAsync();
        StoredLink read = (await archive.Links.GetAsync(Archive.Site, Picture, TestContext.Current.CancellationToken))!;
        LinkCheck last = Assert.Single(await archive.ChecksAsync(Picture));

        // A visit writes between the read and the write of the rejudgement.
        archive.Time.Advance(TimeSpan.FromDays(4));
        CheckedLink visit = Made.Checked(read, archive.Time.GetUtcNow(), "a-visit", LinkState.Blocked);
        await archive.Links.RecordAsync(read.Link.Shard, [visit], TestContext.Current.CancellationToken);
        LinkCheck again = Rejudgement.Of(last, archive.Time.GetUtcNow()).Again!;
        Link stale = LinkStateRules.Rejudge(read.Link, last, again, new LinkStateOptions());
        RecordResult result = await archive.Links.RecordAsync(
            read.Link.Shard, [new CheckedLink(read, stale, again, "rejudged")], TestContext.Current.CancellationToken);

        Assert.Equal(new RecordResult(0, 1), result);
        Assert.Equal(LinkState.Blocked, (await PictureAsync(archive)).State);
    }

    [Fact]
    public async Task Evidence_that_cannot_be_judged_again_is_reported_and_kept()
    {
        await using TestSite site = await TestSite.StartAsync();
        await using Archive archive = await CheckedArchiveAsync(site);
        StoredLink read = (await archive.Links.GetAsync(Archive.Site, Picture, TestContext.Current.CancellationToken))!;
        await archive.Links.RecordAsync(
            read.Link.Shard, [Made.Checked(read, archive.Time.GetUtcNow().AddMinutes(1), "older-shape")], TestContext.Current.CancellationToken);

        RejudgedLink[] judged = await WalkAsync(archive, apply: true);

        Assert.Equal(RejudgementObstacle.EvidenceUnreadable, Assert.Single(judged, link => link.Link.Id == Picture).Obstacle);
        Assert.DoesNotContain(judged, link => link.Changes);
    }

    [Fact]
    public async Task A_link_that_died_of_false_strikes_is_alive_again()
    {
        await using TestSite site = await TestSite.StartAsync();
        await using Archive archive = await CheckedArchiveAsync(site);
        LinkCheck look = Assert.Single(await archive.ChecksAsync(Picture));
        DateTimeOffset start = look.CheckedAt;
        LinkCheck cut = look with { Verdict = Verdict.Truncated, RulesVersion = 4 };
        LinkCheck silent = look with
        {
            Verdict = Verdict.Timeout,
            RulesVersion = 4,
            Evidence = Evidence.Of(
                new LinkFacts
                {
                    Locations =
                    [
                        new LocationFacts
                        {
                            Location = look.Location!,
                            Hops = [],
                            Failure = new FailureFacts { Stage = FailureStage.Headers, Kind = FailureKind.Timeout, Detail = "No answer." },
                        },
                    ],
                },
                look.Location),
        };
        await ReplaceHistoryAsync(archive, [.. Enumerable.Range(0, 3).Select(i => cut with { CheckedAt = start.AddDays(4 * i) }), silent with { CheckedAt = start.AddDays(12) }]);
        Link dead = await PictureAsync(archive);
        Assert.Equal((LinkState.Dead, 3), (dead.State, dead.Strikes));

        RejudgedLink changed = Assert.Single(await WalkAsync(archive, apply: true), link => link.Changes);

        Assert.Equal((Verdict.Timeout, Verdict.Timeout, true), (changed.Last!.Verdict, changed.Again!.Verdict, changed.Applied));
        Link after = await PictureAsync(archive);
        Assert.Equal((LinkState.Alive, 0, Verdict.Timeout), (after.State, after.Strikes, after.Verdict));
        Assert.DoesNotContain(await WalkAsync(archive, apply: true), link => link.Changes);
        Assert.Equal(5, (await archive.ChecksAsync(Picture)).Count);
    }

    [Fact]
    public async Task Only_the_requested_links_are_judged()
    {
        await using Archive archive = await MisjudgedArchiveAsync();

        Assert.Empty(await WalkAsync(archive, apply: true, new RejudgementFilter { State = LinkState.Dead }));
        Assert.Empty(await WalkAsync(archive, apply: true, new RejudgementFilter { Site = "elsewhere" }));
        Assert.All(
            await WalkAsync(archive, apply: true, new RejudgementFilter { Kind = LinkKind.Page }), link => Assert.Equal(LinkKind.Page, link.Link.Kind));
        Assert.Single(await archive.ChecksAsync(Picture));
    }

    /// <summary>Creates an archive of a live picture that old rules judged as gone.</summary>
    private async Task<Archive> MisjudgedArchiveAsync()
    {
        await using TestSite site = await TestSite.StartAsync();
        Archive archive = await CheckedArchiveAsync(site);
        LinkCheck look = (await archive.ChecksAsync(Picture)).Single();
        Assert.Equal(Verdict.Alive, look.Verdict);
        await ReplaceHistoryAsync(archive, look with { Verdict = Verdict.Gone, RulesVersion = 1 });
        Assert.Single(await archive.ChecksAsync(Picture));
        return archive;
    }

    /// <summary>
    /// Replaces the picture's history with these checks, oldest first, and derives its state from them.
    /// </summary>
    private static async Task ReplaceHistoryAsync(Archive archive, params LinkCheck[] checks)
    {
        StoredLink read = (await archive.Links.GetAsync(Archive.Site, Picture, TestContext.Current.CancellationToken))!;
        Link link = new() { Site = read.Link.Site, Id = read.Link.Id, Path = read.Link.Path, Title = read.Link.Title, LastDump = read.Link.LastDump };
        read = read with { HistoryCount = 0 };
        foreach (LinkCheck check in checks)
        {
            link = LinkStateRules.Apply(link, check, hostAnswers: true, new LinkStateOptions());
            await archive.Links.RecordAsync(read.Link.Shard, [new CheckedLink(read, link, check, "long-ago")], TestContext.Current.CancellationToken);
            read = (await archive.Links.GetAsync(Archive.Site, Picture, TestContext.Current.CancellationToken))!;
        }
    }

    private async Task<Archive> CheckedArchiveAsync(TestSite site)
    {
        Archive archive = await Archive.CreateAsync(azurite, site);
        await archive.UploadAsync("11.txt", DumpText.Of("Fri Mar 11, 2016 16:23:23", "A paragraph.", 11));
        await archive.IngestAsync("11.txt");
        await archive.CheckDueLinksAsync();
        return archive;
    }

    private static async Task<RejudgedLink[]> WalkAsync(Archive archive, bool apply, RejudgementFilter? filter = null) =>
        await archive.Get<Rejudging>().WalkAsync(filter ?? new RejudgementFilter(), apply, TestContext.Current.CancellationToken)
            .ToArrayAsync(TestContext.Current.CancellationToken);

    private static async Task<Link> PictureAsync(Archive archive) => (await archive.LinksAsync()).Single(link => link.Id == Picture);
}
