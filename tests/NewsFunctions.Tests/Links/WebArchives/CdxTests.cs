using NewsFunctions.Core.WebArchives;
using NewsFunctions.Links.WebArchives;

namespace NewsFunctions.Tests.Links.WebArchives;

public sealed class CdxTests
{
    [Fact]
    public async Task Nearest_memento_before_the_end_of_the_day_is_used()
    {
        using WebArchive archive = new();
        archive.Cdx(Wanted.Cdx(
            Wanted.Row("20160306120000", Wanted.Host + Wanted.PathOf(1)),
            Wanted.Row("20160307235000", Wanted.Host + Wanted.PathOf(1), digest: "QQ2H3S6NNFQ2MSVX7XZKYAYSCX5QBYJA"),
            Wanted.Row("20160308000100", Wanted.Host + Wanted.PathOf(1))));

        (RescueOutcome outcome, Memento? memento) = await archive.FindAsync(Wanted.Picture());

        Assert.Equal(RescueOutcome.Found, outcome);
        Assert.Equal(archive.Url($"/web/20160307235000/{Wanted.Host}{Wanted.PathOf(1)}"), memento!.Url);
        Assert.Equal(new DateTimeOffset(2016, 3, 7, 23, 50, 0, TimeSpan.Zero), memento.At);
        Assert.Equal("QQ2H3S6NNFQ2MSVX7XZKYAYSCX5QBYJA", memento.Digest);
        string asked = Assert.Single(archive.Asked);
        Assert.Contains("matchType=exact", asked, StringComparison.Ordinal);
    }

    [Fact]
    public async Task First_later_memento_is_used_if_none_is_earlier()
    {
        using WebArchive archive = new();
        archive.Cdx(Wanted.Cdx(
            Wanted.Row("20160307120000", Wanted.Host + Wanted.PathOf(1), status: "404"),
            Wanted.Row("20160307130000", Wanted.Host + Wanted.PathOf(1), status: "-"),
            Wanted.Row("20160501000000", Wanted.Host + Wanted.PathOf(1), status: "206"),
            Wanted.Row("20170501000000", Wanted.Host + Wanted.PathOf(1))));

        (_, Memento? memento) = await archive.FindAsync(Wanted.Picture());

        Assert.Equal(new DateTimeOffset(2016, 5, 1, 0, 0, 0, TimeSpan.Zero), memento!.At);
    }

    [Fact]
    public async Task Many_images_of_one_day_need_one_query()
    {
        using WebArchive archive = new();
        RescueRequest[] pictures = [.. Enumerable.Range(1, 60).Select(number => Wanted.Picture(number))];
        archive.Cdx(Wanted.Cdx(
        [
            .. Enumerable.Range(1, 60).Where(number => number % 3 > 0).Select(number =>
                Wanted.Row("20160310000000", $"http://media.example.org:80{Wanted.PathOf(number)}")),
        ]));

        RescueResults results = await archive.FindAsync(archive.Session(), pictures);

        string asked = Assert.Single(archive.Asked);
        Assert.Contains("url=media.example.org%2F2016%2F03%2F07%2F&matchType=prefix", asked, StringComparison.Ordinal);
        Assert.Equal(40, results.Answers.Count(answer => answer.Outcome == RescueOutcome.Found));
        Assert.Equal(20, results.Answers.Count(answer => answer.Outcome == RescueOutcome.NotArchived));
        Assert.Null(results.PostponedUntil);
        Assert.Single(RescueLookup.Batches(pictures));
    }

    [Fact]
    public async Task Next_location_is_queried_only_for_links_not_found_yet()
    {
        const string Other = "https://old.example.org";
        using WebArchive archive = new();
        archive.Cdx(Wanted.Cdx(Wanted.Row("20160310000000", Wanted.Host + Wanted.PathOf(1)), Wanted.Row("20160310000000", Other + Wanted.PathOf(2))));

        RescueResults results = await archive.FindAsync(
            archive.Session(), Wanted.Picture(1, Wanted.Host, Other), Wanted.Picture(2, Wanted.Host, Other));

        Assert.All(results.Answers, answer => Assert.Equal(RescueOutcome.Found, answer.Outcome));
        Assert.Equal(2, archive.Asked.Count);
        Assert.Contains("url=https%3A%2F%2Fold.example.org%2F2016%2F03%2F07%2Fpicture_0002.jpg&matchType=exact", archive.Asked[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_with_a_resume_key_is_read_to_its_end()
    {
        using WebArchive archive = new();
        string first = Wanted.Cdx(Wanted.Row("20160310000000", Wanted.Host + Wanted.PathOf(1)), "[]", """["org%2Cexample%2Cmedia%29%2F2016%2F03+20160310000001"]""");
        archive.Cdx(first);
        archive.CdxAfter("org,example,media)/2016/03 20160310000001", Wanted.Cdx(Wanted.Row("20160310000000", Wanted.Host + Wanted.PathOf(2))));

        RescueResults results = await archive.FindAsync(archive.Session(), Wanted.Picture(1), Wanted.Picture(2), Wanted.Picture(3));

        Assert.Equal(2, archive.Asked.Count);
        Assert.Equal(
            [RescueOutcome.Found, RescueOutcome.Found, RescueOutcome.NotArchived], results.Answers.Select(answer => answer.Outcome));
    }

    [Fact]
    public async Task Results_after_the_last_page_read_are_unknown()
    {
        using WebArchive archive = new(options => options.CdxPages = 2);
        archive.Cdx(Wanted.Cdx(Wanted.Row("20160310000000", Wanted.Host + Wanted.PathOf(1)), "[]", """["one"]"""));
        archive.CdxAfter("one", Wanted.Cdx("[]", """["two"]"""));
        archive.Availability("""{"archived_snapshots":{}}""");

        RescueResults results = await archive.FindAsync(archive.Session(), Wanted.Picture(1), Wanted.Picture(2));

        Assert.Equal([RescueOutcome.Found, RescueOutcome.NoAnswer], results.Answers.Select(answer => answer.Outcome));
    }

    [Fact]
    public async Task Empty_list_means_not_archived()
    {
        using WebArchive archive = new();
        archive.Cdx("[]");

        Assert.Equal(RescueOutcome.NotArchived, (await archive.FindAsync(Wanted.Picture())).Outcome);
    }

    public static TheoryData<string, int> NoAnswers => new()
    {
        { "", 200 },
        { " \n", 200 },
        { "<!doctype html><title>Service Unavailable</title>", 200 },
        { """[["timestamp","original","statuscode","digest"],["20160310000000","https://media.exa""", 200 },
        { """[["timestamp","original","statuscode","digest"],["20160310000000"]]""", 200 },
        { """[["timestamp","original","statuscode","digest"],[20160310000000,"a","200","b"]]""", 200 },
        { """[["urlkey","original"]]""", 200 },
        { """{"error":"no"}""", 200 },
        { "[[]]x", 200 },
        { "null", 200 },
        { "Blocked Site Error", 403 },
        { "not found", 404 },
        { "", 500 },
        { "[]", 503 },
        { "[]", 429 },
    };

    [Theory]
    [MemberData(nameof(NoAnswers))]
    public async Task Only_a_complete_list_means_not_archived(string body, int status)
    {
        using WebArchive archive = new(options => options.AvailabilityUrl = "");
        archive.Cdx(body, status);

        Assert.Equal((RescueOutcome.NoAnswer, null), await archive.FindAsync(Wanted.Picture()));
    }

    [Fact]
    public async Task Overlong_list_is_no_answer()
    {
        using WebArchive archive = new(options => (options.AnswerBytes, options.AvailabilityUrl) = (1024, ""));
        archive.Cdx(Wanted.Cdx([.. Enumerable.Range(1, 100).Select(number => Wanted.Row("20160310000000", Wanted.Host + Wanted.PathOf(number)))]));

        Assert.Equal(RescueOutcome.NoAnswer, (await archive.FindAsync(Wanted.Picture())).Outcome);
    }

    [Fact]
    public async Task A_server_that_is_too_slow_gives_no_answer()
    {
        using WebArchive archive = new(options => options.AvailabilityUrl = "");
        archive.NeverAnswers();

        Assert.Equal(RescueOutcome.NoAnswer, (await archive.FindAsync(Wanted.Picture())).Outcome);
    }

    [Fact]
    public async Task Web_archive_on_a_refused_address_is_not_requested()
    {
        using WebArchive archive = new(options => (options.CdxUrl, options.AvailabilityUrl) = ("http://169.254.169.254/cdx", ""));

        Assert.Equal(RescueOutcome.NoAnswer, (await archive.FindAsync(Wanted.Picture())).Outcome);
        Assert.Empty(archive.Asked);
    }

    [Fact]
    public async Task Availability_API_is_used_if_CDX_fails()
    {
        using WebArchive archive = new();
        archive.Cdx("", 500);
        archive.Availability("""{"archived_snapshots":{"closest":{"available":true,"url":"http://web.archive.org/web/20160309000000/x","timestamp":"20160309000000","status":"200"}}}""");

        (RescueOutcome outcome, Memento? memento) = await archive.FindAsync(Wanted.Picture());

        Assert.Equal(RescueOutcome.Found, outcome);
        Assert.Null(memento!.Digest);
        Assert.Contains("timestamp=20160307235959", archive.Asked[1], StringComparison.Ordinal);
    }
}
