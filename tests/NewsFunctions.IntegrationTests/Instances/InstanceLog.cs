using System.Globalization;
using System.Text.RegularExpressions;

namespace NewsFunctions.IntegrationTests.Instances;

/// <summary>Reads from the log of a host what its functions did.</summary>
internal static partial class InstanceLog
{
    /// <summary>Lists the dumps whose ingest ended on this host.</summary>
    public static IReadOnlyList<string> Ingested(string log) => [.. Ingests().Matches(log).Select(match => match.Groups[1].Value)];

    /// <summary>Counts the links that visits of this host checked.</summary>
    public static int Checked(string log) => Visits().Matches(log).Sum(match => int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture));

    /// <summary>Lists the runs of timers: the function, and the occurrence that the run is for.</summary>
    public static IReadOnlyList<(string Function, DateTimeOffset Due)> TimerRuns(string log) =>
    [
        .. Timers().Matches(log).Select(match => (match.Groups[1].Value, DateTimeOffset.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture))),
    ];

    public static string Summary(string log) => string.Create(
        CultureInfo.InvariantCulture,
        $"{Ingested(log).Count} dumps, {Checked(log)} checks in {Visits().Count(log)} visits, {TimerRuns(log).Count} runs of timers, {Outdated().Count(log)} messages of other runs, {Overtaken().Count(log)} visits overtaken, {Elsewhere().Count(log)} ingests elsewhere");

    [GeneratedRegex(@"Dump (\S+): Ingested, ")]
    private static partial Regex Ingests();

    [GeneratedRegex(@"Shard .+: (\d+) links checked, \d+ left")]
    private static partial Regex Visits();

    [GeneratedRegex(@"Timer (\w+) runs, due at (\S+)")]
    private static partial Regex Timers();

    [GeneratedRegex("Skipped shard ")]
    private static partial Regex Outdated();

    [GeneratedRegex("Stopped the visit of shard ")]
    private static partial Regex Overtaken();

    [GeneratedRegex("Stopped the ingest of dump ")]
    private static partial Regex Elsewhere();
}
