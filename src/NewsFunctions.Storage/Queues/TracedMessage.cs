using System.Diagnostics;
using System.Text.Json.Serialization;

namespace NewsFunctions.Storage.Queues;

/// <summary>Carries the trace of its sender. The requested work is a separate trace, linked to the sender's.</summary>
public abstract record TracedMessage
{
    /// <summary>Gets the sender's span, in the form of W3C Trace Context; null if nothing was recorded.</summary>
    [JsonPropertyName("traceparent")]
    [JsonPropertyOrder(1)]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? TraceParent { get; init; }

    /// <summary>Returns the message with the present span, or without one if nothing is recorded.</summary>
    internal static T FromHere<T>(T message)
        where T : TracedMessage
    {
        string? here = Activity.Current is { Recorded: true, IdFormat: ActivityIdFormat.W3C } span ? span.Id : null;
        return here == message.TraceParent ? message : (T)((TracedMessage)message with { TraceParent = here });
    }
}
