using System.Diagnostics;

namespace NewsFunctions.IntegrationTests.Telemetry;

public sealed class TelemetryTests(RecordedArchive recorded) : IClassFixture<RecordedArchive>
{
    [Fact]
    public async Task Emitted_spans_and_attributes_are_those_that_the_page_lists()
    {
        await recorded.StartAsync();

        Assert.Equal(Listed(TelemetryPage.Spans), Names(recorded.Spans.Select(span => (span.OperationName, span.TagObjects.Select(tag => tag.Key)))));
    }

    [Fact]
    public async Task Emitted_metrics_and_dimensions_are_those_that_the_page_lists()
    {
        await recorded.StartAsync();

        Assert.Equal(Listed(TelemetryPage.Metrics), Names(recorded.Measurements.Select(one => (one.Metric, one.Dimensions.Keys))));
    }

    [Fact]
    public async Task Dimensions_hold_nothing_from_a_dump()
    {
        await recorded.StartAsync();
        string[] values = [.. recorded.Measurements.SelectMany(one => one.Dimensions.Values).Select(value => $"{value}").Distinct()];

        Assert.NotEmpty(values);
        Assert.All(values, value => Assert.Matches("^[A-Za-z0-9-]{1,40}$", value));
        Assert.DoesNotContain(values, value => value.Contains("dump-with", StringComparison.Ordinal) || value == Archive.Site);
    }

    [Fact]
    public async Task Visit_is_linked_to_the_scheduler_run_that_sent_it()
    {
        await recorded.StartAsync();
        Activity schedule = One("schedule");

        Assert.All(recorded.Messages, message => Assert.Equal(schedule.Id, message.TraceParent));
        Assert.All(recorded.Spans.Where(span => span.OperationName == "visit"), visit =>
        {
            Assert.Equal(schedule.SpanId, Assert.Single(visit.Links).Context.SpanId);
            Assert.NotEqual(schedule.TraceId, visit.TraceId);
        });
    }

    [Fact]
    public async Task Failed_check_is_a_child_of_its_visit()
    {
        await recorded.StartAsync();
        Activity check = One("check");
        Activity visit = Assert.Single(recorded.Spans, span => span.SpanId == check.ParentSpanId);

        Assert.Equal("visit", visit.OperationName);
        Assert.Equal(("Blocked", ActivityStatusCode.Error), (check.GetTagItem("newsfunctions.verdict"), check.Status));
        Assert.Equal(1, visit.GetTagItem("newsfunctions.failed"));
    }

    [Fact]
    public async Task Checks_are_counted_by_verdict_and_kind()
    {
        await recorded.StartAsync();

        Measured failed = Assert.Single(recorded.Measurements, one => one.Metric == "newsfunctions.checks" && Equals(one.Dimensions["verdict"], "Blocked"));
        Assert.Equal((1, "Image"), (failed.Value, failed.Dimensions["kind"]));
    }

    [Fact]
    public async Task Checked_hosts_are_sent_no_trace_headers()
    {
        await recorded.StartAsync();

        Assert.Empty(recorded.TraceHeaders);
    }

    private static string[] Listed(IReadOnlyDictionary<string, string[]> table) =>
        Names(table.Select(row => (row.Key, row.Value.AsEnumerable())));

    private static string[] Names(IEnumerable<(string Name, IEnumerable<string> Parts)> all) =>
    [
        .. all.GroupBy(one => one.Name, one => one.Parts, StringComparer.Ordinal)
            .Select(one => $"{one.Key}: {string.Join(", ", one.SelectMany(parts => parts).Distinct().Order(StringComparer.Ordinal))}")
            .Order(StringComparer.Ordinal),
    ];

    private Activity One(string name) => Assert.Single(recorded.Spans, span => span.OperationName == name);
}
