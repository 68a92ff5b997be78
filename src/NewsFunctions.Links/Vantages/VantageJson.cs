using System.Text.Json;
using System.Text.Json.Serialization;
using NewsFunctions.Core.Ids;

namespace NewsFunctions.Links.Vantages;

/// <summary>Serializes the JSON that deployments exchange.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, Converters = [typeof(KindConverter)])]
[JsonSerializable(typeof(VantageCheckRequest))]
internal sealed partial class VantageJson : JsonSerializerContext
{
    /// <summary>Spells kinds as the API does.</summary>
    internal sealed class KindConverter() : JsonStringEnumConverter<LinkKind>(JsonNamingPolicy.CamelCase, allowIntegerValues: false);
}
