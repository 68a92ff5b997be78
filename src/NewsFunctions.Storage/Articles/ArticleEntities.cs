using System.Globalization;
using Azure.Data.Tables;
using NewsFunctions.Core.Articles;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;
using NewsFunctions.Storage.Rows;

namespace NewsFunctions.Storage.Articles;

/// <summary>Names the columns that lists show. The head has them too, so that a list row can be written from it at any time.</summary>
internal static class SummaryColumns
{
    public static readonly string[] Names =
        ["Title", "PublishedAt", "PublishedAtOffset", "Signature", "RelatedCount", "DumpName", "DiagnosticCount", "DiagnosticCodes", "Language", "DamageScore", "Media"];

    /// <summary>Names the columns without the media: an article may have five hundred, and most callers do not need them.</summary>
    public static readonly string[] WithoutMedia = [.. Names.Where(name => name != "Media")];

    // Lists do not say whether all media of a larger article were checked.
    private const int MaxMedia = 500;
    private const string TooMany = "-";

    // Limit for lists. The version has the whole text.
    private const int MaxTextLength = 2000;

    public static ArticleSummary Of(ReadArticle found) => new()
    {
        Site = found.Article.Site,
        Id = found.Article.Id,
        Title = Shortened(found.Article.Title),
        PublishedAt = found.Article.PublishedAt,
        Signature = Shortened(found.Article.Signature),
        RelatedCount = found.Article.Related.Count,
        DumpName = found.Provenance.DumpName,
        Diagnostics = found.Article.Diagnostics.Count,
        DiagnosticCodes = found.Article.Diagnostics.CountBy(diagnostic => diagnostic.Code).ToDictionary(StringComparer.Ordinal),
        Language = Shortened(found.Article.Language),
        DamageScore = found.Article.Damage.Score,
        Media = ArticleLinks.Of(found.Article).Select(mention => mention.Id).Where(id => id.Kind != LinkKind.Page).ToList() is { Count: <= MaxMedia } media
            ? media
            : null,
    };

    public static TableEntity Set(TableEntity entity, ArticleSummary summary)
    {
        entity.SetText("Title", summary.Title);
        entity.SetLocalTime("PublishedAt", summary.PublishedAt);
        entity.SetText("Signature", summary.Signature);
        entity["RelatedCount"] = summary.RelatedCount;
        entity.SetText("DumpName", summary.DumpName);
        entity["DiagnosticCount"] = summary.Diagnostics;
        entity.SetText("DiagnosticCodes", string.Join(' ', summary.DiagnosticCodes.Select(Counted)));
        entity.SetText("Language", summary.Language);
        entity["DamageScore"] = summary.DamageScore;
        entity["Media"] = summary.Media is { } media ? string.Join(' ', media) : TooMany;
        return entity;
    }

    public static ArticleSummary Get(TableEntity row, string site, ArticleId id) => new()
    {
        Site = site,
        Id = id,
        Title = row.Text("Title"),
        PublishedAt = row.LocalTime("PublishedAt"),
        Signature = row.Text("Signature"),
        RelatedCount = row.GetInt32("RelatedCount") ?? 0,
        DumpName = row.Text("DumpName") ?? "",
        Diagnostics = row.GetInt32("DiagnosticCount") ?? 0,
        DiagnosticCodes = (row.Text("DiagnosticCodes") ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Count).ToDictionary(StringComparer.Ordinal),
        Language = row.Text("Language"),
        DamageScore = row.GetDouble("DamageScore") ?? 0,
        Media = row.GetString("Media") is { } media and not TooMany
            ? [.. media.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(LinkId.Parse)]
            : null,
    };

    private static string Counted(KeyValuePair<string, int> code) => string.Create(CultureInfo.InvariantCulture, $"{code.Key}:{code.Value}");

    private static KeyValuePair<string, int> Count(string counted) =>
        counted.Split(':') is [var code, var count] ? new(code, int.Parse(count, NumberStyles.None, CultureInfo.InvariantCulture)) : throw new InvalidDataException(
            $"'{counted}' is not a diagnostic code with a count.");

    public static string? Shortened(string? text) => text is { Length: > MaxTextLength } ? text[..MaxTextLength] : text;
}

/// <summary>Builds a row of ArticleList. It is merged, because visits write the dead links in it.</summary>
internal static class ArticleListEntity
{
    /// <param name="registered">The time when the links of the article were registered, or later.</param>
    public static TableEntity ToEntity(ArticleListState state, DateTimeOffset registered)
    {
        TableEntity entity = SummaryColumns.Set(
            new TableEntity(TableKeys.ArticleListPartition(state.Summary.Site), state.ListKey), state.Summary);
        entity.SetTime("MediaAsOf", registered);
        return entity;
    }

    public static ArticleSummary FromEntity(TableEntity row) =>
        SummaryColumns.Get(row, row.PartitionKey, ArticleId.Parse(TableKeys.Parts(row.RowKey)[1])) with
        {
            MediaAsOf = row.Time("MediaAsOf"),
            DeadLinks = DeadLinkColumns.Get(row),
            MediaDied = row.GetBoolean(DeadLinkColumns.MediaDied) ?? false,
            HasMoreDeadLinks = DeadLinkColumns.HasMore(row),
        };
}

/// <summary>Builds the head of an article in Articles, which says which version is current.</summary>
internal static class ArticleHeadEntity
{
    /// <param name="removedTexts">Content hashes of texts that were taken down.</param>
    public static TableEntity ToEntity(ArticleListState state, IEnumerable<string> removedTexts)
    {
        string partition = TableKeys.ArticlePartition(state.Summary.Site, state.Summary.Id);
        TableEntity entity = SummaryColumns.Set(
            new TableEntity(partition, TableKeys.ArticleHead(state.Summary.Id))
            {
                ["Rank"] = state.Rank.Value,
                ["ListKey"] = state.ListKey,
            },
            state.Summary);
        entity.SetText("RemovedTexts", string.Join(' ', removedTexts));
        return entity;
    }

    /// <summary>Builds the head of an article that has no texts left. It records what was taken down, without any of the text.</summary>
    /// <param name="removedAt">The time when the whole article was taken down; null if only texts were.</param>
    public static TableEntity ToTombstone(string site, ArticleId id, IEnumerable<string> removedTexts, DateTimeOffset? removedAt)
    {
        TableEntity entity = new(TableKeys.ArticlePartition(site, id), TableKeys.ArticleHead(id)) { ["Tombstone"] = true };
        entity.SetText("RemovedTexts", string.Join(' ', removedTexts));
        if (removedAt is { } at)
        {
            entity.SetTime("RemovedAt", at);
        }

        return entity;
    }

    public static bool IsTombstone(TableEntity row) => row.GetBoolean("Tombstone") ?? false;

    public static DateTimeOffset? RemovedAt(TableEntity row) => row.Time("RemovedAt");

    public static IReadOnlySet<string> RemovedTexts(TableEntity row) =>
        (row.Text("RemovedTexts") ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal);

    /// <summary>Makes a transaction fail if the head has changed. Changes nothing in the head.</summary>
    public static TableEntity ToTouch(ArticleSummary summary, Rank rank) =>
        new(TableKeys.ArticlePartition(summary.Site, summary.Id), TableKeys.ArticleHead(summary.Id)) { ["Rank"] = rank.Value };

    /// <summary>Builds the head of a text id whose article is kept under the publisher's id.</summary>
    /// <param name="wasArticle">True if the text id was an article of its own before.</param>
    public static TableEntity ToClaim(string site, ArticleId textId, ArticleId id, bool wasArticle) =>
        new(TableKeys.ArticlePartition(site, textId), TableKeys.ArticleHead(textId)) { ["SameAs"] = id.Value, ["WasArticle"] = wasArticle };

    public static ArticleId? SameAs(TableEntity row) => row.GetString("SameAs") is { } id ? ArticleId.Parse(id) : null;

    public static bool WasArticle(TableEntity row) => row.GetBoolean("WasArticle") ?? false;

    /// <summary>Returns the content hash of the current version.</summary>
    public static string Current(TableEntity row) => TableKeys.Parts(row.GetString("Rank"))[1];

    public static ArticleSnapshot.HeadRow FromEntity(TableEntity row, string site, ArticleId id) => new(
        row.ETag.ToString(), new Rank(row.GetString("Rank")), row.GetString("ListKey"), SummaryColumns.Get(row, site, id));
}
