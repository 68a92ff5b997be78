using System.Diagnostics;
using System.Text.Json;
using NewsFunctions.Core.Ids;
using NewsFunctions.Storage.Queues;

namespace NewsFunctions.Tests.Storage.Queues;

public sealed class TracedMessageTests
{
    private const string Span = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    private static readonly LinkCheckMessage Message = new("example", LinkKind.Image, "2016-03", 7);

    [Fact]
    public void Old_message_without_a_trace_still_parses()
    {
        const string Old = """{"site":"example","kind":"image","bucket":"2016-03","run":7}""";

        Assert.Equal(Message, JsonSerializer.Deserialize<LinkCheckMessage>(Old));
        Assert.Equal(Old, JsonSerializer.Serialize(Message, QueueJson.Columns.LinkCheckMessage));
    }

    [Fact]
    public void Trace_of_a_message_survives_the_queue()
    {
        string sent = JsonSerializer.Serialize(Message with { TraceParent = Span }, QueueJson.Columns.LinkCheckMessage);

        Assert.EndsWith($$""","traceparent":"{{Span}}"}""", sent, StringComparison.Ordinal);
        Assert.Equal(Span, JsonSerializer.Deserialize<LinkCheckMessage>(sent)!.TraceParent);
    }

    [Fact]
    public void Recorded_span_is_named_in_messages_sent_from_it()
    {
        using Activity span = Started(recorded: true);

        Assert.Equal(span.Id, TracedMessage.FromHere(Message).TraceParent);
    }

    [Fact]
    public void Unrecorded_span_is_not_named()
    {
        using Activity span = Started(recorded: false);

        Assert.Null(TracedMessage.FromHere(Message with { TraceParent = Span }).TraceParent);
    }

    private static Activity Started(bool recorded)
    {
        Activity span = new Activity("test").SetIdFormat(ActivityIdFormat.W3C);
        span.ActivityTraceFlags = recorded ? ActivityTraceFlags.Recorded : ActivityTraceFlags.None;
        return span.Start();
    }
}
