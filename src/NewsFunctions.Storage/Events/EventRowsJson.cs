using System.Text.Json.Serialization;
using NewsFunctions.Core.Events;
using NewsFunctions.Storage.Rows;

namespace NewsFunctions.Storage.Events;

/// <summary>The JSON of columns of events.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    Converters = [typeof(LinkKindConverter)])]
[JsonSerializable(typeof(WeeklyDigest))]
internal sealed partial class EventRowsJson : JsonSerializerContext
{
    /// <inheritdoc cref="ColumnJson"/>
    public static EventRowsJson Columns => Relaxed.Context;

    // A class of its own: the order of static initialisers over the files of a partial class is not defined.
    private static class Relaxed
    {
        public static readonly EventRowsJson Context = new(ColumnJson.Relax(Default.GeneratedSerializerOptions!));
    }
}
