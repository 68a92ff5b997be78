using Microsoft.Azure.Functions.Worker;
using NewsFunctions.Archive.Captures;
using NewsFunctions.Storage.Connection;
using NewsFunctions.Storage.Queues;

namespace NewsFunctions.Functions;

/// <summary>Copies the live media of one shard that have no capture yet.</summary>
public sealed class CaptureMedia(LinkCaptures captures)
{
    [Function(nameof(CaptureMedia))]
    public Task RunAsync(
        [QueueTrigger(ArchiveNames.CapturesQueue, Connection = ArchiveNames.Connection)] ShardMessage message,
        CancellationToken cancellationToken) =>
        captures.CaptureAsync(message, cancellationToken);
}
