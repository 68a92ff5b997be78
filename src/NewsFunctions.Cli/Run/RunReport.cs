using System.Globalization;
using System.Text.Json;
using NewsFunctions.Cli.Terminals;

namespace NewsFunctions.Cli.Run;

/// <summary>Reports the result of a run.</summary>
internal static class RunReport
{
    private const int MaxReasons = 5;

    public static void Write(RunSummary summary, bool json, Terminal terminal)
    {
        if (json)
        {
            terminal.Json(JsonSerializer.Serialize(summary, RunSummary.Json));
            return;
        }

        ResultTable table = new ResultTable("", ">", "")
            .Add("Dumps ingested", Show.Number(summary.Dumps.Ingested), Troubles(summary))
            .Add("Articles", Show.Number(summary.Articles), "")
            .Add("Links", Show.Number(summary.Links.Total), List(summary.Links.ByState))
            .Add("Checks", Show.Number(summary.Checks), List(summary.Links.ByVerdict));
        foreach (Refusal refusal in (summary.Refused ?? []).Take(MaxReasons))
        {
            table.Add("Refused", Show.Number(refusal.Links), refusal.Reason);
        }

        terminal.Table(table.Add("Seconds", summary.Seconds.ToString("F1", CultureInfo.InvariantCulture), ""));
        foreach (string setting in (summary.Refused ?? []).Take(MaxReasons).Select(refusal => refusal.Setting).OfType<string>().Distinct())
        {
            terminal.Progress($"Links of a site that is yours are checked with the {(setting.Contains(' ', StringComparison.Ordinal) ? "settings" : "setting")} {setting}");
        }
    }

    public static void WriteAddresses(Uri address, Terminal terminal)
    {
        string root = address.ToString().TrimEnd('/');
        terminal.Progress($"The archive answers at {root} until Ctrl-C. Open that address in a browser, or for example:");
        terminal.Progress($"  curl {root}/api/articles");
        terminal.Progress($"  curl '{root}/api/links?kind=image&state=Suspect'");
        terminal.Progress($"  curl {root}/api/stats");
    }

    private static string Troubles(RunSummary summary)
    {
        (_, int rejected, int failed) = summary.Dumps;
        int skipped = summary.Skipped.Count;
        return rejected + failed + skipped == 0 ? "" : $"{rejected} rejected, {failed} failed{(skipped == 0 ? "" : $", {skipped} skipped")}";
    }

    private static string List<T>(IReadOnlyDictionary<T, int> counts) =>
        string.Join(", ", counts.OrderByDescending(count => count.Value).Select(count => $"{Show.Number(count.Value)} {count.Key}"));
}
