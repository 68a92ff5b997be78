using System.Text;
using System.Text.Json;
using Azure.Data.Tables;
using NewsFunctions.Links;

namespace NewsFunctions.Storage;

/// <summary>A <c>C|</c> row of Links: one check.</summary>
internal static class LinkCheckEntity
{
    /// <summary>Of evidence, in bytes of UTF-8.</summary>
    public const int LargestEvidence = 16 * 1024;

    private const int LongestText = 4000;

    public static TableEntity ToEntity(LinkShard shard, LinkCheck check, string visitId)
    {
        TableEntity entity = new(TableKeys.LinkPartition(shard), TableKeys.LinkCheck(check.Link, check.CheckedAt))
        {
            ["Verdict"] = check.Verdict.ToString(),
            ["Reason"] = Shortened(check.Reason),
            ["Location"] = Shortened(check.Location),
            ["DurationTicks"] = check.Duration.Ticks,
            ["RulesVersion"] = check.RulesVersion,
            ["VisitId"] = visitId,
            ["Evidence"] = Evidence(check.Evidence),
        };
        entity.SetTime("RejudgementOf", check.RejudgementOf);
        entity.SetTime("RejudgedAt", check.RejudgedAt);
        entity.SetText("Vantage", check.Vantage);
        return entity;
    }

    public static LinkCheck FromEntity(TableEntity row)
    {
        string[] key = TableKeys.Parts(row.RowKey);
        return new LinkCheck
        {
            Link = LinkId.Parse(key[1]),
            CheckedAt = TableKeys.FromInvertedTicks(key[2]),
            Verdict = Enum.Parse<Verdict>(row.GetString("Verdict")),
            Reason = row.GetString("Reason"),
            Location = row.Text("Location"),
            Duration = TimeSpan.FromTicks(row.GetInt64("DurationTicks") ?? 0),
            RulesVersion = row.GetInt32("RulesVersion") ?? 0,
            RejudgementOf = row.Time("RejudgementOf"),
            RejudgedAt = row.Time("RejudgedAt"),
            Vantage = row.Text("Vantage"),
            Evidence = row.Json("Evidence", StorageJson.Columns.JsonElement),
        };
    }

    // The checker bounds its evidence. Should it ever fail to, the check still counts, and says what is missing.
    private static string Evidence(JsonElement evidence)
    {
        string json = evidence.GetRawText();
        int bytes = Encoding.UTF8.GetByteCount(json);
        return bytes <= LargestEvidence
            ? json
            : JsonSerializer.Serialize(
                new Dictionary<string, long> { ["evidenceTooLarge"] = bytes }, StorageJson.Columns.DictionaryStringInt64);
    }

    private static string Shortened(string? text) => text is { Length: > LongestText } ? text[..LongestText] : text ?? "";
}
