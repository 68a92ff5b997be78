using NewsFunctions.Core.WebArchives;

namespace NewsFunctions.Tests.Links.WebArchives;

public sealed class AvailabilityTests
{
    private const string Closest =
        """{"archived_snapshots":{"closest":{"available":true,"url":"http://web.archive.org/web/20160312000000/https://news.example.org/news/1797706","timestamp":"20160312000000","status":"200"}}}""";

    [Fact]
    public async Task Page_is_looked_up_at_its_article_time_in_one_request()
    {
        using WebArchive archive = new();
        archive.Availability(Closest);

        (RescueOutcome outcome, Memento? memento) = await archive.FindAsync(Wanted.Page(new DateTimeOffset(2016, 3, 11, 16, 23, 23, TimeSpan.FromHours(3.5))));

        Assert.Equal(RescueOutcome.Found, outcome);
        Assert.Equal("http://web.archive.org/web/20160312000000/https://news.example.org/news/1797706", memento!.Url);
        Assert.Equal(
            ["/wayback/available?url=https%3A%2F%2Fnews.example.org%2Fnews%2F1797706&timestamp=20160311125323"], archive.Asked);
    }

    [Fact]
    public async Task Page_of_unknown_age_is_looked_up_at_its_oldest_memento()
    {
        using WebArchive archive = new();
        archive.Availability(Closest);

        await archive.FindAsync(Wanted.Page());

        Assert.EndsWith("&timestamp=19960101000000", Assert.Single(archive.Asked), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_counts_as_not_archived_only_when_CDX_agrees()
    {
        using WebArchive archive = new();
        archive.Availability("""{"archived_snapshots":{}}""");
        archive.Cdx("[]");

        Assert.Equal(RescueOutcome.NotArchived, (await archive.FindAsync(Wanted.Page())).Outcome);
        Assert.Equal(2, archive.Asked.Count);
        Assert.Contains("matchType=exact", archive.Asked[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_CDX_the_availability_API_decides()
    {
        using WebArchive archive = new(options => options.CdxUrl = "");
        archive.Availability("""{"archived_snapshots":{}}""");

        Assert.Equal(RescueOutcome.NotArchived, (await archive.FindAsync(Wanted.Page())).Outcome);
        Assert.Equal(RescueOutcome.NotArchived, (await archive.FindAsync(Wanted.Picture())).Outcome);
    }

    [Theory]
    [InlineData("", 200)]
    [InlineData("<html>too many requests</html>", 200)]
    [InlineData("""{"archived_snapshots":{"closest":{"available":true,"url":"http://web.arch""", 200)]
    [InlineData("""{"archived_snapshots":[]}""", 200)]
    [InlineData("""{}""", 200)]
    [InlineData("""{"archived_snapshots":{"closest":{"available":true,"url":"javascript:alert(1)","timestamp":"20160312000000","status":"200"}}}""", 200)]
    [InlineData("""{"archived_snapshots":{"closest":{"available":true,"url":"http://web.archive.org/x","timestamp":"2016","status":"200"}}}""", 200)]
    [InlineData("""{"archived_snapshots":{"closest":{"available":true,"url":"http://web.archive.org/x","timestamp":"20160312000000","status":"404"}}}""", 200)]
    [InlineData("""{"archived_snapshots":{}}""", 429)]
    [InlineData("""{"archived_snapshots":{}}""", 502)]
    public async Task Only_the_documented_empty_response_means_not_archived(string body, int status)
    {
        using WebArchive archive = new(options => options.CdxUrl = "");
        archive.Availability(body, status);

        Assert.Equal((RescueOutcome.NoAnswer, null), await archive.FindAsync(Wanted.Page()));
    }
}
