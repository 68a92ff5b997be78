using System.Text.Json;
using Azure.Data.Tables;
using NewsFunctions.Core.Diagnostics;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Ledger;
using NewsFunctions.Storage.Rows;

namespace NewsFunctions.Storage.Dumps;

/// <summary>Converts rows of Dumps.</summary>
internal static class DumpEntity
{
    /// <summary>Builds an entity with every column except the times, so that a merge overwrites all old values.</summary>
    public static TableEntity ToEntity(DumpEntry entry, string owner)
    {
        TableEntity entity = ToEntity(entry);
        entity[nameof(Owner)] = owner;
        return entity;
    }

    /// <summary>Builds an entity without the owner, for a merge that keeps the present owner.</summary>
    public static TableEntity ToEntity(DumpEntry entry)
    {
        TableEntity entity = new(TableKeys.Dumps, TableKeys.DumpRow(entry.Id))
        {
            ["Size"] = entry.Size,
            ["Status"] = entry.Status.ToString(),
            ["Articles"] = entry.Counts.Articles,
            ["RelatedItems"] = entry.Counts.RelatedItems,
            ["Links"] = entry.Counts.Links,
            ["DiagnosticCount"] = entry.Counts.Diagnostics,
            ["Damage"] = JsonSerializer.Serialize(entry.Counts.Damage, DumpRowsJson.Columns.Damage),
            ["Progress"] = entry.Progress is { } progress ? JsonSerializer.Serialize(progress, DumpRowsJson.Columns.DumpProgress) : "",
        };
        entity.SetText("Name", entry.Name);
        entity.SetText("BlobETag", entry.ETag);
        entity.SetTime("LastModified", entry.LastModified);
        SetKnownTime(entity, "StartedAt", entry.StartedAt);
        SetKnownTime(entity, "FinishedAt", entry.FinishedAt);
        entity.SetText("Error", entry.Error is { Length: > Columns.MaxStringLength } error ? error[..Columns.MaxStringLength] : entry.Error);
        entity["Diagnostics"] = FirstDiagnostics(entry.Diagnostics);
        return entity;
    }

    public static DumpEntry FromEntity(TableEntity entity)
    {
        string[] key = TableKeys.Parts(entity.RowKey);
        string id = $"{TableKeys.FromInvertedTicks(key[0]):yyyyMMddHHmmss}-{key[1]}";
        return new DumpEntry
        {
            Id = DumpId.TryParse(id, out DumpId parsed) ? parsed : throw new InvalidDataException($"'{id}' is not a dump id."),
            Name = entity.GetString("Name"),
            Status = Enum.Parse<DumpStatus>(entity.GetString("Status")),
            Size = entity.GetInt64("Size") ?? 0,
            ETag = entity.GetString("BlobETag"),
            LastModified = entity.Time("LastModified") ?? parsed.LastModified,
            StartedAt = entity.Time("StartedAt"),
            FinishedAt = entity.Time("FinishedAt"),
            Counts = new DumpCounts(
                entity.GetInt64("Articles") ?? 0,
                entity.GetInt64("RelatedItems") ?? 0,
                entity.GetInt64("Links") ?? 0,
                entity.GetInt64("DiagnosticCount") ?? 0)
            {
                Damage = entity.GetString("Damage") is null ? Damage.None : entity.Json("Damage", DumpRowsJson.Columns.Damage),
            },
            Progress = entity.Text("Progress") is null ? null : entity.Json("Progress", DumpRowsJson.Columns.DumpProgress),
            Error = entity.Text("Error"),
            Diagnostics = entity.Json("Diagnostics", DumpRowsJson.Columns.IReadOnlyListDumpDiagnostic),
        };
    }

    /// <summary>Returns the ingest that owns the row; empty if none ever did.</summary>
    public static string Owner(TableEntity row) => row.GetString(nameof(Owner)) ?? "";

    // A writer that ends a row of another owner does not know its start time, so it omits that column and merges.
    private static void SetKnownTime(TableEntity entity, string name, DateTimeOffset? value)
    {
        if (value is not null)
        {
            entity.SetTime(name, value);
        }
    }

    // As many as fit in one column, since a merged column cannot be split. DumpCounts.Diagnostics counts all.
    private static string FirstDiagnostics(IReadOnlyList<DumpDiagnostic> diagnostics)
    {
        IReadOnlyList<DumpDiagnostic> kept = diagnostics;
        while (true)
        {
            string json = JsonSerializer.Serialize(kept, DumpRowsJson.Columns.IReadOnlyListDumpDiagnostic);
            if (json.Length <= Columns.MaxStringLength)
            {
                return json;
            }

            kept = [.. kept.Take(kept.Count / 2)];
        }
    }
}
