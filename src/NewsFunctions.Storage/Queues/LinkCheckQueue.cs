using System.Text.Json;
using System.Text.Json.Serialization;
using Azure.Storage.Queues;
using NewsFunctions.Core.Ids;
using NewsFunctions.Storage.Connection;
using NewsFunctions.Storage.Links;
using NewsFunctions.Storage.Rows;

namespace NewsFunctions.Storage.Queues;

/// <summary>Requests a visit of a shard. JSON <c>{"site","kind","bucket","run"}</c>, with kind as in <c>image</c>.</summary>
/// <remarks>Attributes set the names and the spelling of the kind, because the Functions host reads it with its own serializer options.</remarks>
public sealed record LinkCheckMessage(
    [property: JsonPropertyName("site")] string Site,
    [property: JsonPropertyName("kind"), JsonConverter(typeof(LinkKindConverter))] LinkKind Kind,
    [property: JsonPropertyName("bucket")] string Bucket,
    [property: JsonPropertyName("run")] long Run) : TracedMessage
{
    /// <summary>Returns the message for the present run of a shard.</summary>
    public static LinkCheckMessage For(ShardStatus status) =>
        new(status.Shard.Site, status.Shard.Kind, status.Shard.Bucket, status.Run);
}

/// <summary>Sends to the queue <c>link-checks</c>.</summary>
public sealed class LinkCheckQueue
{
    private readonly QueueClient _queue;

    internal LinkCheckQueue(ArchiveClients clients) => _queue = clients.Queues.GetQueueClient(ArchiveNames.LinkChecksQueue);

    public Task SendAsync(LinkCheckMessage message, CancellationToken cancellationToken) => SendAsync(message, TimeSpan.Zero, cancellationToken);

    /// <param name="delay">The time for which the message is invisible; whole seconds.</param>
    public Task SendAsync(LinkCheckMessage message, TimeSpan delay, CancellationToken cancellationToken) => _queue.SendMessageAsync(
        JsonSerializer.Serialize(TracedMessage.FromHere(message), QueueJson.Columns.LinkCheckMessage),
        visibilityTimeout: delay,
        cancellationToken: cancellationToken);
}
