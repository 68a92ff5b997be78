using System.Text.Json;
using System.Text.Json.Serialization;
using NewsFunctions.Cli.CommandLine;
using NewsFunctions.Cli.Dumps;
using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Links;

namespace NewsFunctions.Cli.Run;

/// <summary>Holds what <c>news run</c> reports at its end, about the dumps of this run and nothing else in the storage.</summary>
internal sealed record RunSummary
{
    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web);

    public required RunDumps Dumps { get; init; }

    /// <summary>Lists files and folders that were left out.</summary>
    public IReadOnlyList<SkippedFile> Skipped { get; init; } = [];

    public required long Articles { get; init; }

    public required RunLinks Links { get; init; }

    /// <summary>Counts the checks of these links that were made during the run.</summary>
    public required long Checks { get; init; }

    /// <summary>Says why links were refused by our own policy; null if none was.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<Refusal>? Refused { get; init; }

    public required double Seconds { get; init; }

    [JsonIgnore]
    public int ExitCode => Dumps.Failed > 0 ? ExitCodes.Failure
        : Dumps.Rejected + Skipped.Count > 0 ? ExitCodes.Rejected
        : ExitCodes.Success;
}

internal sealed record RunDumps(int Ingested, int Rejected, int Failed);

/// <param name="ByVerdict">The counts by the verdict of the last check; links never checked have none.</param>
internal sealed record RunLinks(int Total, IReadOnlyDictionary<LinkState, int> ByState, IReadOnlyDictionary<Verdict, int> ByVerdict)
{
    public static RunLinks Of(IReadOnlyCollection<Link> links) => new(
        links.Count,
        Count(links.Select(l => l.State)),
        Count(links.Select(l => l.Verdict).OfType<Verdict>()));

    private static SortedDictionary<T, int> Count<T>(IEnumerable<T> values)
        where T : struct, Enum => new(values.CountBy(v => v).ToDictionary());
}
