using NewsFunctions.Archive.Api;
using NewsFunctions.Archive.Http;
using NewsFunctions.Archive.Http.Requests;
using NewsFunctions.Archive.Ingest;
using NewsFunctions.Archive.Queries;
using NewsFunctions.Archive.Takedowns;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Ledger;
using NewsFunctions.Core.Links;
using NewsFunctions.IntegrationTests.Ingest;
using NewsFunctions.Storage.Articles;
using NewsFunctions.Storage.Connection;
using NewsFunctions.Storage.Dumps;
using NewsFunctions.Storage.Words;
using static NewsFunctions.IntegrationTests.Takedowns.TakenDownNews;

namespace NewsFunctions.IntegrationTests.Takedowns;

/// <summary>Tests that removed content is found nowhere and does not come back.</summary>
public sealed class TakedownTests(AzuriteFixture azurite)
{
    private const string Dump = "800501.txt";
    private const string NeighbourDump = "800600.txt";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Article_that_is_taken_down_is_found_nowhere_and_its_neighbour_stays()
    {
        await using Archive archive = await IngestedAsync((Dump, Text), (NeighbourDump, Neighbour));
        await AddPastAsync(archive);
        Assert.NotEmpty(await StorageSearch.FindAsync(archive.Connection, Marker));

        TakedownResponse report = (await archive.Get<Takedown>().RemoveArticleAsync(Archive.Site, Id, mayRewrite: false, isRehearsal: false, Token))!;

        Assert.Empty(await StorageSearch.FindAsync(archive.Connection, Marker));
        Assert.Equal((1, 1, 3, 1), (report.ArticleCount, report.Versions, report.LinkCount, report.Events));
        Assert.Equal(2, report.LinksThatStay);
        Assert.Single(report.Captures);
        Assert.Equal([Dump], report.Dumps.Select(dump => dump.Name));
        ArticleSummary remaining = Assert.Single(await ListAsync(archive));
        Assert.Equal("800600", remaining.Id.Value);
        Link shared = (await archive.Links.GetAsync(Archive.Site, LinkId.ForMedia(LinkKind.Image, SharedPicture), Token))!.Link;
        Assert.Equal(("A shared picture", LinkState.Dead, true), (shared.Title, shared.State, shared.Capture?.File is not null));
        Assert.Equal(DumpStatus.Removed, (await archive.Ledger.FindAsync(Dump, Token).SingleAsync(Token)).Status);
    }

    [Fact]
    public async Task Dry_run_reports_the_same_and_changes_nothing()
    {
        await using Archive archive = await IngestedAsync((Dump, Text), (NeighbourDump, Neighbour));
        await AddPastAsync(archive);
        var before = await StorageSearch.EverythingAsync(archive.Connection).ToListAsync(Token);

        TakedownResponse planned = (await archive.Get<Takedown>().RemoveArticleAsync(Archive.Site, Id, mayRewrite: false, isRehearsal: true, Token))!;

        Assert.Equal(before, await StorageSearch.EverythingAsync(archive.Connection).ToListAsync(Token));
        TakedownResponse done = (await archive.Get<Takedown>().RemoveArticleAsync(Archive.Site, Id, mayRewrite: false, isRehearsal: false, Token))!;
        Assert.Equivalent(done with { DryRun = true }, planned, strict: true);
    }

    [Fact]
    public async Task Article_that_is_taken_down_does_not_come_back_with_its_dump()
    {
        await using Archive archive = await IngestedAsync((Dump, Text));
        await archive.Get<Takedown>().RemoveArticleAsync(Archive.Site, Id, mayRewrite: false, isRehearsal: false, Token);

        await archive.UploadAsync(Dump, Text);
        DumpOutcome again = await archive.IngestAsync(Dump);
        await archive.UploadAsync("without-id.txt", Text);
        DumpOutcome withoutId = await archive.IngestAsync("without-id.txt");
        await archive.UploadAsync("later/800501.txt", LaterText);
        DumpOutcome later = await archive.IngestAsync("later/800501.txt");

        Assert.All([again, withoutId, later], outcome => Assert.Equal((DumpStatus.Rejected, "ND112"), (outcome.Status, outcome.Diagnostics.Single().Code)));
        Assert.Empty(await ListAsync(archive));
        Assert.Equal(
            [$"{ArchiveNames.DumpsContainer}/{Dump} ", $"{ArchiveNames.DumpsContainer}/without-id.txt "],
            await StorageSearch.FindAsync(archive.Connection, Marker));
    }

    [Fact]
    public async Task Text_taken_down_without_an_id_does_not_return_with_one()
    {
        await using Archive archive = await IngestedAsync(("without-id.txt", Text));
        ArticleId textId = Assert.Single(await ListAsync(archive)).Id;
        await archive.Get<Takedown>().RemoveArticleAsync(Archive.Site, textId, mayRewrite: false, isRehearsal: false, Token);

        await archive.UploadAsync(Dump, Text);
        DumpOutcome outcome = await archive.IngestAsync(Dump);

        Assert.Equal("ND112", outcome.Diagnostics.Single().Code);
        Assert.Empty(await ListAsync(archive));
        Assert.Equal([$"{ArchiveNames.DumpsContainer}/{Dump} "], await StorageSearch.FindAsync(archive.Connection, Marker));
    }

    [Fact]
    public async Task Removed_article_is_reported_as_gone_not_as_unknown()
    {
        await using Archive archive = await IngestedAsync((Dump, Text));
        string hash = (await archive.Articles.GetAsync(Archive.Site, Id, Token))!.Article.ContentHash;
        await archive.Get<Takedown>().RemoveArticleAsync(Archive.Site, Id, mayRewrite: false, isRehearsal: false, Token);

        OpenedBytes raw = await archive.Get<ArticleBytes>().OpenAsync(new ArticleBytesRequest(Archive.Site, Id, null, null), Token);
        Problem article = await archive.Get<ArchiveQueries>().ExplainMissingAsync(Archive.Site, Id, null, Token);
        Problem version = await archive.Get<ArchiveQueries>().ExplainMissingAsync(Archive.Site, Id, hash, Token);
        Problem other = await archive.Get<ArchiveQueries>().ExplainMissingAsync(Archive.Site, ArticleId.Parse("1"), null, Token);

        Assert.Equal((410, 410, 410, 404), (raw.Problem!.Status, article.Status, version.Status, other.Status));
        TakedownResponse again = (await archive.Get<Takedown>().RemoveArticleAsync(Archive.Site, Id, mayRewrite: false, isRehearsal: false, Token))!;
        Assert.Equal((0, 0), (again.Versions, again.LinkCount));
    }

    [Fact]
    public async Task Removed_words_find_nothing_and_remaining_words_still_do()
    {
        await using Archive archive = await IngestedAsync((NeighbourDump, Neighbour), ("news/800501.txt", Text));
        Assert.Equal(Id.Value, Assert.Single((await SearchAsync(archive, $"{Marker} affair")).Items).Id);
        DumpId newest = (await archive.Ledger.FindAsync("news/800501.txt", Token).SingleAsync(Token)).Id;

        await archive.Get<Takedown>().RemoveDumpAsync(newest, isRehearsal: false, Token);

        Assert.Empty((await SearchAsync(archive, Marker)).Items);
        Assert.Empty((await SearchAsync(archive, "affair")).Items);
        Assert.Equal("800600", Assert.Single((await SearchAsync(archive, "rained")).Items).Id);
        await StorageSearch.AssertWordsAsync(archive.Connection);
    }

    [Fact]
    public async Task Bytes_in_a_shared_dump_are_named_and_stay_until_its_takedown()
    {
        await using Archive archive = await IngestedAsync(("several.txt", Text + Neighbour));
        ArticleSummary marked = (await ListAsync(archive)).Single(article => article.Title!.Contains(Marker, StringComparison.Ordinal));

        TakedownResponse report = (await archive.Get<Takedown>().RemoveArticleAsync(Archive.Site, marked.Id, mayRewrite: false, isRehearsal: false, Token))!;

        StoredBytes place = Assert.Single(report.BytesThatStay);
        Assert.Equal(("several.txt", 0L, (long)Text.TrimEnd().Length), (place.DumpName, place.Offset, place.Length));
        Assert.Empty(report.Dumps);
        Assert.Equal(["dumps/several.txt "], await StorageSearch.FindAsync(archive.Connection, Marker));
        Assert.Single(await ListAsync(archive));

        Assert.True(DumpId.TryParse(place.DumpId, out DumpId dump));
        TakedownResponse gone = (await archive.Get<Takedown>().RemoveDumpAsync(dump, isRehearsal: false, Token))!;
        Assert.Equal((true, 1), (gone.Done, gone.ArticleCount));
        Assert.Empty(await StorageSearch.FindAsync(archive.Connection, Marker));
        Assert.Empty(await ListAsync(archive));
    }

    [Fact]
    public async Task Article_is_blanked_in_a_shared_dump_on_request()
    {
        await using Archive archive = await IngestedAsync(("several.txt", Text + Neighbour));
        ArticleId marked = (await ListAsync(archive)).Single(article => article.Title!.Contains(Marker, StringComparison.Ordinal)).Id;

        TakedownResponse report = (await archive.Get<Takedown>().RemoveArticleAsync(Archive.Site, marked, mayRewrite: true, isRehearsal: false, Token))!;

        Assert.Equal("several.txt", Assert.Single(report.Rewritten).Name);
        Assert.Empty(report.BytesThatStay);
        Assert.Empty(await StorageSearch.FindAsync(archive.Connection, Marker));
        DumpOutcome again = await archive.IngestAsync("several.txt");
        Assert.Equal((DumpStatus.Ingested, 1), (again.Status, again.Counts.Articles));
        ArticleId remaining = Assert.Single(await ListAsync(archive)).Id;
        OpenedBytes raw = await archive.Get<ArticleBytes>().OpenAsync(new ArticleBytesRequest(Archive.Site, remaining, null, null), Token);
        using var text = new StreamReader(raw.Found!.Content);
        Assert.Equal(Neighbour, (await text.ReadToEndAsync(Token)).TrimStart());
    }

    [Fact]
    public async Task Takedown_of_a_dump_removes_only_what_no_other_dump_has()
    {
        await using Archive archive = await IngestedAsync((Dump, LaterText), (NeighbourDump, Neighbour), ("news/800501.txt", Text));
        DumpId id = (await archive.Ledger.FindAsync("news/800501.txt", Token).SingleAsync(Token)).Id;

        TakedownResponse report = (await archive.Get<Takedown>().RemoveDumpAsync(id, isRehearsal: false, Token))!;

        Assert.Equal((0, 1, 2), (report.ArticleCount, report.Versions, report.LinkCount));
        Assert.Empty(await StorageSearch.FindAsync(archive.Connection, Marker));
        Assert.Equal(["A Quiet Day", "An Affair"], (await ListAsync(archive)).Select(article => article.Title).Order());
        Assert.Equal("An Affair", (await archive.Articles.GetAsync(Archive.Site, Id, Token))!.Article.Title);
        await archive.UploadAsync("news/800501.txt", Text);
        Assert.Equal("ND112", (await archive.IngestAsync("news/800501.txt")).Diagnostics.Single().Code);
        Assert.Equal("An Affair", (await archive.Articles.GetAsync(Archive.Site, Id, Token))!.Article.Title);
    }

    [Fact]
    public async Task Dump_taken_down_leaves_room_for_other_texts_of_its_articles()
    {
        await using Archive archive = await IngestedAsync((Dump, Text));
        DumpId id = (await archive.Ledger.FindAsync(Dump, Token).SingleAsync(Token)).Id;
        await archive.Get<Takedown>().RemoveDumpAsync(id, isRehearsal: false, Token);

        await archive.UploadAsync(Dump, LaterText);
        await archive.IngestAsync(Dump);

        Assert.Equal("An Affair", Assert.Single(await ListAsync(archive)).Title);
        Assert.Empty(await StorageSearch.FindAsync(archive.Connection, Marker));
    }

    /// <remarks>
    /// Each round kills the process before another of its requests. Another process must finish the takedown.
    /// </remarks>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Takedown_that_is_killed_is_finished_by_the_next(bool ofDump)
    {
        bool isReached = true;
        for (int step = 0; isReached; step += 3)
        {
            await using Archive archive = await IngestedAsync((Dump, Text), (NeighbourDump, Neighbour));
            await AddPastAsync(archive);
            DumpId dump = (await archive.Ledger.FindAsync(Dump, Token).SingleAsync(Token)).Id;
            var kill = SteppedPolicy.Killing(step, after: step % 2 == 1);
            await using Archive killed = archive.Beside(kill);
            await Record.ExceptionAsync(() => RemoveAsync(killed, ofDump, dump));
            isReached = kill.HasActed;

            TakedownResponse? end = await RemoveAsync(archive, ofDump, dump);

            Assert.True(end?.Done);
            IReadOnlyList<string> found = await StorageSearch.FindAsync(archive.Connection, Marker);
            Assert.True(found.Count == 0, $"step {step}: {string.Join(", ", found)}");
            Assert.Equal("A Quiet Day", Assert.Single(await ListAsync(archive)).Title);
            await StorageSearch.AssertWordsAsync(archive.Connection);
        }
    }

    /// <remarks>
    /// Each round pauses the ingest before another of its requests while the same content is taken down.
    /// </remarks>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Ingest_that_meets_a_takedown_leaves_nothing(bool ofDump)
    {
        bool isReached = true;
        for (int step = 0; isReached; step++)
        {
            await using Archive archive = await IngestedAsync((Dump, LaterText), (NeighbourDump, Neighbour));
            DumpBlob dump = await archive.UploadAsync("news/800501.txt", Text);
            var pause = new SteppedPolicy(step, () => RemoveAsync(archive, ofDump, dump.Id));
            await using Archive paused = archive.Beside(pause);
            await paused.Get<DumpIngest>().IngestAsync("news/800501.txt", Token);
            isReached = pause.HasActed;
            if (!isReached)
            {
                await RemoveAsync(archive, ofDump, dump.Id);
            }

            IReadOnlyList<string> found = [.. (await StorageSearch.FindAsync(archive.Connection, Marker)).Where(place => !place.StartsWith("dumps/", StringComparison.Ordinal))];
            Assert.True(found.Count == 0, $"step {step}: {string.Join(", ", found)}");
            Assert.Equal(ofDump ? 2 : 1, (await ListAsync(archive)).Count);
            await StorageSearch.AssertWordsAsync(archive.Connection);
            Assert.Empty((await SearchAsync(archive, Marker)).Items);
        }
    }

    private static Task<TakedownResponse?> RemoveAsync(Archive archive, bool ofDump, DumpId dump) => ofDump
        ? archive.Get<Takedown>().RemoveDumpAsync(dump, isRehearsal: false, Token)
        : archive.Get<Takedown>().RemoveArticleAsync(Archive.Site, Id, mayRewrite: false, isRehearsal: false, Token);

    private static Task<ArticleListResponse> SearchAsync(Archive archive, string words)
    {
        Assert.True(SearchQuery.TryParse(words, out SearchQuery? query, out _));
        return archive.Get<ArchiveQueries>().ListArticlesAsync(
            new ArticleFilter { Site = Archive.Site }, new MediaQuery(), query, 10, continuation: null, Token);
    }

    private static async Task<IReadOnlyList<ArticleSummary>> ListAsync(Archive archive) =>
        (await archive.Articles.ListAsync(new ArticleFilter { Site = Archive.Site }, 100, null, Token)).Items;

    private async Task<Archive> IngestedAsync(params (string Name, string Text)[] dumps)
    {
        Archive archive = await Archive.CreateAsync(azurite);
        foreach ((string name, string text) in dumps)
        {
            await archive.UploadAsync(name, text);
            await archive.IngestAsync(name);
        }

        return archive;
    }
}
