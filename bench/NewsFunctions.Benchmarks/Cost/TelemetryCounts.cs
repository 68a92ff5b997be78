using System.Text.Json;

namespace NewsFunctions.Benchmarks.Cost;

/// <summary>Counts what a run did from the telemetry that it sent.</summary>
/// <param name="Messages">Function executions that a queue message started.</param>
/// <param name="Bytes">The size of traces and logs, which grow with the work.</param>
internal sealed record TelemetryCounts(long Tables, long Blobs, long Queues, long Runs, long Messages, double ActiveSeconds, long Bytes, long MetricBytes)
{
    private const string OperationsMetric = "newsfunctions.storage.operations";

    /// <summary>The Functions worker starts the span name of each execution with this.</summary>
    private const string RunPrefix = "function ";

    private static readonly string[] OfQueues = ["CheckLinks", "IngestQueuedDump", "RescueLinks", "CaptureMedia", "DeliverWebhook"];

    public static TelemetryCounts Of(IReadOnlyCollection<Envelope> envelopes)
    {
        Envelope[] runs = [.. envelopes.Where(envelope => envelope.Type == "RemoteDependencyData" && Name(envelope).StartsWith(RunPrefix, StringComparison.Ordinal))];
        return new TelemetryCounts(
            Operations(envelopes, "table"),
            Operations(envelopes, "blob"),
            Operations(envelopes, "queue"),
            runs.Length,
            runs.LongCount(run => OfQueues.Contains(Name(run)[RunPrefix.Length..])),
            Union(runs.Select(run => (run.Time, run.Time + Duration(run)))).TotalSeconds,
            envelopes.Where(envelope => envelope.Type != "MetricData").Sum(envelope => (long)envelope.Bytes),
            envelopes.Where(envelope => envelope.Type == "MetricData").Sum(envelope => (long)envelope.Bytes));
    }

    private static string Name(Envelope run) => run.Data.GetProperty("name").GetString()!;

    private static TimeSpan Duration(Envelope run) =>
        TimeSpan.Parse(run.Data.GetProperty("duration").GetString()!, System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Sums the values, each of which is the increase since the last export.</summary>
    private static long Operations(IEnumerable<Envelope> envelopes, string service) => (long)envelopes
        .Where(envelope => envelope.Type == "MetricData"
            && envelope.Data.TryGetProperty("properties", out JsonElement properties)
            && properties.TryGetProperty("service", out JsonElement named) && named.GetString() == service)
        .SelectMany(envelope => envelope.Data.GetProperty("metrics").EnumerateArray())
        .Where(metric => metric.GetProperty("name").GetString() == OperationsMetric)
        .Sum(metric => metric.GetProperty("value").GetDouble());

    /// <summary>Returns the length of the union of the intervals.</summary>
    private static TimeSpan Union(IEnumerable<(DateTimeOffset From, DateTimeOffset To)> intervals)
    {
        TimeSpan active = TimeSpan.Zero;
        DateTimeOffset end = DateTimeOffset.MinValue;
        foreach ((DateTimeOffset from, DateTimeOffset to) in intervals.OrderBy(interval => interval.From))
        {
            active += to <= end ? TimeSpan.Zero : to - (from > end ? from : end);
            end = to > end ? to : end;
        }

        return active;
    }
}
