using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using NewsFunctions.Articles;
using NewsFunctions.Dumps;
using NewsFunctions.Events;
using NewsFunctions.Links;

namespace NewsFunctions.Storage;

/// <summary>The JSON of columns, blobs and messages: camelCase names; kinds and severities lower case, other enums as in the design.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    MaxDepth = DeepestFields + 8,
    Converters = [typeof(LinkKindConverter), typeof(SeverityConverter), typeof(ArticleIdConverter), typeof(LifeCellConverter)])]
[JsonSerializable(typeof(IReadOnlyList<string>))]
[JsonSerializable(typeof(IReadOnlyList<RelatedItem>))]
[JsonSerializable(typeof(IReadOnlyList<DumpDiagnostic>))]
[JsonSerializable(typeof(IReadOnlyList<LinkState>))]
[JsonSerializable(typeof(IReadOnlyList<Place>))]
[JsonSerializable(typeof(Article))]
[JsonSerializable(typeof(Damage))]
[JsonSerializable(typeof(DumpProgress))]
[JsonSerializable(typeof(ShardCounts))]
[JsonSerializable(typeof(Fingerprint))]
[JsonSerializable(typeof(HostHealthRecord))]
[JsonSerializable(typeof(HostLessonsRecord))]
[JsonSerializable(typeof(HostOverride))]
[JsonSerializable(typeof(PersonJudgement))]
[JsonSerializable(typeof(WeeklyDigest))]
[JsonSerializable(typeof(JsonElement))]
[JsonSerializable(typeof(Dictionary<string, long>))]
[JsonSerializable(typeof(LinkCheckMessage))]
[JsonSerializable(typeof(IngestMessage))]
[JsonSerializable(typeof(ShardMessage))]
[JsonSerializable(typeof(WebhookMessage))]
[JsonSerializable(typeof(StoredSummary))]
[JsonSerializable(typeof(Measurement))]
[JsonSerializable(typeof(StoredLifeTable))]
internal sealed partial class StorageJson : JsonSerializerContext
{
    /// <summary>The fields that a container gave beside a text may be nested as deep as its reader lets them; an article wraps them.</summary>
    public const int DeepestFields = 512;

    /// <summary>Writes no escapes that only HTML needs: six characters for every Arabic letter would fill a row six times as fast.</summary>
    public static StorageJson Columns => Relaxed.Context;

    // A class of its own: the order of static initialisers over the files of a partial class is not defined.
    private static class Relaxed
    {
        public static readonly StorageJson Context = new(new JsonSerializerOptions(Default.GeneratedSerializerOptions!)
        {
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        });
    }
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
