using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using NewsFunctions.Core.Articles;
using NewsFunctions.Core.Diagnostics;
using NewsFunctions.Core.Events;
using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Hosts;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Ledger;
using NewsFunctions.Core.Links;
using NewsFunctions.Core.Summaries;
using NewsFunctions.Core.Survival;
using NewsFunctions.Core.WebArchives;
using NewsFunctions.Links.Vantages;

namespace NewsFunctions.Archive.Api;

/// <summary>Serializes the JSON that the API writes and reads: camelCase, every member always present, kinds and severities in lower case,
/// states, verdicts and statuses PascalCase.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    // Allows fields of a container that are nested as deeply as its reader accepts.
    MaxDepth = 512,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    Converters =
    [
        typeof(LowerCaseEnumConverter<LinkKind>),
        typeof(LowerCaseEnumConverter<DiagnosticSeverity>),
        typeof(LowerCaseEnumConverter<RescueOutcome>),
        typeof(LowerCaseEnumConverter<OfferOutcome>),
        typeof(LowerCaseEnumConverter<HostTrouble>),
        typeof(LowerCaseEnumConverter<HostOverrideKind>),
        typeof(LowerCaseEnumConverter<MediaState>),
        typeof(LowerCaseEnumConverter<EventWhat>),
        typeof(LowerCaseEnumConverter<AccessScope>),
        typeof(LowerCaseEnumConverter<JudgementKind>),
        typeof(LowerCaseEnumConverter<ResampledUnit>),
        typeof(NamedEnumConverter<LinkState>),
        typeof(NamedEnumConverter<Verdict>),
        typeof(NamedEnumConverter<DumpStatus>),
    ])]
[JsonSerializable(typeof(ArticleListResponse))]
[JsonSerializable(typeof(ArticleResponse))]
[JsonSerializable(typeof(PageResponse<ArticleVersionResponse>))]
[JsonSerializable(typeof(PageResponse<LinkResponse>))]
[JsonSerializable(typeof(LinkResponse))]
[JsonSerializable(typeof(PageResponse<LinkCheckResponse>))]
[JsonSerializable(typeof(PageResponse<LinkArticleResponse>))]
[JsonSerializable(typeof(PageResponse<LinkMentionResponse>))]
[JsonSerializable(typeof(PageResponse<EventResponse>))]
[JsonSerializable(typeof(LinkCheckResponse))]
[JsonSerializable(typeof(PageResponse<DumpResponse>))]
[JsonSerializable(typeof(DumpResponse))]
[JsonSerializable(typeof(PageResponse<HostResponse>))]
[JsonSerializable(typeof(PageResponse<MeasurementResponse>))]
[JsonSerializable(typeof(StatsResponse))]
[JsonSerializable(typeof(ArchiveSummary))]
[JsonSerializable(typeof(SurvivalResponse))]
[JsonSerializable(typeof(HealthResponse))]
[JsonSerializable(typeof(ApiIndexResponse))]
[JsonSerializable(typeof(TakedownResponse))]
[JsonSerializable(typeof(RecheckResponse))]
[JsonSerializable(typeof(RecheckBody))]
[JsonSerializable(typeof(JudgementBody))]
[JsonSerializable(typeof(SessionBody))]
[JsonSerializable(typeof(SessionResponse))]
[JsonSerializable(typeof(SessionScopeResponse))]
[JsonSerializable(typeof(VantageCheckRequest))]
[JsonSerializable(typeof(VantageCheckResponse))]
[JsonSerializable(typeof(Problem))]
public sealed partial class ApiJson : JsonSerializerContext
{
    /// <summary>Gets the context to use. Text from dumps is untrusted, so <c>&lt; &gt; &amp; '</c> stay escaped; letters do not.</summary>
    public static ApiJson Web => Readable.Context;

    /// <summary>A separate class: the generated half's Default must be initialised first, and static members of two halves have no order.</summary>
    private static class Readable
    {
        public static readonly ApiJson Context = new(new JsonSerializerOptions(Default.Options)
        {
            Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        });
    }
}
