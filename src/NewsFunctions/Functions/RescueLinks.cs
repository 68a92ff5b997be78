using Microsoft.Azure.Functions.Worker;
using NewsFunctions.Archive.Rescues;
using NewsFunctions.Storage.Connection;
using NewsFunctions.Storage.Queues;

namespace NewsFunctions.Functions;

/// <summary>Looks up the dying links of one shard in web archives.</summary>
public sealed class RescueLinks(LinkRescues rescues)
{
    [Function(nameof(RescueLinks))]
    public Task RunAsync(
        [QueueTrigger(ArchiveNames.RescuesQueue, Connection = ArchiveNames.Connection)] ShardMessage message,
        CancellationToken cancellationToken) =>
        rescues.RescueAsync(message, cancellationToken);
}
