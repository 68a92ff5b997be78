using System.Text.Json.Serialization;

namespace NewsFunctions.Archive.Api;

/// <summary>Enums whose names on the wire are those of the code: <c>SoftNotFound</c>, <c>Ingested</c>.</summary>
public sealed class NamedEnumConverter<TEnum>() : JsonStringEnumConverter<TEnum>(namingPolicy: null, allowIntegerValues: false)
    where TEnum : struct, Enum;
