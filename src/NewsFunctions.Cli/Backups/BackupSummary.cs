using System.Text.Json;
using System.Text.Json.Serialization;
using NewsFunctions.Cli.Terminals;
using NewsFunctions.Storage.Backups;

namespace NewsFunctions.Cli.Backups;

/// <summary>Holds the result of a backup, a check of one, or a restore.</summary>
/// <param name="Folder">The folder of the backup; null if one account was copied into another.</param>
/// <param name="Source">The archive that was copied.</param>
/// <param name="Changed">The number of rows that are known to have changed meanwhile.</param>
/// <param name="Bytes">The size of the backup's files; 0 if a storage was filled.</param>
/// <param name="Damaged">Files of the backup that are damaged or missing.</param>
internal sealed record BackupSummary(
    string? Folder,
    string Source,
    DateTimeOffset StartedAt,
    DateTimeOffset? FinishedAt,
    IReadOnlyDictionary<string, long> Rows,
    IReadOnlyDictionary<string, long> Blobs,
    long Bytes,
    long Changed,
    IReadOnlyList<string> Damaged)
{
    public static BackupSummary Of(BackupManifest manifest, string? folder, IReadOnlyCollection<string>? damaged = null) => new(
        folder,
        manifest.Source,
        manifest.StartedAt,
        manifest.FinishedAt,
        manifest.Rows,
        manifest.Blobs,
        manifest.Bytes,
        manifest.Changed,
        [.. (damaged ?? []).Order(StringComparer.Ordinal)]);

    public void Write(bool json, Terminal terminal)
    {
        if (json)
        {
            terminal.Json(JsonSerializer.Serialize(this, BackupSummaryJson.Default.BackupSummary));
            return;
        }

        var table = new ResultTable("", "", "");
        if (Folder is not null)
        {
            table.Add("Folder", Folder, "");
        }

        table.Add("From", Source, "");
        table.Add("Rows", Show.Number(Rows.Values.Sum()), Each(Rows));
        table.Add("Blobs", Show.Number(Blobs.Values.Sum()), Each(Blobs));
        if (Bytes > 0)
        {
            table.Add("Size", Show.Megabytes(Bytes), "");
        }

        if (Damaged.Count > 0)
        {
            table.Add("Damaged files", Show.Number(Damaged.Count), "");
        }

        terminal.Table(table);
    }

    private static string Each(IReadOnlyDictionary<string, long> counts) =>
        string.Join(", ", counts.Where(count => count.Value > 0).OrderBy(count => count.Key, StringComparer.Ordinal).Select(count => $"{Show.Number(count.Value)} {count.Key}"));
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(BackupSummary))]
internal sealed partial class BackupSummaryJson : JsonSerializerContext;
