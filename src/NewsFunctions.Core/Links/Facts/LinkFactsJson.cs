using System.Text.Json.Serialization;

namespace NewsFunctions.Links;

/// <summary>The facts of a check as JSON.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(LinkFacts))]
internal sealed partial class LinkFactsJson : JsonSerializerContext;
