using Microsoft.Extensions.Logging;
using NewsFunctions.Archive.Telemetry;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Ledger;
using NewsFunctions.Storage.Connection;
using NewsFunctions.Storage.Dumps;
using NewsFunctions.Storage.Queues;

namespace NewsFunctions.Archive.Ingest;

/// <summary>Records dumps whose last attempt failed. The uploads are kept.</summary>
public sealed partial class FailedDumps(DumpBlobs blobs, DumpLedger ledger, IngestLinks links, TimeProvider time, ILogger<FailedDumps> logger)
{
    private const string Error =
        "The last attempt to ingest it failed; the log of the function IngestDump says why. `news dumps retry` or POST /api/dumps/{dumpId}/ingest tries again.";

    /// <summary>Records a dump that the blob trigger gave up, at the ETag that it saw.</summary>
    public async Task RecordAsync(PoisonBlobMessage message, CancellationToken cancellationToken)
    {
        if (message.ContainerName != ArchiveNames.DumpsContainer)
        {
            // All blob triggers of the storage account share the queue.
            Log.NotADump(logger, message.ContainerName, message.BlobName);
            return;
        }

        DumpBlob? current = await blobs.FindAsync(message.BlobName, cancellationToken);
        if (current is not null && SameETag(current.StoredETag, message.ETag))
        {
            if (await ledger.GetAsync(current.Id, cancellationToken) is var row && row is null or { Status: DumpStatus.Running })
            {
                await EndAsync(current, row, cancellationToken);
            }

            return;
        }

        // The upload was overwritten or deleted since. Only its row, if there is one, has to be completed.
        await foreach (DumpEntry entry in ledger.FindAsync(message.BlobName, cancellationToken))
        {
            if (entry.Status == DumpStatus.Running && SameETag(entry.ETag, message.ETag))
            {
                await ledger.EndAsync(
                    entry,
                    new DumpOutcome(DumpStatus.Replaced, entry.Counts, "Overwritten or deleted before it could be ingested.", []),
                    time.GetUtcNow(),
                    cancellationToken);
                ArchiveMetrics.CountDump(DumpStatus.Replaced);
            }
        }
    }

    /// <summary>Records a dump that the ingest queue gave up: the one that has the name now, unless it was ingested meanwhile.</summary>
    public async Task RecordAsync(IngestMessage message, CancellationToken cancellationToken)
    {
        if (await blobs.FindAsync(message.Name, cancellationToken) is { } current
            && (message.DumpId is null || message.DumpId == current.Id.ToString())
            && await ledger.GetAsync(current.Id, cancellationToken) is var entry
            && entry is null or { Status: DumpStatus.Running }
            && !(entry?.Progress?.Leg > message.Leg))
        {
            await EndAsync(current, entry, cancellationToken);
        }
    }

    /// <summary>Completes the row as failed. Committed articles stay and are counted.</summary>
    private async Task EndAsync(DumpBlob dump, DumpEntry? entry, CancellationToken cancellationToken)
    {
        Log.GivenUp(logger, dump.Name, dump.Id);
        var outcome = new DumpOutcome(DumpStatus.Failed, entry?.Counts ?? DumpCounts.None, Error, entry?.Diagnostics ?? []);
        await ledger.EndAsync(dump, outcome, time.GetUtcNow(), cancellationToken);
        ArchiveMetrics.CountDump(DumpStatus.Failed);
        await links.DeleteAsync(dump.Id, cancellationToken);
    }

    // ETags have quotes in messages, and none in clients.
    private static bool SameETag(string one, string other) => string.Equals(one.Trim('"'), other.Trim('"'), StringComparison.Ordinal);

    private static partial class Log
    {
        [LoggerMessage(2006, LogLevel.Error, "Gave up on dump {Name} ({Id}) after the last attempt; the upload stays.")]
        public static partial void GivenUp(ILogger logger, string name, DumpId id);

        [LoggerMessage(2007, LogLevel.Warning, "Dropped a poison message about {Container}/{Name}, which is not a dump.")]
        public static partial void NotADump(ILogger logger, string container, string name);
    }
}
