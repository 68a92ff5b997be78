using Microsoft.AspNetCore.Http;
using NewsFunctions.Archive.Api;
using NewsFunctions.Archive.Exports;
using NewsFunctions.Archive.Http.Requests;

namespace NewsFunctions.Tests.Archive.Http.Requests;

public sealed class ExportRequestTests
{
    [Theory]
    [InlineData(ExportWhat.Articles, "site=a&from=2016-03-01&to=2016-04-01&mediaState=lost&kind=image")]
    [InlineData(ExportWhat.Links, "site=a&kind=image&state=Blocked&verdict=Blocked&host=media.alalam.ir&checkedFrom=2026-03-01&checkedTo=2026-04-01")]
    [InlineData(ExportWhat.Checks, "site=a&kind=page&verdict=gone&from=2016-03-01&to=2016-04-01")]
    [InlineData(ExportWhat.Fixes, "site=a&kind=video&state=suspect&host=a.example&from=2016-03-01&to=2016-04-01")]
    public void Every_export_filter_is_parsed(ExportWhat what, string query)
    {
        Assert.True(ExportRequest.TryRead(TestRequests.Get($"?{query}").Query, what, ExportFormat.Ndjson, out ExportRequest? export, out _));

        Assert.Equal(ExportQuery.FiltersOf(what), query.Split('&').Select(parameter => parameter.Split('=')[0]));
        object?[] filters = [export.Query.Site, export.Query.Kind, export.Query.State, export.Query.Verdict, export.Query.Host, export.Query.From, export.Query.To, export.Query.MediaState, export.Query.CheckedFrom, export.Query.CheckedTo];
        Assert.Equal(ExportQuery.FiltersOf(what).Count, filters.Count(filter => filter is not null));
    }

    [Fact]
    public void Export_accepts_every_filter_of_its_list_with_the_same_values()
    {
        // A search has a time limit of five seconds per call; an export has no such limit, so it does not take the parameter q.
        Assert.Equal(
            Filters(query => ArticleListRequest.TryRead(query, out _, out _)).Where(filter => !filter.StartsWith("q ", StringComparison.Ordinal)),
            Filters(query => ExportRequest.TryRead(query, ExportWhat.Articles, ExportFormat.Ndjson, out _, out _)));
        Assert.Equal(
            Filters(query => LinkListRequest.TryRead(query, out _, out _)),
            Filters(query => ExportRequest.TryRead(query, ExportWhat.Links, ExportFormat.Ndjson, out _, out _)));
    }

    [Fact]
    public void Feed_accepts_every_filter_of_the_event_list_except_times() =>
        Assert.Equal(
            Filters(query => EventListRequest.TryRead(query, out _, out _)).Where(filter => !filter.StartsWith("from ", StringComparison.Ordinal) && !filter.StartsWith("to ", StringComparison.Ordinal)),
            Filters(query => EventListRequest.TryReadFeed(query, out _, out _)).Where(filter => !filter.StartsWith("key ", StringComparison.Ordinal)));

    [Theory]
    [InlineData(ExportWhat.Articles, "kind=page", "kind")]
    [InlineData(ExportWhat.Articles, "limit=5", "limit")]
    [InlineData(ExportWhat.Links, "from=2016-03-01", "from")]
    [InlineData(ExportWhat.Links, "host=a:x", "host")]
    [InlineData(ExportWhat.Checks, "verdict=Dead", "verdict")]
    [InlineData(ExportWhat.Checks, "from=2016-03-02&to=2016-03-01", "to")]
    [InlineData(ExportWhat.Fixes, "state=Alive", "state")]
    [InlineData(ExportWhat.Fixes, "bom=yes", "bom")]
    public void Invalid_parameter_of_an_export_is_rejected(ExportWhat what, string query, string parameter)
    {
        Assert.False(ExportRequest.TryRead(TestRequests.Get($"?{query}").Query, what, ExportFormat.Csv, out _, out Problem? problem));

        Assert.Contains(parameter, problem.Errors!.Keys);
    }

    [Fact]
    public void Only_CSV_accepts_the_bom_parameter()
    {
        Assert.True(ExportRequest.TryRead(TestRequests.Get().Query, ExportWhat.Fixes, ExportFormat.Csv, out ExportRequest? plain, out _));
        Assert.True(ExportRequest.TryRead(TestRequests.Get("?bom=false").Query, ExportWhat.Fixes, ExportFormat.Csv, out ExportRequest? bare, out _));
        Assert.False(ExportRequest.TryRead(TestRequests.Get("?bom=false").Query, ExportWhat.Fixes, ExportFormat.Ndjson, out _, out _));

        Assert.Equal((true, false, null), (plain.Bom, bare.Bom, plain.Query.State));
    }

    [Fact]
    public void Time_range_includes_its_start_and_excludes_its_end()
    {
        var query = new ExportQuery { What = ExportWhat.Checks, From = Day(1), To = Day(2) };

        Assert.Equal([true, true, false, false], new[] { Day(1), Day(2).AddTicks(-1), Day(2), Day(1).AddTicks(-1) }.Select(time => query.Covers(time)));
        Assert.False(query.Covers(null));
        Assert.True((query with { From = null, To = null }).Covers(null));
    }

    /// <summary>Returns names and values of the parameters that a reader accepts, except those for paging.</summary>
    private static string[] Filters(Action<IQueryCollection> read)
    {
        var described = new DescribedQuery();
        read(described);
        return
        [
            .. described.Parameters
                .Where(one => one.Name is not ("limit" or "continuation"))
                .Select(one => $"{one.Name} {one.Type} {string.Join('|', one.Choices ?? [])} {one.Pattern}")
                .Order(StringComparer.Ordinal),
        ];
    }

    private static DateTimeOffset Day(int day) => new(2016, 3, day, 0, 0, 0, TimeSpan.Zero);
}
