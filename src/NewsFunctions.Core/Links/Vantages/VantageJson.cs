using System.Text.Json;
using System.Text.Json.Serialization;

namespace NewsFunctions.Links;

/// <summary>The JSON that deployments send each other.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, Converters = [typeof(KindConverter)])]
[JsonSerializable(typeof(VantageCheckRequest))]
internal sealed partial class VantageJson : JsonSerializerContext
{
    /// <summary>As the API spells kinds.</summary>
    internal sealed class KindConverter() : JsonStringEnumConverter<LinkKind>(JsonNamingPolicy.CamelCase, allowIntegerValues: false);
}
