using Azure;
using Azure.Data.Tables.Models;
using Microsoft.AspNetCore.Http;
using NewsFunctions.Storage.Connection;
using NewsFunctions.Storage.Search;

namespace NewsFunctions.Storage.Setup;

/// <summary>Creates the tables, containers and queues of the archive.</summary>
public sealed class ArchiveSetup
{
    private readonly ArchiveClients _clients;
    private readonly WordRows? _words;

    /// <param name="words">Null if rows come from elsewhere and may lack the words of their articles.</param>
    internal ArchiveSetup(ArchiveClients clients, WordRows? words) => (_clients, _words) = (clients, words);

    /// <summary>Returns whether the container of summaries exists. One operation.</summary>
    public async Task<bool> HasReportsAsync(CancellationToken cancellationToken) => await _clients.ReportBlobs.ExistsAsync(cancellationToken);

    /// <summary>Creates missing tables, containers and queues. Safe to repeat and to run concurrently.</summary>
    public async Task CreateAsync(CancellationToken cancellationToken)
    {
        Task<Response<TableItem>> list = _clients.ArticleList.CreateIfNotExistsAsync(cancellationToken);
        await CreateOthersAsync(cancellationToken);
        if ((await list).GetRawResponse().Status != StatusCodes.Status409Conflict && _words is not null)
        {
            // Nothing was ingested before, so every article gets its words.
            await _words.MarkCompleteAsync(cancellationToken);
        }
    }

    private Task CreateOthersAsync(CancellationToken cancellationToken) => Task.WhenAll(
    [
        .. _clients.Tables.Where(table => table.Name != _clients.ArticleList.Name).Select(table => table.CreateIfNotExistsAsync(cancellationToken) as Task),
        .. _clients.CopiedContainers.Append(_clients.AccessBlobs).Select(container => container.CreateIfNotExistsAsync(cancellationToken: cancellationToken)),

        // Includes the poison queues: triggers listen to them long before the host needs them.
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
