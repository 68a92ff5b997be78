using NewsFunctions.Core.Ids;
using NewsFunctions.Storage.Dumps;
using NewsFunctions.Storage.Queues;

namespace NewsFunctions.Archive.Ingest;

/// <summary>Ingests a dump again without an upload: after a failure, or to read it with a newer parser.</summary>
/// <remarks>Every step of an ingest can be repeated, so a dump that was ingested or is being ingested may be sent as well.</remarks>
public sealed class DumpRetries(DumpLedger ledger, DumpBlobs blobs, IngestQueue queue)
{
    /// <summary>Sends the dump to the queue of ingests. Three operations. An upload without a ledger row is looked up among the blobs.</summary>
    public async Task<DumpRetry> SendAsync(DumpId id, CancellationToken cancellationToken)
    {
        string? name = (await ledger.GetAsync(id, cancellationToken))?.Name ?? await FindWaitingAsync(id, cancellationToken);
        if (name is null)
        {
            return DumpRetry.Unknown;
        }

        if ((await blobs.FindAsync(name, cancellationToken))?.Id != id)
        {
            return DumpRetry.Gone;
        }

        await queue.SendAsync(new IngestMessage(name) { DumpId = id.ToString() }, cancellationToken);
        return DumpRetry.Sent;
    }

    private async Task<string?> FindWaitingAsync(DumpId id, CancellationToken cancellationToken) =>
        (await blobs.ListAsync(prefix: null, cancellationToken).FirstOrDefaultAsync(dump => dump.Id == id, cancellationToken))?.Name;
}

/// <summary>Says what happened to a request to ingest a dump again.</summary>
public enum DumpRetry
{
    /// <summary>The dump was queued. An ingest begins once the queue delivers it.</summary>
    Sent,

    /// <summary>The archive has no such dump.</summary>
    Unknown,

    /// <summary>The upload was deleted or replaced.</summary>
    Gone,
}
