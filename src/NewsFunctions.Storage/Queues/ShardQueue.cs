using System.Text.Json;
using System.Text.Json.Serialization;
using Azure.Storage.Queues;
using NewsFunctions.Core.Ids;
using NewsFunctions.Storage.Connection;
using NewsFunctions.Storage.Rows;

namespace NewsFunctions.Storage.Queues;

/// <summary>Asks for work on the links of a shard. JSON <c>{"site","kind","bucket"}</c>, the kind as <c>image</c>.</summary>
/// <remarks>Names and the spelling of the kind are attributes, because the Functions host reads it with serializer options of its own.</remarks>
public sealed record ShardMessage(
    [property: JsonPropertyName("site")] string Site,
    [property: JsonPropertyName("kind"), JsonConverter(typeof(LinkKindConverter))] LinkKind Kind,
    [property: JsonPropertyName("bucket")] string Bucket) : TracedMessage
{
    [JsonIgnore]
    public LinkShard Shard => new(Site, Kind, Bucket);

    public static ShardMessage For(LinkShard shard) => new(shard.Site, shard.Kind, shard.Bucket);
}

/// <summary>A queue of shards whose messages may wait.</summary>
public abstract class ShardQueue
{
    // Seven days, less what the clocks may differ by.
    private static readonly TimeSpan MaxDelay = TimeSpan.FromDays(7) - TimeSpan.FromMinutes(5);

    private readonly QueueClient _queue;

    private protected ShardQueue(ArchiveClients clients, string name) => _queue = clients.Queues.GetQueueClient(name);

    /// <param name="delay">How long nobody sees it; the service knows at most seven days.</param>
    public Task SendAsync(ShardMessage message, TimeSpan delay, CancellationToken cancellationToken) => _queue.SendMessageAsync(
        JsonSerializer.Serialize(TracedMessage.FromHere(message), QueueJson.Columns.ShardMessage),
        TimeSpan.FromSeconds(Math.Ceiling(Math.Clamp(delay.TotalSeconds, 0, MaxDelay.TotalSeconds))),
        timeToLive: null,
        cancellationToken);
}

/// <summary>The queue <c>rescues</c>.</summary>
public sealed class RescueQueue : ShardQueue
{
    internal RescueQueue(ArchiveClients clients)
        : base(clients, ArchiveNames.RescuesQueue)
    {
    }
}

/// <summary>The queue <c>captures</c>.</summary>
public sealed class CaptureQueue : ShardQueue
{
    internal CaptureQueue(ArchiveClients clients)
        : base(clients, ArchiveNames.CapturesQueue)
    {
    }
}
