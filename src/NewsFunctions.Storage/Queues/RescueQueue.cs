using System.Text.Json;
using System.Text.Json.Serialization;
using Azure.Storage.Queues;
using NewsFunctions.Links;

namespace NewsFunctions.Storage;

/// <summary>Asks for the dying links of a shard to be looked up in web archives. JSON <c>{"site","kind","bucket"}</c>, the kind as <c>image</c>.</summary>
/// <remarks>Names and the spelling of the kind are attributes, because the Functions host reads it with serializer options of its own.</remarks>
public sealed record RescueMessage(
    [property: JsonPropertyName("site")] string Site,
    [property: JsonPropertyName("kind"), JsonConverter(typeof(LinkKindConverter))] LinkKind Kind,
    [property: JsonPropertyName("bucket")] string Bucket)
{
    [JsonIgnore]
    public LinkShard Shard => new(Site, Kind, Bucket);

    public static RescueMessage For(LinkShard shard) => new(shard.Site, shard.Kind, shard.Bucket);
}

/// <summary>The queue <c>rescues</c>.</summary>
public sealed class RescueQueue
{
    // Seven days, less what the clocks may differ by.
    private static readonly TimeSpan LongestDelay = TimeSpan.FromDays(7) - TimeSpan.FromMinutes(5);

    private readonly QueueClient _queue;

    internal RescueQueue(ArchiveClients clients) => _queue = clients.Queues.GetQueueClient(ArchiveNames.RescuesQueue);

    /// <param name="delay">How long nobody sees it; the service knows at most seven days.</param>
    public Task SendAsync(RescueMessage message, TimeSpan delay, CancellationToken cancellationToken) => _queue.SendMessageAsync(
        JsonSerializer.Serialize(message, StorageJson.Columns.RescueMessage),
        TimeSpan.FromSeconds(Math.Ceiling(Math.Clamp(delay.TotalSeconds, 0, LongestDelay.TotalSeconds))),
        timeToLive: null,
        cancellationToken);
}
