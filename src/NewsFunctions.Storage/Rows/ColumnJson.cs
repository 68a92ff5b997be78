using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using NewsFunctions.Core.Diagnostics;
using NewsFunctions.Core.Ids;

namespace NewsFunctions.Storage.Rows;

/// <summary>Defines the JSON of columns, blobs and messages: camelCase names; kinds and severities in lower case, other enums as in the design.
/// Each part of the storage has its own context.</summary>
internal static class ColumnJson
{
    public static JavaScriptEncoder Encoder => JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    /// <summary>Returns options without escapes that only HTML needs: six characters per Arabic letter would fill a row six times as fast.</summary>
    public static JsonSerializerOptions Relax(JsonSerializerOptions generated) => new(generated) { Encoder = Encoder };
}

/// <summary>Writes <c>image</c>, <c>video</c>, <c>other</c> and <c>page</c>; refuses numbers.</summary>
public sealed class LinkKindConverter() : JsonStringEnumConverter<LinkKind>(JsonNamingPolicy.CamelCase, allowIntegerValues: false);

internal sealed class SeverityConverter()
    : JsonStringEnumConverter<DiagnosticSeverity>(JsonNamingPolicy.CamelCase, allowIntegerValues: false);

internal sealed class ArticleIdConverter : JsonConverter<ArticleId>
{
    public override ArticleId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        ArticleId.Parse(reader.GetString()!);

    public override void Write(Utf8JsonWriter writer, ArticleId value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
}
