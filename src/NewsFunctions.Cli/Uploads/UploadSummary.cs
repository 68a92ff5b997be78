using System.Text.Json.Serialization;
using NewsFunctions.Cli.CommandLine;
using NewsFunctions.Cli.Dumps;
using NewsFunctions.Core.Ledger;
using NewsFunctions.Storage.Dumps;

namespace NewsFunctions.Cli.Uploads;

/// <summary>Reports one file of <c>news upload</c>.</summary>
/// <param name="Id">The dump that has the name now; with <see cref="UploadOutcome.Conflict"/> the existing one.</param>
/// <param name="Status">The status of the dump; null without <c>--wait</c>, and if it was not uploaded.</param>
/// <param name="Articles">The number of articles that were read; null without <c>--wait</c>.</param>
/// <param name="Error">The reason why it was rejected or failed.</param>
internal sealed record UploadedDump(string Name, string Id, UploadOutcome Outcome, DumpStatus? Status, long? Articles, string? Error)
{
    public static UploadedDump From(UploadResult result, DumpEntry? entry) => new(
        result.Dump.Name, result.Dump.Id.ToString(), result.Outcome, entry?.Status, entry?.Counts.Articles, entry?.Error);
}

/// <summary>Holds the result of <c>news upload</c>.</summary>
internal sealed record UploadSummary(IReadOnlyList<UploadedDump> Files, IReadOnlyList<SkippedFile> Skipped)
{
    public int Created => Count(UploadOutcome.Created);

    public int Unchanged => Count(UploadOutcome.Unchanged);

    public int Replaced => Count(UploadOutcome.Replaced);

    public int Conflicts => Count(UploadOutcome.Conflict);

    [JsonIgnore]
    public int ExitCode => Files.Any(file => file.Status is DumpStatus.Failed) ? ExitCodes.Failure
        : Conflicts + Skipped.Count > 0 || Files.Any(file => file.Status is DumpStatus.Rejected) ? ExitCodes.Rejected
        : ExitCodes.Success;

    private int Count(UploadOutcome outcome) => Files.Count(file => file.Outcome == outcome);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(UploadSummary))]
internal sealed partial class UploadJson : JsonSerializerContext;
