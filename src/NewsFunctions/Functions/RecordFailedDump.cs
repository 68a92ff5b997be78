using Microsoft.Azure.Functions.Worker;
using NewsFunctions.Archive.Ingest;
using NewsFunctions.Storage.Connection;

namespace NewsFunctions.Functions;

/// <summary>Records a dump as <c>Failed</c> after the blob trigger gave up on it.</summary>
public sealed class RecordFailedDump(FailedDumps failed)
{
    [Function(nameof(RecordFailedDump))]
    public Task RunAsync(
        [QueueTrigger(ArchiveNames.BlobTriggerPoisonQueue, Connection = ArchiveNames.Connection)] PoisonBlobMessage message,
        CancellationToken cancellationToken) =>
        failed.RecordAsync(message, cancellationToken);
}
