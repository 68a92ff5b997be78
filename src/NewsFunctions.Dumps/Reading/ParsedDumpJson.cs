using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using NewsFunctions.Core.Articles;
using NewsFunctions.Core.Diagnostics;
using NewsFunctions.Core.Ids;

namespace NewsFunctions.Dumps.Reading;

/// <summary>Defines the output of <c>news parse --json</c>. The API shares the article's shape, <see cref="ArticleJson"/>.</summary>
public sealed record ParsedDumpJson
{
    public required IReadOnlyList<ArticleJson> Articles { get; init; }

    public required bool Rejected { get; init; }

    public required long Bytes { get; init; }

    /// <summary>The defects of the dump as a whole, such as the reason for its rejection. It is left out if there are none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<DiagnosticJson>? Diagnostics { get; init; }

    public static ParsedDumpJson From(IReadOnlyList<ReadRecord> records)
    {
        ArgumentNullException.ThrowIfNull(records);
        var counter = new ParsedDumpCounter();
        foreach (ReadRecord record in records)
        {
            counter.Add(record);
        }

        return Of([.. records.SelectMany(r => r.Articles).Select(a => ArticleJson.From(a.Article, a.Provenance.Member))], counter);
    }

    public static ParsedDumpJson Of(IReadOnlyList<ArticleJson> articles, ParsedDumpCounter counter)
    {
        ArgumentNullException.ThrowIfNull(counter);
        return new ParsedDumpJson
        {
            Articles = articles,
            Rejected = counter.Rejected,
            Bytes = counter.Bytes,
            Diagnostics = counter.Diagnostics.Count == 0 ? null : counter.Diagnostics,
        };
    }

    public string ToJson(bool indented) =>
        JsonSerializer.Serialize(this, indented ? ArticleJsonContext.Indented.ParsedDumpJson : ArticleJsonContext.Compact.ParsedDumpJson);
}

/// <summary>Defines the output of an article in <c>news parse</c> and the API, without the fields that only storage has.</summary>
public sealed record ArticleJson
{
    public required string Site { get; init; }

    public required string Id { get; init; }

    public required string? Title { get; init; }

    public required string? Section { get; init; }

    /// <summary>The time in ISO 8601 with the site's offset.</summary>
    public required DateTimeOffset? PublishedAt { get; init; }

    public required string? Signature { get; init; }

    public required IReadOnlyList<string> Paragraphs { get; init; }

    public required IReadOnlyList<RelatedItemJson> Related { get; init; }

    public required long? DeclaredLength { get; init; }

    public required long? ActualLength { get; init; }

    public required string? Language { get; init; }

    public required Damage Damage { get; init; }

    public required IReadOnlyList<DiagnosticJson> Diagnostics { get; init; }

    /// <summary>The entry of a zip. It is left out if the dump is not a zip.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Member { get; init; }

    /// <summary>The container's fields beside the text. It is left out if there are none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public JsonElement? Extra { get; init; }

    public static ArticleJson From(Article article, string member) => new()
    {
        Site = article.Site,
        Id = article.Id.Value,
        Title = article.Title,
        Section = article.Section,
        PublishedAt = article.PublishedAt,
        Signature = article.Signature,
        Paragraphs = article.Paragraphs,
        Related = [.. article.Related.Select(RelatedItemJson.From)],
        DeclaredLength = article.DeclaredLength,
        ActualLength = article.ActualLength,
        Language = article.Language,
        Damage = article.Damage,
        Member = member.Length == 0 ? null : member,
        Extra = article.Extra,
        Diagnostics = [.. article.Diagnostics.Select(DiagnosticJson.From)],
    };
}

/// <param name="Kind"><c>image</c>, <c>video</c> or <c>other</c>.</param>
/// <param name="UploadedAt">The local time without an offset.</param>
public sealed record RelatedItemJson(
    string? Id, string? Sort, string? ContentTypeId, string? Pic, string? Title, string Kind, DateTime? UploadedAt)
{
    public static RelatedItemJson From(RelatedItem item) =>
        new(item.Id, item.Sort, item.ContentTypeId, item.Pic, item.Title, LinkKinds.Name(item.Kind), item.UploadedAt);
}

/// <param name="Severity"><c>info</c>, <c>warning</c> or <c>error</c>.</param>
public sealed record DiagnosticJson(string Code, string Severity, long Offset, string Message)
{
    /// <summary>The original text before the repair. It is left out if nothing was repaired.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Original { get; init; }

    /// <summary>The entry of a zip that it applies to. It is left out for a diagnostic of an article, and if the dump is not a zip.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Member { get; init; }

    public static DiagnosticJson From(DumpDiagnostic diagnostic) => From(diagnostic, member: "");

    public static DiagnosticJson From(DumpDiagnostic diagnostic, string member)
    {
        ArgumentNullException.ThrowIfNull(diagnostic);
        return new(diagnostic.Code, DiagnosticSeverities.Name(diagnostic.Severity), diagnostic.Offset, diagnostic.Message)
        {
            Original = diagnostic.Original,
            Member = string.IsNullOrEmpty(member) ? null : member,
        };
    }
}

/// <summary>Serializes with readable non-ASCII text: the output is JSON for programs and terminals, never markup.</summary>
[JsonSerializable(typeof(ParsedDumpJson))]
[JsonSerializable(typeof(ArticleJson))]
public sealed partial class ArticleJsonContext : JsonSerializerContext
{
    public static ArticleJsonContext Compact { get; } = Create(indented: false);

    public static ArticleJsonContext Indented { get; } = Create(indented: true);

    // This is no copy of Default's options: Default is in the generated half, and static members of two halves have no defined order.
    private static ArticleJsonContext Create(bool indented) =>
        new(new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            WriteIndented = indented,
        });
}
