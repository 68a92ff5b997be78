using System.Text.Json;
using System.Text.Json.Serialization;

namespace NewsFunctions.Archive.Api;

/// <summary>Enums whose names on the wire are lower case: <c>image</c>, <c>warning</c>.</summary>
public sealed class LowerCaseEnumConverter<TEnum>() : JsonStringEnumConverter<TEnum>(JsonNamingPolicy.CamelCase, allowIntegerValues: false)
    where TEnum : struct, Enum;
