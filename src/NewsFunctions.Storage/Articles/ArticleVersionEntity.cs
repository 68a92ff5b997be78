using System.Text.Json;
using Azure.Data.Tables;
using NewsFunctions.Core.Articles;
using NewsFunctions.Core.Ids;
using NewsFunctions.Storage.Rows;

namespace NewsFunctions.Storage.Articles;

/// <summary>Builds the row of a version in Articles. It has the whole text, or the name of the blob that has it.</summary>
internal static class ArticleVersionEntity
{
    /// <summary>Names the columns that <see cref="ToListed"/> reads.</summary>
    public static readonly string[] ListedColumns =
        ["Title", "PublishedAt", "PublishedAtOffset", "Language", "ParagraphCount", "RelatedCount", "DiagnosticCount", "Damage"];

    /// <summary>Names the columns that <see cref="ToText"/> reads, and the one that names the blob.</summary>
    public static readonly string[] TextColumns =
        ["PartitionKey", "RowKey", "Blob", .. Columns.PartNames("Title", MaxTextColumns), .. Columns.PartNames("Paragraphs", MaxTextColumns)];

    // The number of text columns in the largest row that is written.
    private const int MaxTextColumns = 1 + (EntitySize.MaxVersionSize / 2 / Columns.MaxStringLength);

    public static TableEntity ToEntity(Article article, Rank rank, string listKey)
    {
        TableEntity entity = Keyed(article, rank, listKey);
        SetIfAny(entity, "Title", article.Title);
        SetIfAny(entity, "Section", article.Section);
        SetIfAny(entity, "Signature", article.Signature);
        SetIfAny(entity, "Extra", article.Extra?.GetRawText());
        entity.SetNumber("DeclaredLength", article.DeclaredLength);
        entity.SetNumber("ActualLength", article.ActualLength);
        entity.SetJson("Paragraphs", article.Paragraphs, ArticleRowsJson.Columns.IReadOnlyListString);
        entity.SetJson("Related", article.Related, ArticleRowsJson.Columns.IReadOnlyListRelatedItem);
        entity.SetJson("Diagnostics", article.Diagnostics, ArticleRowsJson.Columns.IReadOnlyListDumpDiagnostic);
        return entity;
    }

    /// <summary>Returns a lower bound of the row's size without building it: two bytes for each character of the long fields.</summary>
    public static long LeastSize(Article article) => 2 * (
        article.Paragraphs.Sum(paragraph => (long)paragraph.Length)
        + article.Related.Sum(item => (long)(item.Title?.Length ?? 0) + (item.Pic?.Length ?? 0))
        + article.Diagnostics.Sum(diagnostic => (long)diagnostic.Message.Length + (diagnostic.Original?.Length ?? 0)));

    /// <summary>Builds the row of a version whose text is in a blob.</summary>
    public static TableEntity ToPointer(Article article, Rank rank, string listKey)
    {
        TableEntity entity = Keyed(article, rank, listKey);
        entity["Blob"] = BlobName(article, rank);
        SetIfAny(entity, "Title", SummaryColumns.Shortened(article.Title));
        return entity;
    }

    /// <summary>Names the blob by text and rank. The same text from another dump may have other diagnostics, and no blob is overwritten.</summary>
    public static string BlobName(Article article, Rank rank) =>
        $"{article.Site}/{article.Id}/{article.ContentHash}-{TableKeys.Parts(rank.Value)[2]}.json";

    public static byte[] ToBlob(Article article) => JsonSerializer.SerializeToUtf8Bytes(article, ArticleRowsJson.Columns.Article);

    public static Article FromBlob(ReadOnlySpan<byte> json) => JsonSerializer.Deserialize(json, ArticleRowsJson.Columns.Article)
        ?? throw new InvalidDataException("A blob of an article is empty.");

    public static string? Blob(TableEntity row) => row.GetString("Blob");

    public static Article FromEntity(TableEntity row) => new()
    {
        Site = TableKeys.Parts(row.PartitionKey)[0],
        Id = ArticleId.Parse(TableKeys.Parts(row.RowKey)[0]),
        ContentHash = TableKeys.Parts(row.RowKey)[1],
        Title = row.LongText("Title"),
        Section = row.LongText("Section"),
        Signature = row.LongText("Signature"),
        PublishedAt = row.LocalTime("PublishedAt"),
        DeclaredLength = row.Number("DeclaredLength"),
        ActualLength = row.Number("ActualLength"),
        Paragraphs = row.Json("Paragraphs", ArticleRowsJson.Columns.IReadOnlyListString),
        Related = row.Json("Related", ArticleRowsJson.Columns.IReadOnlyListRelatedItem),
        Damage = row.Json("Damage", ArticleRowsJson.Columns.Damage),
        Language = row.GetString("Language"),
        Extra = row.LongText("Extra") is { } extra ? JsonElement.Parse(extra, new JsonDocumentOptions { MaxDepth = ArticleRowsJson.MaxFieldDepth }) : null,
        Diagnostics = row.Json("Diagnostics", ArticleRowsJson.Columns.IReadOnlyListDumpDiagnostic),
    };

    public static VersionText ToText(TableEntity row) => new(row.LongText("Title"), row.Json("Paragraphs", ArticleRowsJson.Columns.IReadOnlyListString));

    public static ArticleSnapshot.VersionRow ToSnapshot(TableEntity row) =>
        new(row.ETag.ToString(), new Rank(row.GetString("Rank")), row.GetString("ListKey"));

    /// <param name="places">One more than are listed shows that there are more.</param>
    public static ArticleVersion ToListed(TableEntity row, string current, IReadOnlyList<Provenance> places) => new()
    {
        ContentHash = TableKeys.Parts(row.RowKey)[1],
        IsCurrent = TableKeys.Parts(row.RowKey)[1] == current,
        Title = SummaryColumns.Shortened(row.Text("Title")),
        PublishedAt = row.LocalTime("PublishedAt"),
        Language = row.GetString("Language"),
        Paragraphs = row.GetInt32("ParagraphCount") ?? 0,
        RelatedCount = row.GetInt32("RelatedCount") ?? 0,
        Diagnostics = row.GetInt32("DiagnosticCount") ?? 0,
        Damage = row.Json("Damage", ArticleRowsJson.Columns.Damage),
        SeenAt = new Rank(row.GetString("Rank")).At,
        Provenance = [.. places.Take(ArticleVersion.MaxPlaces).OrderBy(place => place.UploadedAt)],
        HasMoreProvenance = places.Count > ArticleVersion.MaxPlaces,
    };

    private static TableEntity Keyed(Article article, Rank rank, string listKey)
    {
        TableEntity entity = new(
            TableKeys.ArticlePartition(article.Site, article.Id), TableKeys.ArticleVersion(article.Id, article.ContentHash))
        {
            ["Rank"] = rank.Value,
            ["ListKey"] = listKey,
            ["ParagraphCount"] = article.Paragraphs.Count,
            ["RelatedCount"] = article.Related.Count,
            ["DiagnosticCount"] = article.Diagnostics.Count,
        };
        entity.SetLocalTime("PublishedAt", article.PublishedAt);
        entity.SetJson("Damage", article.Damage, ArticleRowsJson.Columns.Damage);
        SetIfAny(entity, "Language", article.Language);
        return entity;
    }

    private static void SetIfAny(TableEntity entity, string name, string? value)
    {
        if (value is not null)
        {
            entity.SetLongText(name, value);
        }
    }
}

/// <summary>Holds the searchable text of a version.</summary>
internal sealed record VersionText(string? Title, IReadOnlyList<string> Paragraphs)
{
    public static VersionText Of(Article article) => new(article.Title, article.Paragraphs);
}
