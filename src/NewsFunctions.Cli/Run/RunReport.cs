using System.Globalization;
using System.Text.Json;
using NewsFunctions.Cli.Terminals;

namespace NewsFunctions.Cli.Run;

/// <summary>How a run tells what came of it.</summary>
internal static class RunReport
{
    public static void Write(RunSummary summary, bool json, Terminal terminal)
    {
        if (json)
        {
            terminal.Json(JsonSerializer.Serialize(summary, RunSummary.Json));
            return;
        }

        (int ingested, int rejected, int failed) = summary.Dumps;
        ResultTable table = new ResultTable("", ">", "")
            .Add("Dumps ingested", Show.Number(ingested), rejected + failed == 0 ? "" : $"{rejected} rejected, {failed} failed")
            .Add("Articles", Show.Number(summary.Articles), "")
            .Add("Links", Show.Number(summary.Links.Total), List(summary.Links.ByState))
            .Add("Checks", Show.Number(summary.Checks), List(summary.Links.ByVerdict))
            .Add("Seconds", summary.Seconds.ToString("F1", CultureInfo.InvariantCulture), "");
        terminal.Table(table);
    }

    public static void WriteAddresses(Uri address, Terminal terminal)
    {
        string root = address.ToString().TrimEnd('/');
        terminal.Progress($"The archive answers at {root} until Ctrl-C. For example:");
        terminal.Progress($"  curl {root}/api/articles");
        terminal.Progress($"  curl '{root}/api/links?kind=image&state=Suspect'");
        terminal.Progress($"  curl {root}/api/stats");
    }

    private static string List<T>(IReadOnlyDictionary<T, int> counts) =>
        string.Join(", ", counts.OrderByDescending(count => count.Value).Select(count => $"{Show.Number(count.Value)} {count.Key}"));
}
