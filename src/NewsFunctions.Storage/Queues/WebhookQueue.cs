using System.Text.Json;
using System.Text.Json.Serialization;
using Azure.Storage.Queues;
using NewsFunctions.Core.Events;
using NewsFunctions.Storage.Connection;
using NewsFunctions.Storage.Rows;

namespace NewsFunctions.Storage.Queues;

/// <summary>Requests the delivery of an event. JSON <c>{"site","event","attempt"}</c>.</summary>
/// <param name="Event">The event's row in the table Events.</param>
/// <param name="Attempt">The number of the attempt, from 1.</param>
public sealed record WebhookMessage(
    [property: JsonPropertyName("site")] string Site,
    [property: JsonPropertyName("event")] string Event,
    [property: JsonPropertyName("attempt")] int Attempt) : TracedMessage
{
    internal static WebhookMessage For(ArchiveEvent told) =>
        new(TableKeys.EventPartition(told.Site), TableKeys.EventRow(told.At, told.Subject, told.What), 1);
}

/// <summary>Sends to the queue <c>webhooks</c>.</summary>
public sealed class WebhookQueue
{
    private readonly QueueClient _queue;

    internal WebhookQueue(ArchiveClients clients) => _queue = clients.Queues.GetQueueClient(ArchiveNames.WebhooksQueue);

    /// <param name="delay">The time for which the message is invisible, at most seven days.</param>
    public Task SendAsync(WebhookMessage message, TimeSpan delay, CancellationToken cancellationToken) => _queue.SendMessageAsync(
        JsonSerializer.Serialize(TracedMessage.FromHere(message), QueueJson.Columns.WebhookMessage), visibilityTimeout: delay, cancellationToken: cancellationToken);
}
