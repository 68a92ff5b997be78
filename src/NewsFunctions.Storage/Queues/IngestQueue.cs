using System.Text.Json;
using System.Text.Json.Serialization;
using Azure.Storage.Queues;
using NewsFunctions.Storage.Connection;

namespace NewsFunctions.Storage.Queues;

/// <summary>Requests the ingest of a dump. JSON <c>{"name"}</c>, and <c>{"name","dumpId","leg"}</c> for the next leg of a long ingest.</summary>
/// <param name="Name">The name of the blob within the container of uploads.</param>
public sealed record IngestMessage([property: JsonPropertyName("name")] string Name) : TracedMessage
{
    /// <summary>Gets the upload that the leg belongs to; null means the present blob of that name.</summary>
    [JsonPropertyName("dumpId")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? DumpId { get; init; }

    /// <summary>Gets the leg that begins; null means that the ingest begins, or resumes where it stopped.</summary>
    [JsonPropertyName("leg")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Leg { get; init; }
}

/// <summary>Sends to the queue <c>ingests</c>.</summary>
public sealed class IngestQueue
{
    private readonly QueueClient _queue;

    internal IngestQueue(ArchiveClients clients) => _queue = clients.Queues.GetQueueClient(ArchiveNames.IngestsQueue);

    public Task SendAsync(IngestMessage message, CancellationToken cancellationToken) =>
        _queue.SendMessageAsync(JsonSerializer.Serialize(TracedMessage.FromHere(message), QueueJson.Columns.IngestMessage), cancellationToken);
}
