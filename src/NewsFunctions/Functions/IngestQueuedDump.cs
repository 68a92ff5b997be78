using Microsoft.Azure.Functions.Worker;
using NewsFunctions.Ingest;
using NewsFunctions.Storage;

namespace NewsFunctions.Functions;

/// <summary>Ingests a dump that no trigger told of, sent by <see cref="ReconcileDumps"/>, and goes on with one whose ingest sent itself on.</summary>
public sealed class IngestQueuedDump(DumpIngest ingest)
{
    [Function(nameof(IngestQueuedDump))]
    public Task RunAsync(
        [QueueTrigger(ArchiveNames.IngestsQueue, Connection = ArchiveNames.Connection)] IngestMessage message,
        CancellationToken cancellationToken) =>
        ingest.IngestAsync(message, cancellationToken);
}
