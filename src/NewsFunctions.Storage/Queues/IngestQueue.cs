using System.Text.Json;
using System.Text.Json.Serialization;
using Azure.Storage.Queues;
using NewsFunctions.Storage.Connection;

namespace NewsFunctions.Storage.Queues;

/// <summary>Asks for the ingest of a dump. JSON <c>{"name"}</c>, and <c>{"name","dumpId","leg"}</c> from an ingest that sends itself on.</summary>
/// <param name="Name">The name of the blob within the container of the uploads.</param>
public sealed record IngestMessage([property: JsonPropertyName("name")] string Name) : TracedMessage
{
    /// <summary>The upload that the leg is of; null: whatever bears the name now.</summary>
    [JsonPropertyName("dumpId")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? DumpId { get; init; }

    /// <summary>Which leg begins; null: the ingest begins, or goes on where it stopped.</summary>
    [JsonPropertyName("leg")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Leg { get; init; }
}

/// <summary>The queue <c>ingests</c>.</summary>
public sealed class IngestQueue
{
    private readonly QueueClient _queue;

    internal IngestQueue(ArchiveClients clients) => _queue = clients.Queues.GetQueueClient(ArchiveNames.IngestsQueue);

    public Task SendAsync(IngestMessage message, CancellationToken cancellationToken) =>
        _queue.SendMessageAsync(JsonSerializer.Serialize(TracedMessage.FromHere(message), QueueJson.Columns.IngestMessage), cancellationToken);
}
