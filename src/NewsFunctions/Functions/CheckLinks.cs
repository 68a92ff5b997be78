using Microsoft.Azure.Functions.Worker;
using NewsFunctions.Archive.Visits;
using NewsFunctions.Storage.Connection;
using NewsFunctions.Storage.Queues;

namespace NewsFunctions.Functions;

/// <summary>Visits one shard: checks its due links and records what it saw.</summary>
public sealed class CheckLinks(LinkVisits visits)
{
    [Function(nameof(CheckLinks))]
    public Task RunAsync(
        [QueueTrigger(ArchiveNames.LinkChecksQueue, Connection = ArchiveNames.Connection)] LinkCheckMessage message,
        CancellationToken cancellationToken) =>
        visits.VisitAsync(message, cancellationToken);
}
