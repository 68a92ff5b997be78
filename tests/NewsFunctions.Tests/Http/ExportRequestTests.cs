using NewsFunctions.Exports;
using NewsFunctions.Http;
using NewsFunctions.Http.Requests;

namespace NewsFunctions.Tests.Http;

public sealed class ExportRequestTests
{
    [Theory]
    [InlineData(ExportWhat.Articles, "site=a&from=2016-03-01&to=2016-04-01&mediaState=dead")]
    [InlineData(ExportWhat.Links, "site=a&kind=image&state=Blocked&host=media.alalam.ir")]
    [InlineData(ExportWhat.Checks, "site=a&kind=page&verdict=gone&from=2016-03-01&to=2016-04-01")]
    [InlineData(ExportWhat.Fixes, "site=a&kind=video&state=suspect&host=a.example&from=2016-03-01&to=2016-04-01")]
    public void Every_filter_of_an_export_is_read(ExportWhat what, string query)
    {
        Assert.True(ExportRequest.TryRead(TestRequests.Get($"?{query}").Query, what, ExportFormat.Ndjson, out ExportRequest? export, out _));

        Assert.Equal(ExportQuery.FiltersOf(what), query.Split('&').Select(parameter => parameter.Split('=')[0]));
        object?[] filters = [export.Query.Site, export.Query.Kind, export.Query.State, export.Query.Verdict, export.Query.Host, export.Query.From, export.Query.To, export.Query.MediaState];
        Assert.Equal(ExportQuery.FiltersOf(what).Count, filters.Count(filter => filter is not null));
    }

    [Theory]
    [InlineData(ExportWhat.Articles, "kind=image", "kind")]
    [InlineData(ExportWhat.Articles, "limit=5", "limit")]
    [InlineData(ExportWhat.Links, "from=2016-03-01", "from")]
    [InlineData(ExportWhat.Links, "host=a:x", "host")]
    [InlineData(ExportWhat.Checks, "verdict=Dead", "verdict")]
    [InlineData(ExportWhat.Checks, "from=2016-03-02&to=2016-03-01", "to")]
    [InlineData(ExportWhat.Fixes, "state=Alive", "state")]
    [InlineData(ExportWhat.Fixes, "bom=yes", "bom")]
    public void Parameter_that_does_not_fit_is_refused(ExportWhat what, string query, string parameter)
    {
        Assert.False(ExportRequest.TryRead(TestRequests.Get($"?{query}").Query, what, ExportFormat.Csv, out _, out Problem? problem));

        Assert.Contains(parameter, problem.Errors!.Keys);
    }

    [Fact]
    public void Only_CSV_has_a_byte_order_mark_to_leave_out()
    {
        Assert.True(ExportRequest.TryRead(TestRequests.Get().Query, ExportWhat.Fixes, ExportFormat.Csv, out ExportRequest? plain, out _));
        Assert.True(ExportRequest.TryRead(TestRequests.Get("?bom=false").Query, ExportWhat.Fixes, ExportFormat.Csv, out ExportRequest? bare, out _));
        Assert.False(ExportRequest.TryRead(TestRequests.Get("?bom=false").Query, ExportWhat.Fixes, ExportFormat.Ndjson, out _, out _));

        Assert.Equal((true, false, null), (plain.Bom, bare.Bom, plain.Query.State));
    }

    [Fact]
    public void Covered_times_are_those_from_the_first_on_and_before_the_last()
    {
        var query = new ExportQuery { What = ExportWhat.Checks, From = Day(1), To = Day(2) };

        Assert.Equal([true, true, false, false], new[] { Day(1), Day(2).AddTicks(-1), Day(2), Day(1).AddTicks(-1) }.Select(time => query.Covers(time)));
        Assert.False(query.Covers(null));
        Assert.True((query with { From = null, To = null }).Covers(null));
    }

    private static DateTimeOffset Day(int day) => new(2016, 3, day, 0, 0, 0, TimeSpan.Zero);
}
