using System.Text.Json;
using System.Text.Json.Serialization;
using Azure.Storage.Queues;

namespace NewsFunctions.Storage;

/// <summary>Asks for the ingest of a dump. JSON <c>{"name"}</c>.</summary>
/// <param name="Name">The name of the blob within the container of the uploads.</param>
public sealed record IngestMessage([property: JsonPropertyName("name")] string Name);

/// <summary>The queue <c>ingests</c>.</summary>
public sealed class IngestQueue
{
    private readonly QueueClient _queue;

    internal IngestQueue(ArchiveClients clients) => _queue = clients.Queues.GetQueueClient(ArchiveNames.IngestsQueue);

    public Task SendAsync(IngestMessage message, CancellationToken cancellationToken) =>
        _queue.SendMessageAsync(JsonSerializer.Serialize(message, StorageJson.Columns.IngestMessage), cancellationToken);
}
