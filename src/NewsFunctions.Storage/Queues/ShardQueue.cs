using System.Text.Json;
using System.Text.Json.Serialization;
using Azure.Storage.Queues;
using NewsFunctions.Core.Ids;
using NewsFunctions.Storage.Connection;
using NewsFunctions.Storage.Rows;

namespace NewsFunctions.Storage.Queues;

/// <summary>Requests work on the links of a shard. JSON <c>{"site","kind","bucket"}</c>, with kind as in <c>image</c>.</summary>
/// <remarks>Attributes set the names and the spelling of the kind, because the Functions host reads it with its own serializer options.</remarks>
public sealed record ShardMessage(
    [property: JsonPropertyName("site")] string Site,
    [property: JsonPropertyName("kind"), JsonConverter(typeof(LinkKindConverter))] LinkKind Kind,
    [property: JsonPropertyName("bucket")] string Bucket) : TracedMessage
{
    [JsonIgnore]
    public LinkShard Shard => new(Site, Kind, Bucket);

    public static ShardMessage For(LinkShard shard) => new(shard.Site, shard.Kind, shard.Bucket);
}

/// <summary>Sends messages about shards, which may be delayed.</summary>
public abstract class ShardQueue
{
    // Seven days, less a margin for clock differences.
    private static readonly TimeSpan MaxDelay = TimeSpan.FromDays(7) - TimeSpan.FromMinutes(5);

    private readonly QueueClient _queue;

    private protected ShardQueue(ArchiveClients clients, string name) => _queue = clients.Queues.GetQueueClient(name);

    /// <param name="delay">The time for which the message is invisible. The service allows at most seven days.</param>
    public Task SendAsync(ShardMessage message, TimeSpan delay, CancellationToken cancellationToken) => _queue.SendMessageAsync(
        JsonSerializer.Serialize(TracedMessage.FromHere(message), QueueJson.Columns.ShardMessage),
        TimeSpan.FromSeconds(Math.Ceiling(Math.Clamp(delay.TotalSeconds, 0, MaxDelay.TotalSeconds))),
        timeToLive: null,
        cancellationToken);
}

/// <summary>Sends to the queue <c>rescues</c>.</summary>
public sealed class RescueQueue : ShardQueue
{
    internal RescueQueue(ArchiveClients clients)
        : base(clients, ArchiveNames.RescuesQueue)
    {
    }
}

/// <summary>Sends to the queue <c>captures</c>.</summary>
public sealed class CaptureQueue : ShardQueue
{
    internal CaptureQueue(ArchiveClients clients)
        : base(clients, ArchiveNames.CapturesQueue)
    {
    }
}
