using System.Text.Json.Serialization;
using NewsFunctions.Storage.Rows;

namespace NewsFunctions.Storage.Summaries;

/// <summary>Serializes summaries, life tables and measurements.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    Converters = [typeof(LinkKindConverter), typeof(LifeCellConverter)])]
[JsonSerializable(typeof(StoredSummary))]
[JsonSerializable(typeof(Measurement))]
[JsonSerializable(typeof(StoredLifeTable))]
internal sealed partial class SummaryJson : JsonSerializerContext
{
    /// <inheritdoc cref="ColumnJson"/>
    public static SummaryJson Columns => Relaxed.Context;

    // A separate class: the order of static initialisers across the files of a partial class is undefined.
    private static class Relaxed
    {
        public static readonly SummaryJson Context = new(ColumnJson.Relax(Default.GeneratedSerializerOptions!));
    }
}
