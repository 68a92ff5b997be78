using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using NewsFunctions.Archive.Api;
using NewsFunctions.Archive.Exports.Rows;
using NewsFunctions.Core.Articles;
using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;
using NewsFunctions.Core.Survival;
using NewsFunctions.Core.WebArchives;

namespace NewsFunctions.Archive.Exports;

/// <summary>Serializes exported rows as <see cref="ApiJson"/> serializes answers.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    Converters =
    [
        typeof(LowerCaseEnumConverter<LinkKind>),
        typeof(LowerCaseEnumConverter<RescueOutcome>),
        typeof(LowerCaseEnumConverter<OfferOutcome>),
        typeof(LowerCaseEnumConverter<MediaState>),
        typeof(LowerCaseEnumConverter<ReplacementFrom>),
        typeof(LowerCaseEnumConverter<SameBytes>),
        typeof(LowerCaseEnumConverter<JudgementKind>),
        typeof(LowerCaseEnumConverter<BirthSource>),
        typeof(NamedEnumConverter<LinkState>),
        typeof(NamedEnumConverter<Verdict>),
    ])]
[JsonSerializable(typeof(ArticleRow))]
[JsonSerializable(typeof(LinkRow))]
[JsonSerializable(typeof(CheckRow))]
[JsonSerializable(typeof(FixRow))]
[JsonSerializable(typeof(SurvivalRow))]
public sealed partial class ExportRowsJson : JsonSerializerContext
{
    /// <inheritdoc cref="ApiJson.Web"/>
    public static ExportRowsJson Web => Readable.Context;

    // A separate class: the order of static initialisers across the files of a partial class is undefined.
    private static class Readable
    {
        public static readonly ExportRowsJson Context = new(new JsonSerializerOptions(Default.Options)
        {
            Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        });
    }
}
