using System.Text.Json.Serialization;
using NewsFunctions.Storage.Rows;

namespace NewsFunctions.Storage.Summaries;

/// <summary>The JSON of summaries, life tables and measurements.</summary>
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

    // A class of its own: the order of static initialisers over the files of a partial class is not defined.
    private static class Relaxed
    {
        public static readonly SummaryJson Context = new(ColumnJson.Relax(Default.GeneratedSerializerOptions!));
    }
}
