using NewsFunctions.Core.WebArchives;
using NewsFunctions.Links.WebArchives;

namespace NewsFunctions.Tests.Links.WebArchives;

public sealed class PaceTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Evening = Noon.AddHours(6);

    [Fact]
    public void CDX_gets_at_most_24_requests_in_any_minute()
    {
        var options = new RescueOptions();
        WebArchiveService cdx = new(new WebArchiveState { Name = "cdx" }, options.CdxInterval, options);
        List<DateTimeOffset> starts = [];
        for (DateTimeOffset now = Noon; now < Noon.AddHours(1);)
        {
            Assert.Null(cdx.Take(now, Evening, out now));
            starts.Add(now);
        }

        Assert.All(starts, start => Assert.InRange(starts.Count(other => other >= start && other < start.AddMinutes(1)), 0, 24));
        Assert.InRange(starts.Count, 24 * 60, (24 * 60) + 1);
    }

    [Fact]
    public void Slot_after_the_deadline_is_not_reserved()
    {
        WebArchiveService service = Create(new WebArchiveState { Name = "cdx", NextStart = Noon.AddMinutes(5) });

        Assert.Equal(Noon.AddMinutes(5), service.Take(Noon, Noon.AddMinutes(4), out _));
        Assert.Equal(Noon.AddMinutes(5), service.State.NextStart);
    }

    [Theory]
    [InlineData("120", 120)]
    [InlineData("Sun, 01 Mar 2026 12:03:00 GMT", 180)]
    [InlineData(null, 60)]
    [InlineData("soon", 60)]
    [InlineData("99999999", 86400)]
    public void Refusal_pauses_the_service_for_Retry_After_or_a_minute(string? retryAfter, int seconds)
    {
        WebArchiveService service = Create();

        service.Answered(429, retryAfter, Noon);

        Assert.Equal(Noon.AddSeconds(seconds), service.Take(Noon, Evening, out _));
        Assert.Null(service.Take(Noon.AddSeconds(seconds), Evening.AddDays(2), out _));
    }

    [Fact]
    public void Three_refusals_in_a_row_pause_a_service_for_an_hour()
    {
        WebArchiveService service = Create();
        service.Answered(429, "1", Noon);
        service.Answered(429, "1", Noon);
        service.Answered(200, null, Noon);
        service.Answered(429, "1", Noon);
        Assert.Equal(Noon.AddSeconds(1), service.Take(Noon, Evening, out _));

        service.Answered(429, "1", Noon);
        service.Answered(503, null, Noon);
        service.Answered(429, "1", Noon);

        Assert.Equal(Noon.AddHours(1), service.Take(Noon, Evening, out _));
    }

    [Fact]
    public async Task Refusal_is_no_answer_and_later_links_wait()
    {
        using WebArchive archive = new(options => options.AvailabilityUrl = "");
        archive.Cdx("", 429, ("Retry-After", "300"));
        RescueSession session = archive.Session();

        RescueResults refused = await archive.FindAsync(session, Wanted.Picture());
        RescueResults left = await archive.FindAsync(session, Wanted.Picture(2));

        Assert.Equal(RescueOutcome.NoAnswer, refused.Answers.Single().Outcome);
        Assert.Empty(left.Answers);
        Assert.Equal(archive.Time.GetUtcNow().AddSeconds(300), left.PostponedUntil);
        Assert.Single(archive.Asked);

        // The stored state makes a restart or another instance wait as well.
        WebArchiveState kept = Assert.Single(session.TakeChanges());
        Assert.Equal(1, kept.Refusals);
        Assert.NotNull((await archive.FindAsync(archive.Session(kept), Wanted.Picture(3))).PostponedUntil);
        Assert.Single(archive.Asked);
        Assert.Empty(session.TakeChanges());
    }

    [Fact]
    public async Task Timeout_keeps_the_results_so_far_and_postpones_the_rest()
    {
        using WebArchive archive = new(options => (options.CdxUrl, options.AvailabilityInterval) = ("", TimeSpan.FromMinutes(3)));
        archive.Availability("""{"archived_snapshots":{}}""");
        RescueSession session = archive.Session();

        RescueResults first = await archive.FindAsync(session, Wanted.Picture(1));
        archive.Time.Advance(TimeSpan.FromMinutes(2));
        Task<RescueResults> waiting = archive.FindAsync(session, Wanted.Picture(2));
        archive.Time.Advance(TimeSpan.FromMinutes(1));
        RescueResults second = await waiting;
        RescueResults third = await archive.FindAsync(session, Wanted.Picture(3));

        Assert.Single(first.Answers);
        Assert.Single(second.Answers);
        Assert.Empty(third.Answers);
        Assert.Equal(session.Deadline.AddMinutes(2), third.PostponedUntil);
        Assert.Equal(2, archive.Asked.Count);
    }

    private static WebArchiveService Create(WebArchiveState? state = null) =>
        new(state ?? new WebArchiveState { Name = "cdx" }, TimeSpan.FromSeconds(2.5), new RescueOptions());
}
