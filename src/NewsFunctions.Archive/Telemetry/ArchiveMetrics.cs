using System.Diagnostics.Metrics;
using NewsFunctions.Core.Articles;
using NewsFunctions.Core.Diagnostics;
using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Ledger;
using NewsFunctions.Storage.Queues;
using NewsFunctions.Storage.Summaries;

namespace NewsFunctions.Archive.Telemetry;

/// <summary>Counts the archive's work for listeners of the meter. Costs nothing without a listener. docs/telemetry.md lists the metrics.</summary>
/// <remarks>Dimensions have few values, all defined here: never a path, a title or a host of a dump.</remarks>
public static class ArchiveMetrics
{
    public const string MeterName = "NewsFunctions";

    private static readonly Meter Meter = new(MeterName);
    private static readonly Counter<long> Dumps = Meter.CreateCounter<long>("newsfunctions.dumps", "{dump}");
    private static readonly Counter<long> Articles = Meter.CreateCounter<long>("newsfunctions.articles", "{article}");
    private static readonly Counter<long> Diagnostics = Meter.CreateCounter<long>("newsfunctions.diagnostics", "{diagnostic}");
    private static readonly Counter<long> Checks = Meter.CreateCounter<long>("newsfunctions.checks", "{check}");
    private static readonly Counter<long> Visits = Meter.CreateCounter<long>("newsfunctions.visits", "{visit}");
    private static readonly Counter<long> LostLeases = Meter.CreateCounter<long>("newsfunctions.leases.lost", "{lease}");
    private static readonly Gauge<long> QueueMessages = Meter.CreateGauge<long>("newsfunctions.queue.messages", "{message}");
    private static readonly Gauge<double> QueueAge = Meter.CreateGauge<double>("newsfunctions.queue.age", "s");
    private static readonly Gauge<long> OpenCircuits = Meter.CreateGauge<long>("newsfunctions.circuits.open", "{circuit}");

    internal static void CountDump(DumpStatus status)
    {
        if (Dumps.Enabled)
        {
            Dumps.Add(1, new KeyValuePair<string, object?>("status", Enum.GetName(status)));
        }
    }

    internal static void CountArticle(Article article)
    {
        Articles.Add(1);
        CountDiagnostics(article.Diagnostics);
    }

    internal static void CountDiagnostics(IReadOnlyList<DumpDiagnostic> diagnostics)
    {
        if (Diagnostics.Enabled)
        {
            foreach (DumpDiagnostic diagnostic in diagnostics)
            {
                Diagnostics.Add(1, new KeyValuePair<string, object?>("code", diagnostic.Code));
            }
        }
    }

    internal static void CountCheck(Verdict verdict, LinkKind kind)
    {
        if (Checks.Enabled)
        {
            Checks.Add(
                1,
                new KeyValuePair<string, object?>("verdict", Enum.GetName(verdict)),
                new KeyValuePair<string, object?>("kind", Enum.GetName(kind)));
        }
    }

    internal static void CountVisit(VisitOutcome outcome)
    {
        if (Visits.Enabled)
        {
            Visits.Add(1, new KeyValuePair<string, object?>("outcome", Enum.GetName(outcome)));
        }
    }

    internal static void CountLostHostLease() => LostLeases.Add(1, new KeyValuePair<string, object?>("lease", "host"));

    internal static void CountLostShardLease() => LostLeases.Add(1, new KeyValuePair<string, object?>("lease", "shard"));

    internal static void Measure(Measurement measurement)
    {
        OpenCircuits.Record(measurement.OpenCircuits);
        foreach (QueueDepth queue in measurement.Queues)
        {
            var name = new KeyValuePair<string, object?>("queue", queue.Queue);
            QueueMessages.Record(queue.Messages, name);
            QueueAge.Record(queue.OldestAt is { } oldest ? Math.Max(0, (measurement.At - oldest).TotalSeconds) : 0, name);
        }
    }
}
