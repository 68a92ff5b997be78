using Microsoft.Azure.Functions.Worker;
using NewsFunctions.Archive.Ingest;
using NewsFunctions.Storage.Connection;
using NewsFunctions.Storage.Queues;

namespace NewsFunctions.Functions;

/// <summary>Writes the final <c>Failed</c> of a dump that the queue <c>ingests</c> gave up.</summary>
public sealed class RecordFailedQueuedDump(FailedDumps failed)
{
    [Function(nameof(RecordFailedQueuedDump))]
    public Task RunAsync(
        [QueueTrigger(ArchiveNames.IngestsPoisonQueue, Connection = ArchiveNames.Connection)] IngestMessage message,
        CancellationToken cancellationToken) =>
        failed.RecordAsync(message, cancellationToken);
}
