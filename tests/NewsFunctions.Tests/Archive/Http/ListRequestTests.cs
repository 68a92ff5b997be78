using NewsFunctions.Archive.Api;
using NewsFunctions.Archive.Http.Requests;
using NewsFunctions.Archive.Queries;
using NewsFunctions.Core.Articles;
using NewsFunctions.Core.Events;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Ledger;
using NewsFunctions.Core.Links;

namespace NewsFunctions.Tests.Archive.Http;

public sealed class ListRequestTests
{
    [Fact]
    public void List_without_parameters_has_fifty_unfiltered_items()
    {
        Assert.True(ArticleListRequest.TryRead(TestRequests.Get().Query, out ArticleListRequest? list, out _));

        Assert.Equal((50, null, null, null, null), (list.Limit, list.Continuation, list.Filter.Site, list.Filter.From, list.Filter.To));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("1001")]
    [InlineData("-1")]
    [InlineData("ten")]
    [InlineData("1e2")]
    [InlineData("99999999999999999999")]
    [InlineData("")]
    public void Limit_outside_1_to_1000_is_rejected(string limit)
    {
        Problem problem = ArticlesProblem($"?limit={limit}");

        Assert.Equal(400, problem.Status);
        Assert.Contains("limit", problem.Errors!.Keys);
    }

    [Theory]
    [InlineData("1", 1)]
    [InlineData("1000", 1000)]
    public void Limits_of_1_and_1000_are_valid(string limit, int expected)
    {
        Assert.True(ArticleListRequest.TryRead(TestRequests.Get($"?limit={limit}").Query, out ArticleListRequest? list, out _));

        Assert.Equal(expected, list.Limit);
    }

    [Theory]
    [InlineData("2016-03-11", "2016-03-11T00:00:00+00:00")]
    [InlineData("2016-03-11T16:23", "2016-03-11T16:23:00+00:00")]
    [InlineData("2016-03-11T16:23:23Z", "2016-03-11T16:23:23+00:00")]
    [InlineData("2016-03-11T16:23:23%2B03:30", "2016-03-11T12:53:23+00:00")]
    [InlineData("2016-03-11T16:23:23+03:30", "2016-03-11T12:53:23+00:00")]
    [InlineData("2016-03-11T16:23:23.5-01:00", "2016-03-11T17:23:23.5+00:00")]
    public void Times_are_ISO_8601_and_UTC_without_an_offset(string text, string expected)
    {
        Assert.True(ArticleListRequest.TryRead(TestRequests.Get($"?from={text}").Query, out ArticleListRequest? list, out _));

        Assert.Equal(DateTimeOffset.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), list.Filter.From);
    }

    [Theory]
    [InlineData("11.03.2016")]
    [InlineData("2016-13-01")]
    [InlineData("yesterday")]
    [InlineData("2016-03")]
    public void Other_time_formats_are_rejected(string text) => Assert.Contains("from", ArticlesProblem($"?from={text}").Errors!.Keys);

    [Fact]
    public void Range_that_ends_before_its_start_is_rejected() =>
        Assert.Contains("to", ArticlesProblem("?from=2016-03-12&to=2016-03-12").Errors!.Keys);

    [Theory]
    [InlineData("query")]
    [InlineData("Limits")]
    public void Unknown_parameter_is_rejected_and_the_known_ones_are_listed(string name)
    {
        Problem problem = ArticlesProblem($"?{name}=x");

        Assert.Contains($"'{name}'", problem.Detail, StringComparison.Ordinal);
        Assert.Contains("site, from, to, mediaState, kind, q, limit, continuation", problem.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Repeated_parameter_is_rejected() => Assert.Contains("site", ArticlesProblem("?site=a&site=b").Errors!.Keys);

    [Fact]
    public void One_response_lists_every_error() =>
        Assert.Equal(["from", "limit", "q", "site"], ArticlesProblem("?q=-&site=A!&from=x&limit=x").Errors!.Keys.Order(StringComparer.Ordinal));

    [Fact]
    public void Kinds_and_states_are_parsed_case_insensitively()
    {
        Assert.True(LinkListRequest.TryRead(TestRequests.Get("?kind=IMAGE&state=dead").Query, out LinkListRequest? list, out _));

        Assert.Equal((LinkKind.Image, LinkState.Dead), (list.Links.Kind, list.Links.State));
    }

    [Theory]
    [InlineData("mediaState=alive")]
    [InlineData("mediaState=0")]
    [InlineData("mediaState=dead,ok")]
    public void Unknown_media_state_is_rejected(string query) =>
        Assert.Contains("dead, suspect, unchecked, ok, lost", ArticlesProblem($"?{query}").Errors!["mediaState"][0], StringComparison.Ordinal);

    [Fact]
    public void Lost_media_are_dead_or_suspect_ones_of_the_given_kind()
    {
        Assert.True(ArticleListRequest.TryRead(TestRequests.Get("?mediaState=lost&kind=image").Query, out ArticleListRequest? list, out _));

        Assert.Equal(new MediaQuery(WantedMedia.Lost, LinkKind.Image), list.Media);
        Assert.Equal(
            [true, true, false, false],
            Enum.GetValues<MediaState>().Select(state => list.Media.Fits(new ArticleMedia(state, MediaCounts.None))));
    }

    [Fact]
    public void Pages_are_not_article_media() => Assert.Contains("kind", ArticlesProblem("?kind=page").Errors!.Keys);

    [Theory]
    [InlineData("host=MEDIA.alalam.ir")]
    [InlineData("host=localhost:8080")]
    [InlineData("host=[::1]:8080")]
    [InlineData("verdict=gone")]
    [InlineData("checkedFrom=2026-11-23&checkedTo=2026-11-30T12:00:00Z")]
    public void Links_are_filtered_by_host_verdict_and_time(string query) =>
        Assert.True(LinkListRequest.TryRead(TestRequests.Get($"?{query}").Query, out _, out _));

    [Fact]
    public void Events_are_filtered_by_time()
    {
        Assert.True(EventListRequest.TryRead(TestRequests.Get("?from=2026-11-23&to=2026-11-30").Query, out EventListRequest? list, out _));
        Assert.Equal((23, 30), (list.Filter.From?.Day, list.Filter.To?.Day));

        Assert.False(EventListRequest.TryRead(TestRequests.Get("?from=2026-11-30&to=2026-11-23").Query, out _, out Problem? problem));
        Assert.Equal(["to"], problem.Errors!.Keys);
    }

    [Fact]
    public void Events_are_filtered_by_site_and_type()
    {
        Assert.True(EventListRequest.TryRead(TestRequests.Get("?site=alalam&what=hostDown&limit=3").Query, out EventListRequest? list, out _));
        Assert.Equal(("alalam", EventWhat.HostDown, 3), (list.Filter.Site, list.Filter.What, list.Limit));

        Assert.False(EventListRequest.TryReadFeed(TestRequests.Get("?limit=3").Query, out _, out Problem? problem));
        Assert.Equal(["limit"], problem.Errors!.Keys);
    }

    [Theory]
    [InlineData("kind=1")]
    [InlineData("kind=picture")]
    [InlineData("state=Gone")]
    [InlineData("state=Alive,Dead")]
    [InlineData("host=https://media.alalam.ir")]
    [InlineData("host=media.alalam.ir:0")]
    [InlineData("host=media.alalam.ir:http")]
    [InlineData("host=media.alalam.ir:70000")]
    [InlineData("verdict=Dead")]
    [InlineData("checkedFrom=lately")]
    [InlineData("checkedFrom=2026-11-30&checkedTo=2026-11-30")]
    public void Malformed_link_filters_are_rejected(string query) =>
        Assert.False(LinkListRequest.TryRead(TestRequests.Get($"?{query}").Query, out _, out _));

    [Fact]
    public void Waiting_dumps_can_be_listed()
    {
        Assert.True(DumpListRequest.TryRead(TestRequests.Get("?status=Waiting&name=a*").Query, out DumpListRequest? list, out _));

        Assert.Equal((DumpStatus.Waiting, "a*"), (list.Filter.Status, list.Filter.Name));
    }

    private static Problem ArticlesProblem(string query)
    {
        Assert.False(ArticleListRequest.TryRead(TestRequests.Get(query).Query, out _, out Problem? problem));
        return problem;
    }
}
