using System.Text.Json.Serialization;
using NewsFunctions.Core.Articles;
using NewsFunctions.Core.Diagnostics;
using NewsFunctions.Storage.Rows;

namespace NewsFunctions.Storage.Articles;

/// <summary>Serializes columns and blobs of articles.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    MaxDepth = MaxFieldDepth + 8,
    Converters = [typeof(LinkKindConverter), typeof(SeverityConverter), typeof(ArticleIdConverter)])]
[JsonSerializable(typeof(IReadOnlyList<string>))]
[JsonSerializable(typeof(IReadOnlyList<RelatedItem>))]
[JsonSerializable(typeof(IReadOnlyList<DumpDiagnostic>))]
[JsonSerializable(typeof(IReadOnlyList<Place>))]
[JsonSerializable(typeof(Article))]
[JsonSerializable(typeof(Damage))]
internal sealed partial class ArticleRowsJson : JsonSerializerContext
{
    /// <summary>Allows fields of a container that are nested as deeply as its reader accepts, plus the article around them.</summary>
    public const int MaxFieldDepth = 512;

    /// <inheritdoc cref="ColumnJson"/>
    public static ArticleRowsJson Columns => Relaxed.Context;

    // A separate class: the order of static initialisers across the files of a partial class is undefined.
    private static class Relaxed
    {
        public static readonly ArticleRowsJson Context = new(ColumnJson.Relax(Default.GeneratedSerializerOptions!));
    }
}
