using System.Text.Json.Serialization;
using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Links;
using NewsFunctions.Storage.Rows;

namespace NewsFunctions.Storage.Links;

/// <summary>Serializes columns of links, checks and shards.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(ShardCounts))]
[JsonSerializable(typeof(Fingerprint))]
[JsonSerializable(typeof(PersonJudgement))]
internal sealed partial class LinkRowsJson : JsonSerializerContext
{
    /// <inheritdoc cref="ColumnJson"/>
    public static LinkRowsJson Columns => Relaxed.Context;

    // A separate class: the order of static initialisers across the files of a partial class is undefined.
    private static class Relaxed
    {
        public static readonly LinkRowsJson Context = new(ColumnJson.Relax(Default.GeneratedSerializerOptions!));
    }
}
