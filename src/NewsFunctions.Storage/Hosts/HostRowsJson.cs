using System.Text.Json.Serialization;
using NewsFunctions.Core.Hosts;
using NewsFunctions.Storage.Rows;

namespace NewsFunctions.Storage.Hosts;

/// <summary>Serializes columns of hosts.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    Converters = [typeof(LinkKindConverter)])]
[JsonSerializable(typeof(HostHealthRecord))]
[JsonSerializable(typeof(HostLessonsRecord))]
[JsonSerializable(typeof(HostOverride))]
internal sealed partial class HostRowsJson : JsonSerializerContext
{
    /// <inheritdoc cref="ColumnJson"/>
    public static HostRowsJson Columns => Relaxed.Context;

    // A separate class: the order of static initialisers across the files of a partial class is undefined.
    private static class Relaxed
    {
        public static readonly HostRowsJson Context = new(ColumnJson.Relax(Default.GeneratedSerializerOptions!));
    }
}
