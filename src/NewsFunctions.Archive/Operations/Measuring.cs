using Microsoft.Extensions.Logging;
using NewsFunctions.Archive.Telemetry;
using NewsFunctions.Core.Ledger;
using NewsFunctions.Storage.Captures;
using NewsFunctions.Storage.Dumps;
using NewsFunctions.Storage.Hosts;
using NewsFunctions.Storage.Links;
using NewsFunctions.Storage.Queues;
using NewsFunctions.Storage.Summaries;

namespace NewsFunctions.Archive.Operations;

/// <summary>Measures the archive for its operators, once an hour.</summary>
public sealed partial class Measuring(
    QueueDepths queues,
    DumpLedger ledger,
    HostStore hosts,
    LinkShardStore shards,
    CaptureStore captures,
    MeasurementStore store,
    TimeProvider time,
    ILogger<Measuring> logger)
{
    private const int MaxFailedDumps = 1000;

    private static readonly TimeSpan CaptureCountLasts = TimeSpan.FromDays(1) - TimeSpan.FromMinutes(30);

    /// <summary>Measures and stores the result. Costs one operation for each 1,000 hosts, shards and dumps, two for each queue, and
    /// once a day one for each 5,000 captures.</summary>
    public async Task<Measurement> MeasureAsync(CancellationToken cancellationToken)
    {
        DateTimeOffset now = time.GetUtcNow();
        Measurement? before = (await store.ListAsync(limit: 1, continuation: null, cancellationToken)).Items is [var last] ? last : null;
        (long due, DateTimeOffset? lastVisit) = await ReadShardsAsync(now, cancellationToken);
        var measurement = new Measurement
        {
            At = now,
            Queues = await queues.ReadAsync(cancellationToken),
            FailedDumps = await CountFailedAsync(cancellationToken),
            OpenCircuits = await hosts.ReadHealthAsync(cancellationToken).LongCountAsync(host => IsTrouble(host, now), cancellationToken),
            ShardsDue = due,
            LastVisitAt = lastVisit,
            Captures = before is { Captures: { } known } && now - known.AsOf < CaptureCountLasts ? known : await captures.MeasureAsync(now, cancellationToken),
        };
        await store.WriteAsync(measurement, cancellationToken);
        ArchiveMetrics.Measure(measurement);
        Log.Measured(
            logger,
            measurement.Queues.Where(queue => !queue.IsPoison).Sum(queue => queue.Messages),
            measurement.Queues.Where(queue => queue.IsPoison).Sum(queue => queue.Messages),
            measurement.FailedDumps,
            measurement.OpenCircuits,
            measurement.ShardsDue,
            measurement.Captures.Bytes);
        return measurement;
    }

    private static bool IsTrouble(StoredHost host, DateTimeOffset now) =>
        host.Record.Health.OpenSince is not null && host.Override?.IsActive(now) != true;

    private async Task<long> CountFailedAsync(CancellationToken cancellationToken) =>
        (await ledger.ListAsync(new DumpFilter { Status = DumpStatus.Failed }, MaxFailedDumps, continuation: null, cancellationToken)).Items.Count;

    private async Task<(long Due, DateTimeOffset? LastVisit)> ReadShardsAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        (long due, DateTimeOffset? lastVisit) = (0, null);
        await foreach (ShardStatus shard in shards.ReadAllAsync(site: null, cancellationToken))
        {
            due += shard.IsDue(now) ? 1 : 0;
            lastVisit = shard.CountedAt is { } counted && !(counted <= lastVisit) ? counted : lastVisit;
        }

        return (due, lastVisit);
    }

    private static partial class Log
    {
        [LoggerMessage(2700, LogLevel.Information, "Measured: {Messages} messages wait, {Poison} are in poison queues, {FailedDumps} dumps failed, {OpenCircuits} circuits are open, {ShardsDue} shards are due, captures have {CaptureBytes} bytes.")]
        public static partial void Measured(ILogger logger, long messages, long poison, long failedDumps, long openCircuits, long shardsDue, long captureBytes);
    }
}
