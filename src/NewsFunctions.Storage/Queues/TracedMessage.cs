using System.Diagnostics;
using System.Text.Json.Serialization;

namespace NewsFunctions.Storage.Queues;

/// <summary>A message that may name the trace that sent it. The work that it asks for is a trace of its own, linked to that one.</summary>
public abstract record TracedMessage
{
    /// <summary>The sender's span, in the form of W3C Trace Context; null where nothing was recorded.</summary>
    [JsonPropertyName("traceparent")]
    [JsonPropertyOrder(1)]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? TraceParent { get; init; }

    /// <summary>Returns the message with the span that is recorded now, or without one.</summary>
    internal static T FromHere<T>(T message)
        where T : TracedMessage
    {
        string? here = Activity.Current is { Recorded: true, IdFormat: ActivityIdFormat.W3C } span ? span.Id : null;
        return here == message.TraceParent ? message : (T)((TracedMessage)message with { TraceParent = here });
    }
}
