using System.Text.RegularExpressions;

namespace NewsFunctions.IntegrationTests.Telemetry;

/// <summary>Reads the tables of docs/telemetry.md.</summary>
internal static partial class TelemetryPage
{
    /// <summary>Gets each span with its attributes.</summary>
    public static IReadOnlyDictionary<string, string[]> Spans { get; } = Read("Spans", namesColumn: 2);

    /// <summary>Gets each metric with its dimensions.</summary>
    public static IReadOnlyDictionary<string, string[]> Metrics { get; } = Read("Metrics", namesColumn: 2);

    private static Dictionary<string, string[]> Read(string section, int namesColumn)
    {
        string page = File.ReadAllText(Repository.PathOf("docs/telemetry.md"));
        string text = page.Split($"## {section}\n")[1].Split("\n## ")[0];
        return text.Split('\n')
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .Select(line => line.Split('|')[1..])
            .ToDictionary(cells => Name().Match(cells[0]).Groups[1].Value, cells => Name().Matches(cells[namesColumn]).Select(match => match.Groups[1].Value).ToArray());
    }

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Name();
}
