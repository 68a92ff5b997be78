using System.Globalization;
using NewsFunctions.Archive.Api;
using NewsFunctions.Cli.Terminals;
using NewsFunctions.Storage.Dumps;

namespace NewsFunctions.Cli.Remove;

/// <summary>Shows a takedown to people.</summary>
internal static class TakedownViews
{
    public static void Write(Terminal terminal, TakedownResponse planned)
    {
        terminal.Line($"To be removed: {planned.Target}");
        var table = new ResultTable("What", ">Goes", "Which");
        table.Add("articles", Number(planned.ArticleCount), Some(planned.Articles));
        table.Add("texts", Number(planned.Versions), "");
        table.Add("links", Number(planned.LinkCount), Some(planned.Links));
        table.Add("events", Number(planned.Events), "");
        table.Add("copies", Number(planned.Captures.Count), Some(planned.Captures));
        table.Add("dumps", Number(planned.Dumps.Count), Some([.. planned.Dumps.Select(dump => dump.Name)]));
        table.Add("in rewritten dumps", Number(planned.Rewritten.Count), Some([.. planned.Rewritten.Select(dump => dump.Name)]));
        terminal.Table(table);
        terminal.Line($"Links that stay, because other articles mention them: {Number(planned.LinksThatStay)}");
        foreach (StoredBytes place in planned.BytesThatStay)
        {
            terminal.Line(string.Create(
                CultureInfo.InvariantCulture,
                $"Bytes that stay in a dump: {place.DumpName}{(place.Member.Length == 0 ? "" : $" {place.Member}")}, {place.Length} from {place.Offset} on. They go with 'news remove dump {place.DumpId}'."));
        }
    }

    public static void WriteEnd(Terminal terminal, TakedownResponse last)
    {
        if (last.DryRun)
        {
            terminal.Line("Nothing was removed. Ask again with --yes to remove it.");
            return;
        }

        terminal.Line("Removed. No later ingest brings it back.");
        if (last.RecoverableUntil is { } until)
        {
            terminal.Line($"The storage account keeps deleted files until {until.ToString("d MMM yyyy", CultureInfo.InvariantCulture)} (soft delete).");
        }
    }

    private static string Number(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    private static string Some(IReadOnlyList<string> all) => string.Join(", ", all.Take(5)) + (all.Count > 5 ? ", ..." : "");
}
