using NewsFunctions.Archive.Summaries;
using NewsFunctions.Core.Summaries;
using NewsFunctions.IntegrationTests.Publishing;
using NewsFunctions.Storage.Connection;
using NewsFunctions.Storage.Summaries;

namespace NewsFunctions.IntegrationTests.Summaries;

public sealed class SummaryQueriesTests(AzuriteFixture azurite)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(null)]
    [InlineData(Archive.Site)]
    public async Task Stored_summary_costs_one_read(string? site)
    {
        await using Archive archive = await FilledAsync();
        ArchiveSummary? first = await archive.Get<SummaryQueries>().GetAsync(site, Token);
        OperationCounter counter = archive.Get<OperationCounter>();
        counter.Reset();

        ArchiveSummary? second = await archive.Get<SummaryQueries>().GetAsync(site, Token);

        Assert.Equal((1, 0, 0), (counter.Blobs, counter.Tables, counter.Queues));
        Assert.Equal((1, first?.AsOf), (second?.Articles.Total, second?.AsOf));
    }

    [Fact]
    public async Task Summary_older_than_an_hour_is_made_again()
    {
        await using Archive archive = await FilledAsync();
        SummaryQueries queries = archive.Get<SummaryQueries>();
        DateTimeOffset made = (await queries.GetAsync(site: null, Token))!.AsOf;
        archive.Time.Advance(TimeSpan.FromMinutes(59));
        DateTimeOffset young = (await queries.GetAsync(site: null, Token))!.AsOf;
        await archive.IngestAsync("other.txt", DumpText.Of("Sat Mar 12, 2016 16:23:23", "Other.", 3));
        archive.Time.Advance(TimeSpan.FromMinutes(1));

        ArchiveSummary? old = await queries.GetAsync(site: null, Token);

        Assert.Equal(made, young);
        Assert.Equal((made.AddHours(1), 2), (old?.AsOf, old?.Articles.Total));
    }

    [Fact]
    public async Task Site_without_rows_is_empty_and_has_nothing_made()
    {
        await using Archive archive = await FilledAsync();
        SummaryQueries queries = archive.Get<SummaryQueries>();
        DateTimeOffset made = (await queries.GetAsync(site: null, Token))!.AsOf;
        OperationCounter counter = archive.Get<OperationCounter>();
        counter.Reset();

        ArchiveSummary? none = await queries.GetAsync("elsewhere", Token);

        Assert.Equal((2, 0), (counter.Blobs, counter.Tables));
        Assert.Equal((made, 0), (none?.AsOf, none?.Articles.Total));
        Assert.Equal([Archive.Site], none?.Sites);
    }

    [Fact]
    public async Task Old_summary_is_answered_while_another_instance_makes_one()
    {
        await using Archive archive = await FilledAsync();
        SummaryQueries queries = archive.Get<SummaryQueries>();
        DateTimeOffset made = (await queries.GetAsync(site: null, Token))!.AsOf;
        archive.Time.Advance(TimeSpan.FromHours(2));
        await archive.Get<SummaryStore>().TryAcquireAsync(Token);

        Assert.Equal(made, (await queries.GetAsync(site: null, Token))?.AsOf);
    }

    [Fact]
    public async Task Call_without_any_summary_waits_until_the_lease_is_free()
    {
        await using Archive archive = await FilledAsync();
        SummaryStore store = archive.Get<SummaryStore>();
        string lease = (await store.TryAcquireAsync(Token))!;

        Task<ArchiveSummary?> waiting = archive.Get<SummaryQueries>().GetAsync(site: null, Token);
        await store.ReleaseAsync(lease, Token);
        await Eventually.HoldsAsync("the summary is there", () =>
        {
            archive.Time.Advance(TimeSpan.FromMilliseconds(500));
            return waiting.IsCompleted;
        });

        Assert.Equal(1, (await waiting)?.Articles.Total);
    }

    [Fact]
    public async Task First_summary_that_takes_too_long_is_given_up()
    {
        await using Archive archive = await FilledAsync();
        await archive.Get<SummaryStore>().TryAcquireAsync(Token);

        Task<ArchiveSummary?> waiting = archive.Get<SummaryQueries>().GetAsync(site: null, Token);
        await Eventually.HoldsAsync("the call is given up", () =>
        {
            archive.Time.Advance(TimeSpan.FromSeconds(5));
            return waiting.IsCompleted;
        });
        OperationCounter counter = archive.Get<OperationCounter>();
        counter.Reset();
        ArchiveSummary? next = await archive.Get<SummaryQueries>().GetAsync(site: null, Token);

        Assert.Null(await waiting);
        Assert.Null(next);
        Assert.Equal((1, 0), (counter.Blobs, counter.Tables));
    }

    [Fact]
    public async Task Summary_that_last_took_too_long_is_left_to_the_daily_run()
    {
        await using Archive archive = await FilledAsync();
        SummaryQueries queries = archive.Get<SummaryQueries>();
        ArchiveSummary made = (await queries.GetAsync(site: null, Token))!;
        await archive.Get<SummaryStore>().WriteAsync(site: null, new StoredSummary(made, Seconds: 21), Token);
        archive.Time.Advance(TimeSpan.FromHours(2));
        OperationCounter counter = archive.Get<OperationCounter>();
        counter.Reset();

        ArchiveSummary? answered = await queries.GetAsync(site: null, Token);

        Assert.Equal(made.AsOf, answered?.AsOf);
        Assert.Equal((1, 0), (counter.Blobs, counter.Tables));
    }

    private async Task<Archive> FilledAsync()
    {
        Archive archive = await Archive.CreateAsync(azurite);
        await archive.IngestAsync("one.txt", DumpText.Of("Fri Mar 11, 2016 16:23:23", "One.", 1, 2));
        return archive;
    }
}
