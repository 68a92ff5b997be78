using System.Text.Json.Serialization;

namespace NewsFunctions.Archive.Api;

/// <summary>Converts enums whose names are the same in JSON as in code: <c>SoftNotFound</c>, <c>Ingested</c>.</summary>
public sealed class NamedEnumConverter<TEnum>() : JsonStringEnumConverter<TEnum>(namingPolicy: null, allowIntegerValues: false)
    where TEnum : struct, Enum;
