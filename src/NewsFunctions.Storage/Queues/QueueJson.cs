using System.Text.Json.Serialization;
using NewsFunctions.Storage.Rows;

namespace NewsFunctions.Storage.Queues;

/// <summary>The JSON of messages.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    Converters = [typeof(LinkKindConverter)])]
[JsonSerializable(typeof(LinkCheckMessage))]
[JsonSerializable(typeof(IngestMessage))]
[JsonSerializable(typeof(ShardMessage))]
[JsonSerializable(typeof(WebhookMessage))]
internal sealed partial class QueueJson : JsonSerializerContext
{
    /// <inheritdoc cref="ColumnJson"/>
    public static QueueJson Columns => Relaxed.Context;

    // A class of its own: the order of static initialisers over the files of a partial class is not defined.
    private static class Relaxed
    {
        public static readonly QueueJson Context = new(ColumnJson.Relax(Default.GeneratedSerializerOptions!));
    }
}
