using Microsoft.Azure.Functions.Worker;
using NewsFunctions.Archive.Ingest;
using NewsFunctions.Storage.Connection;
using NewsFunctions.Storage.Queues;

namespace NewsFunctions.Functions;

/// <summary>Ingests an upload whose event was lost, sent by <see cref="ReconcileDumps"/>, and continues long ingests.</summary>
public sealed class IngestQueuedDump(DumpIngest ingest)
{
    [Function(nameof(IngestQueuedDump))]
    public Task RunAsync(
        [QueueTrigger(ArchiveNames.IngestsQueue, Connection = ArchiveNames.Connection)] IngestMessage message,
        CancellationToken cancellationToken) =>
        ingest.IngestAsync(message, cancellationToken);
}
