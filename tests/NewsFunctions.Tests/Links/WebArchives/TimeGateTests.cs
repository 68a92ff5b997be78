using NewsFunctions.Core.WebArchives;
using NewsFunctions.Links.WebArchives;

namespace NewsFunctions.Tests.Links.WebArchives;

public sealed class TimeGateTests
{
    private const string Page = "https://news.example.org/news/1797706";
    private const string Gate = "/timegate/" + Page;
    private static readonly DateTimeOffset Published = new(2016, 3, 11, 12, 53, 23, TimeSpan.Zero);

    [Fact]
    public async Task Redirect_leads_to_the_memento_and_its_own_date_counts()
    {
        using WebArchive archive = Create();
        archive.Answer(Gate, 302, ("Vary", "accept-datetime"), ("Location", archive.Url("/web/20160312000000/m")),
            ("Link", $"<{Page}>; rel=\"original\", <{archive.Url("/timemap/link/" + Page)}>; rel=\"timemap\"; type=\"application/link-format\""));
        archive.Answer("/web/20160312000000/m", 200, ("Memento-Datetime", "Sat, 12 Mar 2016 00:00:00 GMT"));

        (RescueOutcome outcome, Memento? memento) = await archive.FindAsync(Wanted.Page(Published));

        Assert.Equal(RescueOutcome.Found, outcome);
        Assert.Equal(new Memento { Url = archive.Url("/web/20160312000000/m"), At = new DateTimeOffset(2016, 3, 12, 0, 0, 0, TimeSpan.Zero) }, memento);
        Assert.Equal("Fri, 11 Mar 2016 12:53:23 GMT", archive.Log[0].RequestMessage!.Headers!["Accept-Datetime"].Single());
        Assert.Equal([Gate, "/web/20160312000000/m"], archive.Asked);
    }

    [Fact]
    public async Task Nearest_earlier_memento_of_the_redirect_is_used()
    {
        using WebArchive archive = Create();
        archive.Answer(Gate, 302, ("Location", "/web/after"), ("Link",
            $"<{Page}>; rel=\"original\", <{archive.Url("/web/first")}>; rel=\"first memento\"; datetime=\"Tue, 01 Mar 2016 00:00:00 GMT\""
            + $", <{archive.Url("/web/before")}>; rel=\"prev memento\"; datetime=\"Fri, 11 Mar 2016 10:00:00 GMT\""
            + $", <{archive.Url("/web/after")}>; rel=\"memento\"; datetime=\"Fri, 11 Mar 2016 13:00:00 GMT\""));
        archive.Answer("/web/before", 200, ("Memento-Datetime", "Fri, 11 Mar 2016 10:00:00 GMT"));

        (_, Memento? memento) = await archive.FindAsync(Wanted.Page(Published));

        Assert.Equal(archive.Url("/web/before"), memento!.Url);
    }

    [Fact]
    public async Task Link_without_a_public_name_is_sent_only_to_private_TimeGates()
    {
        using WebArchive archive = new();
        archive.Options.TimeGates = ["https://timegate.example.org/", archive.Url("/timegate/")];
        const string Location = "http://127.0.0.1:8080/2016/03/07/picture_0001.jpg";
        archive.Answer("/timegate/" + Location, 200, ("Memento-Datetime", "Sat, 12 Mar 2016 10:00:00 GMT"));

        (RescueOutcome outcome, _) = await archive.FindAsync(Wanted.Picture(1, "http://127.0.0.1:8080"));

        Assert.Equal(RescueOutcome.Found, outcome);
        Assert.Equal(["/timegate/" + Location], archive.Asked);
    }

    [Fact]
    public void Links_without_public_names_go_only_to_a_private_TimeGate()
    {
        RescueOptions open = new() { TimeGates = ["https://timegate.example.org/"] };
        RescueOptions own = new() { TimeGates = ["https://timegate.example.org/", "http://10.0.0.7/timegate/"] };
        string[] mixed = ["http://10.0.0.8/a.jpg", "https://media.example.org/a.jpg"];

        Assert.Empty(RescueRules.LocationsToLookUp(mixed[..1], open));
        Assert.Equal(mixed[..1], RescueRules.LocationsToLookUp(mixed[..1], own));
        Assert.Equal(mixed[1..], RescueRules.LocationsToLookUp(mixed, own));
    }

    [Fact]
    public async Task Memento_of_an_error_is_skipped_and_the_next_is_tried()
    {
        using WebArchive archive = Create();
        archive.Answer(Gate, 302, ("Location", "/web/error"), ("Link",
            $"<{archive.Url("/web/error")}>; rel=\"memento\"; datetime=\"Fri, 11 Mar 2016 10:00:00 GMT\""
            + $", <{archive.Url("/web/good")}>; rel=\"last memento\"; datetime=\"Sat, 12 Mar 2016 10:00:00 GMT\""));
        archive.Answer("/web/error", 404, ("Memento-Datetime", "Fri, 11 Mar 2016 10:00:00 GMT"));
        archive.Answer("/web/good", 200, ("Memento-Datetime", "Sat, 12 Mar 2016 10:00:00 GMT"));

        Assert.Equal(archive.Url("/web/good"), (await archive.FindAsync(Wanted.Page(Published))).Memento!.Url);
    }

    [Fact]
    public async Task Only_mementos_of_errors_and_redirects_mean_not_archived()
    {
        using WebArchive archive = Create();
        archive.Answer(Gate, 302, ("Location", "/web/one"));
        archive.Answer("/web/one", 302, ("Location", "/web/home"), ("Memento-Datetime", "Fri, 11 Mar 2016 10:00:00 GMT"));

        Assert.Equal((RescueOutcome.NotArchived, null), await archive.FindAsync(Wanted.Page(Published)));
    }

    [Fact]
    public async Task Response_may_be_the_memento_itself()
    {
        using WebArchive archive = Create();
        archive.Answer(Gate, 200, ("Vary", "accept-datetime"), ("Content-Location", "/web/20160312000000/m"),
            ("Memento-Datetime", "Sat, 12 Mar 2016 00:00:00 GMT"));

        Assert.Equal(archive.Url("/web/20160312000000/m"), (await archive.FindAsync(Wanted.Page(Published))).Memento!.Url);
        Assert.Single(archive.Asked);
    }

    [Fact]
    public async Task Not_found_means_not_archived()
    {
        using WebArchive archive = Create();
        archive.Answer(Gate, 404);

        Assert.Equal(RescueOutcome.NotArchived, (await archive.FindAsync(Wanted.Page(Published))).Outcome);
    }

    [Theory]
    [InlineData(200)]
    [InlineData(302)]
    [InlineData(400)]
    [InlineData(403)]
    [InlineData(406)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    public async Task Response_without_a_memento_is_no_answer(int status)
    {
        using WebArchive archive = Create();
        archive.Answer(Gate, status);

        Assert.Equal((RescueOutcome.NoAnswer, null), await archive.FindAsync(Wanted.Page(Published)));
    }

    [Fact]
    public async Task Endless_redirects_are_no_answer()
    {
        using WebArchive archive = Create();
        archive.Answer(Gate, 302, ("Location", "/web/round"));
        archive.Answer("/web/round", 302, ("Location", "/web/round"));

        Assert.Equal(RescueOutcome.NoAnswer, (await archive.FindAsync(Wanted.Page(Published))).Outcome);
        Assert.InRange(archive.Asked.Count, 2, 8);
    }

    [Fact]
    public async Task Memento_on_a_refused_address_is_not_requested()
    {
        using WebArchive archive = Create();
        archive.Answer(Gate, 302, ("Location", "http://169.254.169.254/latest/meta-data/"));

        Assert.Equal(RescueOutcome.NoAnswer, (await archive.FindAsync(Wanted.Page(Published))).Outcome);
    }

    [Fact]
    public async Task One_failed_service_leaves_the_lookup_unanswered()
    {
        using WebArchive archive = new(options => options.AvailabilityUrl = "");
        archive.Options.TimeGates = [archive.Url("/timegate/")];
        archive.Cdx("[]");
        archive.Answer(Gate, 503);
        Assert.Equal(RescueOutcome.NoAnswer, (await archive.FindAsync(Wanted.Page())).Outcome);

        using WebArchive other = new(options => options.AvailabilityUrl = "");
        other.Options.TimeGates = [other.Url("/timegate/")];
        other.Cdx("", 500);
        other.Answer(Gate, 404);
        Assert.Equal(RescueOutcome.NoAnswer, (await other.FindAsync(Wanted.Page())).Outcome);
    }

    [Theory]
    [InlineData("<a>; rel=memento;datetime=\"Fri, 11 Mar 2016 10:00:00 GMT\" ,<b,c>;rel=\"last Memento\"", 2)]
    [InlineData("<a", 0)]
    [InlineData("a, <b>; rel=\"x\"", 0)]
    [InlineData("<a>;;;=;\"", 1)]
    [InlineData("<a>; rel=\"un\\\"closed", 1)]
    [InlineData("", 0)]
    public void Malformed_link_header_gives_only_its_valid_links(string header, int links) => Assert.Equal(links, LinkHeader.Parse(header).Count);

    private static WebArchive Create()
    {
        var archive = new WebArchive(options => (options.AvailabilityUrl, options.CdxUrl) = ("", ""));
        archive.Options.TimeGates = [archive.Url("/timegate/")];
        return archive;
    }
}
