using Azure.Data.Tables;
using NewsFunctions.Articles;
using NewsFunctions.Dumps;

namespace NewsFunctions.Storage;

/// <summary>The columns that lists show. The head has them too, so that a list row can be written from it at any time.</summary>
internal static class SummaryColumns
{
    public static readonly string[] Names =
        ["Title", "PublishedAt", "PublishedAtOffset", "Signature", "RelatedCount", "DumpName", "DiagnosticCount"];

    // For lists; the version has all of it.
    private const int LongestText = 2000;

    public static ArticleSummary Of(IngestedArticle found) => new()
    {
        Site = found.Article.Site,
        Id = found.Article.Id,
        Title = Shortened(found.Article.Title),
        PublishedAt = found.Article.PublishedAt,
        Signature = Shortened(found.Article.Signature),
        RelatedCount = found.Article.Related.Count,
        DumpName = found.Provenance.DumpName,
        Diagnostics = found.Article.Diagnostics.Count,
    };

    public static TableEntity Set(TableEntity entity, ArticleSummary summary)
    {
        entity.SetText("Title", summary.Title);
        entity.SetLocalTime("PublishedAt", summary.PublishedAt);
        entity.SetText("Signature", summary.Signature);
        entity["RelatedCount"] = summary.RelatedCount;
        entity.SetText("DumpName", summary.DumpName);
        entity["DiagnosticCount"] = summary.Diagnostics;
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
    };

    private static string? Shortened(string? text) => text is { Length: > LongestText } ? text[..LongestText] : text;
}

/// <summary>A row of ArticleList. Merged, because the dead links in it are written by visits.</summary>
internal static class ArticleListEntity
{
    public static TableEntity ToEntity(ArticleListState state) =>
        SummaryColumns.Set(new TableEntity(TableKeys.ArticleListPartition(state.Summary.Site), state.ListKey), state.Summary);

    public static ArticleSummary FromEntity(TableEntity row) =>
        SummaryColumns.Get(row, row.PartitionKey, ArticleId.Parse(TableKeys.Parts(row.RowKey)[1]));
}

/// <summary>The head of an article in Articles: which version is current.</summary>
internal static class ArticleHeadEntity
{
    public static TableEntity ToEntity(ArticleListState state)
    {
        string partition = TableKeys.ArticlePartition(state.Summary.Site, state.Summary.Id);
        return SummaryColumns.Set(
            new TableEntity(partition, TableKeys.ArticleHead(state.Summary.Id))
            {
                ["Rank"] = state.Rank.Value,
                ["ListKey"] = state.ListKey,
            },
            state.Summary);
    }

    /// <summary>The content hash of the current version.</summary>
    public static string Current(TableEntity row) => TableKeys.Parts(row.GetString("Rank"))[1];

    public static ArticleSnapshot.HeadRow FromEntity(TableEntity row, string site, ArticleId id) => new(
        row.ETag.ToString(), new Rank(row.GetString("Rank")), row.GetString("ListKey"), SummaryColumns.Get(row, site, id));
}

/// <summary>A place where a text was found, in Articles.</summary>
internal static class ProvenanceEntity
{
    public static TableEntity ToEntity(IngestedArticle found)
    {
        (Article article, Provenance place) = found;
        TableEntity entity = new(
            TableKeys.ArticlePartition(article.Site, article.Id),
            TableKeys.ArticleProvenance(article.Id, article.ContentHash, DumpHash(place)))
        {
            ["DumpName"] = place.DumpName,
            ["DumpId"] = place.DumpId,
            ["Member"] = place.Member,
            ["Offset"] = place.Offset,
            ["Length"] = place.Length,
        };
        entity.SetTime("UploadedAt", place.UploadedAt);
        entity.SetTime("CrawledAt", place.CrawledAt);
        return entity;
    }

    public static Provenance FromEntity(TableEntity row) => new()
    {
        DumpName = row.GetString("DumpName"),
        DumpId = row.GetString("DumpId"),
        Member = row.GetString("Member") ?? "",
        Offset = row.GetInt64("Offset") ?? 0,
        Length = row.GetInt64("Length") ?? 0,
        UploadedAt = row.Time("UploadedAt") ?? default,
        CrawledAt = row.Time("CrawledAt"),
    };

    public static string DumpHash(Provenance place) => DumpId.TryParse(place.DumpId, out DumpId id)
        ? id.Hash
        : throw new ArgumentException($"'{place.DumpId}' is not a dump id.", nameof(place));
}
