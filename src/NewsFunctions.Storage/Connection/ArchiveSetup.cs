namespace NewsFunctions.Storage;

/// <summary>Creates what the archive is kept in.</summary>
public sealed class ArchiveSetup
{
    private readonly ArchiveClients _clients;

    internal ArchiveSetup(ArchiveClients clients) => _clients = clients;

    /// <summary>Creates tables, containers and queues that are not there yet. Harmless when repeated or run by several at once.</summary>
    public Task CreateAsync(CancellationToken cancellationToken) => Task.WhenAll(
    [
        .. new[] { _clients.Articles, _clients.ArticleList, _clients.Links, _clients.LinkShards, _clients.Dumps, _clients.Hosts, _clients.Events, _clients.WebArchives, _clients.Operations }
            .Select(table => table.CreateIfNotExistsAsync(cancellationToken) as Task),
        .. new[] { _clients.DumpBlobs, _clients.ArticleBlobs, _clients.IngestBlobs, _clients.CaptureBlobs, _clients.ReportBlobs, _clients.AccessBlobs }
            .Select(container => container.CreateIfNotExistsAsync(cancellationToken: cancellationToken)),

        // The poison queues too: triggers listen to them long before the host first needs them.
        .. new[]
        {
            ArchiveNames.LinkChecksQueue,
            ArchiveNames.IngestsQueue,
            ArchiveNames.RescuesQueue,
            ArchiveNames.WebhooksQueue,
            ArchiveNames.CapturesQueue,
            ArchiveNames.LinkChecksPoisonQueue,
            ArchiveNames.IngestsPoisonQueue,
            ArchiveNames.WebhooksPoisonQueue,
            ArchiveNames.BlobTriggerPoisonQueue,
        }.Select(queue => _clients.Queues.GetQueueClient(queue).CreateIfNotExistsAsync(cancellationToken: cancellationToken)),
    ]);
}
