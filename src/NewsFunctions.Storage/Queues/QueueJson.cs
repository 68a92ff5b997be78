using System.Text.Json.Serialization;
using NewsFunctions.Storage.Rows;

namespace NewsFunctions.Storage.Queues;

/// <summary>Serializes messages.</summary>
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

    // A separate class: the order of static initialisers across the files of a partial class is undefined.
    private static class Relaxed
    {
        public static readonly QueueJson Context = new(ColumnJson.Relax(Default.GeneratedSerializerOptions!));
    }
}
