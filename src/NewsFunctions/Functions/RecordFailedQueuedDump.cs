using Microsoft.Azure.Functions.Worker;
using NewsFunctions.Archive.Ingest;
using NewsFunctions.Storage.Connection;
using NewsFunctions.Storage.Queues;

namespace NewsFunctions.Functions;

/// <summary>Records a dump as <c>Failed</c> after the queue <c>ingests</c> gave up on it.</summary>
public sealed class RecordFailedQueuedDump(FailedDumps failed)
{
    [Function(nameof(RecordFailedQueuedDump))]
    public Task RunAsync(
        [QueueTrigger(ArchiveNames.IngestsPoisonQueue, Connection = ArchiveNames.Connection)] IngestMessage message,
        CancellationToken cancellationToken) =>
        failed.RecordAsync(message, cancellationToken);
}
