using System.Text.Json.Serialization;
using NewsFunctions.Core.Events;
using NewsFunctions.Storage.Rows;

namespace NewsFunctions.Storage.Events;

/// <summary>Serializes columns of events.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    Converters = [typeof(LinkKindConverter)])]
[JsonSerializable(typeof(WeeklyDigest))]
internal sealed partial class EventRowsJson : JsonSerializerContext
{
    /// <inheritdoc cref="ColumnJson"/>
    public static EventRowsJson Columns => Relaxed.Context;

    // A separate class: the order of static initialisers across the files of a partial class is undefined.
    private static class Relaxed
    {
        public static readonly EventRowsJson Context = new(ColumnJson.Relax(Default.GeneratedSerializerOptions!));
    }
}
