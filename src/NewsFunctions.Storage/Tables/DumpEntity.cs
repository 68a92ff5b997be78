using System.Text.Json;
using Azure.Data.Tables;
using NewsFunctions.Dumps;

namespace NewsFunctions.Storage;

/// <summary>A row of Dumps.</summary>
internal static class DumpEntity
{
    /// <summary>For a replace at the beginning and a merge at the end, so every column but the times is always there.</summary>
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
        };
        entity.SetText("Name", entry.Name);
        entity.SetText("BlobETag", entry.ETag);
        entity.SetTime("LastModified", entry.LastModified);
        SetKnownTime(entity, "StartedAt", entry.StartedAt);
        SetKnownTime(entity, "FinishedAt", entry.FinishedAt);
        entity.SetText("Error", entry.Error is { Length: > Columns.LongestString } error ? error[..Columns.LongestString] : entry.Error);
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
                entity.GetInt64("DiagnosticCount") ?? 0),
            Error = entity.Text("Error"),
            Diagnostics = entity.Json("Diagnostics", StorageJson.Columns.IReadOnlyListDumpDiagnostic),
        };
    }

    // The end of an ingest does not know when it began, so it leaves that column alone and the row is merged.
    private static void SetKnownTime(TableEntity entity, string name, DateTimeOffset? value)
    {
        if (value is not null)
        {
            entity.SetTime(name, value);
        }
    }

    // As many as one column holds, since a merged column cannot be split; DumpCounts.Diagnostics counts all.
    private static string FirstDiagnostics(IReadOnlyList<DumpDiagnostic> diagnostics)
    {
        IReadOnlyList<DumpDiagnostic> kept = diagnostics;
        while (true)
        {
            string json = JsonSerializer.Serialize(kept, StorageJson.Columns.IReadOnlyListDumpDiagnostic);
            if (json.Length <= Columns.LongestString)
            {
                return json;
            }

            kept = [.. kept.Take(kept.Count / 2)];
        }
    }
}
