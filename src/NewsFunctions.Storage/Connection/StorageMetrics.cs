using System.Diagnostics.Metrics;

namespace NewsFunctions.Storage.Connection;

/// <summary>Counts storage operations for listeners of the meter. Costs nothing without a listener. See docs/telemetry.md.</summary>
public static class StorageMetrics
{
    public const string MeterName = "NewsFunctions.Storage";

    private static readonly Meter Meter = new(MeterName);
    private static readonly Counter<long> Operations = Meter.CreateCounter<long>("newsfunctions.storage.operations", "{operation}");

    internal static void CountTable() => Operations.Add(1, new KeyValuePair<string, object?>("service", "table"));

    internal static void CountBlob() => Operations.Add(1, new KeyValuePair<string, object?>("service", "blob"));

    internal static void CountQueue() => Operations.Add(1, new KeyValuePair<string, object?>("service", "queue"));
}
