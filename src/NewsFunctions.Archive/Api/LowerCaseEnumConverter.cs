using System.Text.Json;
using System.Text.Json.Serialization;

namespace NewsFunctions.Archive.Api;

/// <summary>Converts enums whose names are lower case in JSON: <c>image</c>, <c>warning</c>.</summary>
public sealed class LowerCaseEnumConverter<TEnum>() : JsonStringEnumConverter<TEnum>(JsonNamingPolicy.CamelCase, allowIntegerValues: false)
    where TEnum : struct, Enum;
