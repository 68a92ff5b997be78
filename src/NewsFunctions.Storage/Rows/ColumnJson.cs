using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using NewsFunctions.Core.Diagnostics;
using NewsFunctions.Core.Ids;

namespace NewsFunctions.Storage.Rows;

/// <summary>The JSON of columns, blobs and messages: camelCase names; kinds and severities lower case, other enums as in the design.
/// Each part of the storage has a context of its own.</summary>
internal static class ColumnJson
{
    public static JavaScriptEncoder Encoder => JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    /// <summary>Returns options that write no escapes that only HTML needs: six characters for every Arabic letter would fill a row six times as fast.</summary>
    public static JsonSerializerOptions Relax(JsonSerializerOptions generated) => new(generated) { Encoder = Encoder };
}

/// <summary><c>image</c>, <c>video</c>, <c>other</c>, <c>page</c>; numbers are refused.</summary>
public sealed class LinkKindConverter() : JsonStringEnumConverter<LinkKind>(JsonNamingPolicy.CamelCase, allowIntegerValues: false);

internal sealed class SeverityConverter()
    : JsonStringEnumConverter<DiagnosticSeverity>(JsonNamingPolicy.CamelCase, allowIntegerValues: false);

internal sealed class ArticleIdConverter : JsonConverter<ArticleId>
{
    public override ArticleId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        ArticleId.Parse(reader.GetString()!);

    public override void Write(Utf8JsonWriter writer, ArticleId value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
}
