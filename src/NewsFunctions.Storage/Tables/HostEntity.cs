using Azure.Data.Tables;
using NewsFunctions.Links;

namespace NewsFunctions.Storage;

/// <summary>The rows of Hosts: lease, pace, health and what was learned.</summary>
internal static class HostEntity
{
    /// <summary>Characters of JSON. A row takes half a million; what is longer was not learned but planted, and is forgotten.</summary>
    public const int LongestLessons = 256 * 1024;

    public static TableEntity ToEntity(string host, HostRecord record, string? owner, TimeSpan lease)
    {
        TableEntity entity = new(TableKeys.HostPartition(host), TableKeys.HostRow)
        {
            ["Host"] = host,
            ["Owner"] = owner ?? "",
            ["LeaseTicks"] = lease.Ticks,
        };
        entity.SetNumber("IntervalTicks", record.Pace.Interval?.Ticks);
        entity.SetTime("SilentUntil", record.Pace.SilentUntil);
        entity.SetJson("Health", record.Health, StorageJson.Columns.HostHealthRecord);
        entity.SetJson("Lessons", record.Lessons, StorageJson.Columns.HostLessonsRecord);
        if (entity.LongText("Lessons") is { Length: > LongestLessons })
        {
            return ToEntity(host, record with { Lessons = new HostLessonsRecord() }, owner, lease);
        }

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
            Health = row.ContainsKey("Health") ? row.Json("Health", StorageJson.Columns.HostHealthRecord) : new HostHealthRecord(),
            Lessons = row.ContainsKey("Lessons") ? row.Json("Lessons", StorageJson.Columns.HostLessonsRecord) : new HostLessonsRecord(),
        },
        Owner = row.Text("Owner"),
        Lease = TimeSpan.FromTicks(row.GetInt64("LeaseTicks") ?? 0),
        WrittenAt = row.Timestamp,
        ETag = row.ETag.ToString(),
    };
}
