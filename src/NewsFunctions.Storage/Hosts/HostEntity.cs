using System.Text.Json;
using Azure.Data.Tables;
using NewsFunctions.Core.Hosts;
using NewsFunctions.Storage.Rows;

namespace NewsFunctions.Storage.Hosts;

/// <summary>Converts the rows of Hosts: lease, pace, health, lessons, and the operator's override.</summary>
internal static class HostEntity
{
    /// <summary>Limits the characters of JSON. A row takes half a million. Longer lessons were planted, not learned, and are dropped.</summary>
    public const int MaxLessonsLength = 256 * 1024;

    private const string OverrideColumn = "Override";

    /// <summary>Names the columns of health, which is split if it is long. There are no more parts, because its lists are bounded.</summary>
    public static IReadOnlyList<string> HealthColumns { get; } = ["PartitionKey", "RowKey", "Host", OverrideColumn, .. Columns.PartNames("Health", 4)];

    public static TableEntity ToEntity(string host, HostRecord record, string? owner, TimeSpan lease, HostOverride? set)
    {
        TableEntity entity = new(TableKeys.HostPartition(host), TableKeys.HostRow)
        {
            ["Host"] = host,
            ["Owner"] = owner ?? "",
            ["LeaseTicks"] = lease.Ticks,
        };
        SetOverride(entity, set);
        entity.SetNumber("IntervalTicks", record.Pace.Interval?.Ticks);
        entity.SetTime("SilentUntil", record.Pace.SilentUntil);
        entity.SetJson("Health", record.Health, HostRowsJson.Columns.HostHealthRecord);
        entity.SetJson("Lessons", record.Lessons, HostRowsJson.Columns.HostLessonsRecord);
        if (entity.LongText("Lessons") is { Length: > MaxLessonsLength })
        {
            return ToEntity(host, record with { Lessons = new HostLessonsRecord() }, owner, lease, set);
        }

        return entity;
    }

    /// <summary>Builds an entity with only the override, for a merge that leaves the rest of the row to the host's owner.</summary>
    public static TableEntity ToOverride(string host, HostOverride? set)
    {
        TableEntity entity = new(TableKeys.HostPartition(host), TableKeys.HostRow) { ["Host"] = host };
        SetOverride(entity, set);
        return entity;
    }

    public static StoredHost FromEntity(TableEntity row) => new()
    {
        Host = row.GetString("Host"),
        Record = new HostRecord
        {
            Pace = new HostPaceRecord
            {
                Interval = row.Number("IntervalTicks") is { } ticks ? TimeSpan.FromTicks(ticks) : null,
                SilentUntil = row.Time("SilentUntil"),
            },
            Health = row.ContainsKey("Health") ? row.Json("Health", HostRowsJson.Columns.HostHealthRecord) : new HostHealthRecord(),
            Lessons = row.ContainsKey("Lessons") ? row.Json("Lessons", HostRowsJson.Columns.HostLessonsRecord) : new HostLessonsRecord(),
        },
        Override = row.Text(OverrideColumn) is { } set ? JsonSerializer.Deserialize(set, HostRowsJson.Columns.HostOverride) : null,
        Owner = row.Text("Owner"),
        Lease = TimeSpan.FromTicks(row.GetInt64("LeaseTicks") ?? 0),
        WrittenAt = row.Timestamp,
        ETag = row.ETag.ToString(),
    };

    private static void SetOverride(TableEntity entity, HostOverride? set) =>
        entity.SetText(OverrideColumn, set is null ? null : JsonSerializer.Serialize(set, HostRowsJson.Columns.HostOverride));
}
