using System.Diagnostics;
using System.Text.Json;
using NewsFunctions.Archive.Telemetry;
using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;
using NewsFunctions.Links.Rules;
using NewsFunctions.Storage.Connection;
using NewsFunctions.Storage.Queues;

namespace NewsFunctions.Tests.Archive.Telemetry;

// The tests share a class so that they run one at a time: a listener also hears the activities of other tests.
public sealed class VisitTraceTests
{
    private static readonly LinkCheckMessage Message = new("example", LinkKind.Image, "2016-03", 7)
    {
        TraceParent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
    };

    [Fact]
    public void One_check_in_a_thousand_becomes_a_span()
    {
        List<Activity> spans = Record(Enumerable.Repeat(Verdict.Alive, 5000));

        Assert.Equal(5, spans.Count(span => span.OperationName == "check"));
    }

    [Fact]
    public void Only_the_first_failures_of_a_visit_become_spans()
    {
        List<Activity> spans = Record(Enumerable.Repeat(Verdict.Timeout, 500));

        Assert.InRange(spans.Count(span => span.OperationName == "check"), VisitTrace.MaxFailures, VisitTrace.MaxFailures + 1);
        Assert.Equal(500, Assert.Single(spans, span => span.OperationName == "visit").GetTagItem("newsfunctions.failed"));
    }

    [Fact]
    public void Span_of_a_check_has_the_times_of_the_check()
    {
        Activity check = Record([Verdict.Timeout]).First(span => span.OperationName == "check");

        Assert.Equal((Check(Verdict.Timeout).CheckedAt.UtcDateTime, TimeSpan.FromSeconds(20)), (check.StartTimeUtc, check.Duration));
    }

    [Fact]
    public void Broken_trace_of_a_message_is_ignored()
    {
        using ActivityListener listener = Listen([]);
        using Activity? span = ArchiveTracing.Start("ingest", "not a traceparent");

        Assert.Empty(span!.Links);
    }

    [Fact]
    public void Telemetry_without_a_listener_allocates_nothing()
    {
        LinkCheck check = Check(Verdict.Alive);
        Work(check);
        long before = GC.GetAllocatedBytesForCurrentThread();

        for (int i = 0; i < 1000; i++)
        {
            Work(check);
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private static void Work(LinkCheck check)
    {
        using VisitTrace? visit = VisitTrace.Start(Message);
        using Activity? span = ArchiveTracing.Start("ingest", Message.TraceParent);
        visit?.Add(check);
        ArchiveMetrics.CountCheck(check.Verdict, LinkKind.Image);
        ArchiveMetrics.CountVisit(VisitOutcome.Ended);
        ArchiveMetrics.CountLostHostLease();
        StorageMetrics.CountTable();
    }

    private static List<Activity> Record(IEnumerable<Verdict> verdicts)
    {
        List<Activity> spans = [];
        using ActivityListener listener = Listen(spans);
        using (VisitTrace visit = VisitTrace.Start(Message)!)
        {
            foreach (Verdict verdict in verdicts)
            {
                visit.Add(Check(verdict));
            }

            visit.End(VisitOutcome.Ended, 0, 0);
        }

        return spans;
    }

    private static ActivityListener Listen(List<Activity> spans)
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == ArchiveTracing.SourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = spans.Add,
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }

    private static LinkCheck Check(Verdict verdict) => new()
    {
        Link = LinkId.ForMedia(LinkKind.Image, "/2016/03/07/a.jpg"),
        CheckedAt = new DateTimeOffset(2026, 11, 1, 12, 0, 0, TimeSpan.Zero),
        Verdict = verdict,
        Reason = "It was seen.",
        Location = null,
        Duration = TimeSpan.FromSeconds(20),
        RulesVersion = VerdictRules.Version,
        Evidence = Evidence.FromJson(JsonElement.Parse("{}")),
    };
}
