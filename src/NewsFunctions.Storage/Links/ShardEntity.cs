using Azure.Data.Tables;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;
using NewsFunctions.Storage.Rows;

namespace NewsFunctions.Storage.Links;

/// <summary>Converts the two rows of a shard in LinkShards. They are separate, so that ingests never conflict with scheduler and visits.</summary>
internal static class ShardEntity
{
    /// <summary>Names the columns that scheduler and statistics read. The links that a row names are only for lists of articles.</summary>
    public static readonly string[] Schedule =
    [
        "PartitionKey", "RowKey", "Timestamp", "Run", "LeaseUntil", "EarliestDue", "MarkSeen", "CountedAt", "Counts", SuspectMore,
        "Mark", "RecheckBefore", "RecheckStates",
    ];

    private const string Suspects = "Suspects";
    private const string SuspectMore = "SuspectsMore";

    /// <param name="owner">The name of the writer, so that a repeated request recognises its own row.</param>
    public static TableEntity ToEntity(ShardStatus status, string owner)
    {
        TableEntity entity = new(TableKeys.ShardPartition(status.Shard.Site), TableKeys.ShardRow(status.Shard))
        {
            ["Run"] = status.Run,
            ["Owner"] = owner,
        };
        entity.SetTime("LeaseUntil", status.LeaseUntil);
        entity.SetTime("EarliestDue", status.EarliestDue);
        entity.SetText("MarkSeen", status.MarkSeen);
        entity.SetTime("CountedAt", status.CountedAt);
        entity.SetJson("Counts", status.Counts, LinkRowsJson.Columns.ShardCounts);
        entity.SetTime("UnjudgedAsOf", status.Unjudged?.AsOf);
        entity.SetText("Unjudged", status.Unjudged is { } unjudged ? string.Join(' ', unjudged.Links) : null);
        entity["UnjudgedMore"] = status.Unjudged?.More ?? false;
        if (status.Suspects is { } suspects)
        {
            entity[Suspects] = suspects.ToText();
            entity[SuspectMore] = suspects.More;
        }

        return entity;
    }

    /// <summary>Builds a merge that claims the shard and keeps what the scheduler has not read.</summary>
    /// <param name="owner">As in <see cref="ToEntity"/>.</param>
    public static TableEntity ToClaim(ShardStatus status, string owner)
    {
        TableEntity entity = new(TableKeys.ShardPartition(status.Shard.Site), TableKeys.ShardRow(status.Shard))
        {
            ["Run"] = status.Run,
            ["Owner"] = owner,
        };
        entity.SetTime("LeaseUntil", status.LeaseUntil);
        return entity;
    }

    public static TableEntity ToMark(LinkShard shard, string mark) =>
        new(TableKeys.ShardPartition(shard.Site), TableKeys.ShardMarkRow(shard)) { ["Mark"] = mark };

    public static TableEntity ToMark(LinkShard shard, string mark, RecheckRequest recheck)
    {
        TableEntity entity = ToMark(shard, mark);
        entity.SetTime("RecheckBefore", recheck.Before);
        entity.SetText("RecheckStates", recheck.States is null ? null : string.Join(',', recheck.States));
        return entity;
    }

    public static string? Owner(TableEntity? row) => row?.GetString("Owner");

    /// <summary>Reads the status. Either row may be missing, but not both.</summary>
    public static ShardStatus FromEntities(LinkShard shard, TableEntity? row, TableEntity? mark) => new()
    {
        Shard = shard,
        Run = row?.GetInt64("Run") ?? 0,
        LeaseUntil = row?.Time("LeaseUntil"),
        EarliestDue = row?.Time("EarliestDue"),
        MarkSeen = row?.Text("MarkSeen"),
        Mark = mark?.Text("Mark"),
        Recheck = mark?.Time("RecheckBefore") is { } before ? new RecheckRequest(before, States(mark.Text("RecheckStates"))) : null,
        Counts = row?.Json("Counts", LinkRowsJson.Columns.ShardCounts) ?? ShardCounts.None,
        CountedAt = row?.Time("CountedAt"),
        Unjudged = row?.Time("UnjudgedAsOf") is { } asOf
            ? new Unjudged(
                asOf,
                [.. (row.Text("Unjudged") ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(LinkId.Parse)],
                row.GetBoolean("UnjudgedMore") ?? false)
            : null,
        Suspects = row?.GetString(Suspects) is { } suspects ? SuspectMedia.Parse(suspects, row.GetBoolean(SuspectMore) ?? false) : null,
        HasSuspects = row?.ContainsKey(SuspectMore) ?? false,
        ETag = row?.ETag.ToString(),
        MarkETag = mark?.ETag.ToString(),
    };

    /// <summary>Pairs the rows of one site. Returns shards in key order.</summary>
    public static IEnumerable<ShardStatus> FromRows(string site, IEnumerable<TableEntity> rows) => rows
        .Select(row => (Key: TableKeys.ParseShardRow(site, row.RowKey), Row: row))
        .GroupBy(pair => pair.Key.Shard)
        .OrderBy(group => TableKeys.ShardRow(group.Key), StringComparer.Ordinal)
        .Select(group => FromEntities(
            group.Key,
            group.FirstOrDefault(pair => !pair.Key.IsMark).Row,
            group.FirstOrDefault(pair => pair.Key.IsMark).Row));

    private static IReadOnlyList<LinkState>? States(string? list) =>
        list is null ? null : [.. list.Split(',').Select(Enum.Parse<LinkState>)];
}
