using NewsFunctions.Core.Events;
using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Ids;
using NewsFunctions.Storage.Events;
using NewsFunctions.Storage.Rows;

namespace NewsFunctions.IntegrationTests.Storage;

public sealed class EventStoreTests(AzuriteFixture azurite)
{
    private static readonly string[] Sites = ["alpha", "beta", "gamma"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Event_is_read_back_as_it_was_written()
    {
        TestArchive archive = await TestArchive.CreateAsync(azurite.NewAccount());
        ArchiveEvent dead = Dead("example", 1) with
        {
            Kind = LinkKind.Image,
            Path = "/2016/03/07/ميناء.jpg",
            Title = "The harbour\u0001",
            Verdict = Verdict.Gone,
            Reason = "Status 404.",
            ArticleCount = 300,
            Articles = [ArticleId.Parse("1797706"), ArticleId.Parse("20160311-0123456789abcdef")],
        };
        ArchiveEvent down = new() { Site = "example", At = Made.Noon, What = EventWhat.HostDown, Subject = "[2001:db8::1]:8080" };

        await archive.Events.AddAsync([dead, down], Token);

        IReadOnlyList<ArchiveEvent> events = (await archive.Events.ListAsync(new EventFilter(), 10, null, Token)).Items;
        Assert.Equivalent(new[] { dead, down }, events, strict: true);
        Assert.Equal([dead.Id, down.Id], events.Select(published => published.Id));
    }

    [Fact]
    public async Task Adding_an_event_again_makes_no_second_event()
    {
        TestArchive archive = await TestArchive.CreateAsync(azurite.NewAccount());
        ArchiveEvent dead = Dead("example", 1);

        await archive.Events.AddAsync([dead, dead], Token);
        await archive.Events.AddAsync([dead with { ArticleCount = 2 }], Token);

        Assert.Equal(2, Assert.Single((await archive.Events.ListAsync(new EventFilter(), 10, null, Token)).Items).ArticleCount);
    }

    [Fact]
    public async Task A_hundred_events_of_a_site_cost_one_operation()
    {
        TestArchive archive = await TestArchive.CreateAsync(azurite.NewAccount());

        await archive.Events.AddAsync([.. Enumerable.Range(0, 100).Select(number => Dead("example", number))], Token);

        Assert.Equal(1, archive.Counter.Tables);
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("beta", null)]
    [InlineData(null, EventWhat.Revived)]
    public async Task Pages_have_each_event_once_newest_first_over_all_sites(string? site, EventWhat? what)
    {
        TestArchive archive = await TestArchive.CreateAsync(azurite.NewAccount());
        ArchiveEvent[] added =
        [
            .. Enumerable.Range(0, 20).SelectMany(number => Sites
                .Select(one => Dead(one, number) with { What = number % 3 == 0 ? EventWhat.Revived : EventWhat.Dead })),
        ];
        await archive.Events.AddAsync(added, Token);
        var filter = new EventFilter { Site = site, What = what };
        List<ArchiveEvent> listed = [];

        string? continuation = null;
        do
        {
            ResultPage<ArchiveEvent> page = await archive.Events.ListAsync(filter, 7, continuation, Token);
            listed.AddRange(page.Items);
            continuation = page.Continuation;
        }
        while (continuation is not null);

        Assert.Equal(
            added.Where(one => (site is null || one.Site == site) && (what is null || one.What == what))
                .OrderByDescending(one => one.At).ThenBy(one => one.Subject, StringComparer.Ordinal).ThenBy(one => one.Site, StringComparer.Ordinal)
                .Select(one => one.Id),
            listed.Select(one => one.Id));
    }

    [Theory]
    [InlineData(3, 6, 6)]
    [InlineData(3, null, 16)]
    [InlineData(null, 6, 10)]
    [InlineData(20, 30, 0)]
    public async Task Events_of_a_time_are_listed_page_by_page(int? from, int? to, int events)
    {
        TestArchive archive = await TestArchive.CreateAsync(azurite.NewAccount());
        ArchiveEvent[] added = [.. Enumerable.Range(0, 20).Select(number => Dead("example", number))];
        await archive.Events.AddAsync(added, Token);
        var filter = new EventFilter { From = At(from), To = At(to) };

        ResultPage<ArchiveEvent> first = await archive.Events.ListAsync(filter, 4, null, Token);
        List<ArchiveEvent> listed = [.. first.Items];
        for (string? next = first.Continuation; next is not null;)
        {
            ResultPage<ArchiveEvent> page = await archive.Events.ListAsync(filter, 4, next, Token);
            listed.AddRange(page.Items);
            next = page.Continuation;
        }

        Assert.Equal(events, listed.Count);
        Assert.Equal(
            added.Where(one => !(one.At < filter.From) && !(one.At >= filter.To))
                .OrderByDescending(one => one.At).ThenBy(one => one.Subject, StringComparer.Ordinal).Select(one => one.Id),
            listed.Select(one => one.Id));
        if (first.Continuation is { } continuation)
        {
            await Assert.ThrowsAsync<InvalidContinuationException>(() => archive.Events.ListAsync(new EventFilter(), 4, continuation, Token));
        }

        static DateTimeOffset? At(int? minutes) => minutes is { } after ? Made.Noon.AddMinutes(after) : null;
    }

    [Fact]
    public async Task Events_of_a_week_are_read_in_one_operation()
    {
        TestArchive archive = await TestArchive.CreateAsync(azurite.NewAccount());
        await archive.Events.AddAsync([.. Enumerable.Range(0, 20).Select(number => Dead("example", number)), Dead("other", 1)], Token);
        archive.Counter.Reset();

        List<EventWhat> kinds = await archive.Events.ReadAsync("example", Made.Noon.AddMinutes(8), to: null, Token).ToListAsync(Token);

        Assert.Equal(Enumerable.Repeat(EventWhat.Dead, 6), kinds);
        Assert.Equal(1, archive.Counter.Tables);
        Assert.Equal(2, await archive.Events.ReadAsync("example", Made.Noon.AddMinutes(8), Made.Noon.AddMinutes(9), Token).CountAsync(Token));
    }

    // Two events at each instant.
    private static ArchiveEvent Dead(string site, int number) => new()
    {
        Site = site,
        At = Made.Noon.AddMinutes(1 + (number / 2)),
        What = EventWhat.Dead,
        Subject = Made.Image(number).Id.Value,
    };
}
