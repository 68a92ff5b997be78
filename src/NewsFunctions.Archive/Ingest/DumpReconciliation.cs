using System.Diagnostics;
using Microsoft.Extensions.Logging;
using NewsFunctions.Archive.Telemetry;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Ledger;
using NewsFunctions.Storage.Dumps;
using NewsFunctions.Storage.Queues;
using NewsFunctions.Storage.Rows;

namespace NewsFunctions.Archive.Ingest;

/// <summary>Compares the uploads with the ledger and queues missing dumps for ingest.</summary>
/// <remarks>Events of the blob trigger can be lost: an upload may come before the subscription exists, or the retries of a delivery end.</remarks>
public sealed partial class DumpReconciliation(
    DumpBlobs blobs,
    DumpLedger ledger,
    IngestQueue queue,
    TimeProvider time,
    ILogger<DumpReconciliation> logger)
{
    private const int PageSize = 1_000;

    // The trigger of a younger upload is most likely about to ingest it.
    private static readonly TimeSpan TriggerTime = TimeSpan.FromMinutes(10);

    // A function runs 30 minutes at most and has five attempts. An ingest without a commit for longer is not running.
    private static readonly TimeSpan MaxSilence = TimeSpan.FromHours(3);

    /// <returns>The number of queued dumps.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        using Activity? span = ArchiveTracing.Start("reconcile");
        DateTimeOffset now = time.GetUtcNow();
        HashSet<DumpId> known = await KnownAsync(now, cancellationToken);
        int sent = 0;
        await foreach (DumpBlob dump in blobs.ListAsync(prefix: null, cancellationToken))
        {
            if (dump.LastModified <= now - TriggerTime && !known.Contains(dump.Id))
            {
                await queue.SendAsync(new IngestMessage(dump.Name), cancellationToken);
                sent++;
            }
        }

        span?.SetTag("newsfunctions.sent", sent);
        Log.Reconciled(logger, sent, known.Count);
        return sent;
    }

    private async Task<HashSet<DumpId>> KnownAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var known = new HashSet<DumpId>();
        string? continuation = null;
        do
        {
            ResultPage<DumpEntry> page = await ledger.ListAsync(new DumpFilter(), PageSize, continuation, cancellationToken);
            known.UnionWith(page.Items.Where(entry => !IsStuck(entry, now)).Select(entry => entry.Id));
            continuation = page.Continuation;
        }
        while (continuation is not null);

        return known;
    }

    private static bool IsStuck(DumpEntry entry, DateTimeOffset now) =>
        entry.Status == DumpStatus.Running && (entry.Progress?.CommittedAt ?? entry.StartedAt) <= now - MaxSilence;

    private static partial class Log
    {
        [LoggerMessage(2005, LogLevel.Information, "Queued {Sent} dumps whose upload event was lost; {Known} are in the ledger.")]
        public static partial void Reconciled(ILogger logger, int sent, int known);
    }
}
