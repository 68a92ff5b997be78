using System.Globalization;
using NewsFunctions.Cli.Terminals;
using NewsFunctions.Core.Summaries;

namespace NewsFunctions.Cli.Queries;

/// <summary>Shows people how much is lost.</summary>
internal static class SummaryViews
{
    /// <summary>The message that is printed if there is no summary.</summary>
    public const string None = "there is no summary yet, and making one takes longer than a command waits. SummarizeArchive makes one every day.";

    public static string Name(SummaryPart part) => Show.Lower(part);

    /// <param name="part">The part; null means the counts.</param>
    public static void Write(Terminal terminal, ArchiveSummary summary, SummaryPart? part)
    {
        switch (part)
        {
            case SummaryPart.Days:
                WriteDays(terminal, summary);
                break;
            case SummaryPart.Hosts:
                WriteHosts(terminal, summary);
                break;
            case SummaryPart.History:
                WriteHistory(terminal, summary);
                break;
            case SummaryPart.Damage:
                WriteDamage(terminal, summary.Damage);
                break;
            default:
                WriteCounts(terminal, summary);
                break;
        }

        terminal.Line($"As of {Show.Utc(summary.AsOf)}.");
    }

    private static void WriteCounts(Terminal terminal, ArchiveSummary summary)
    {
        terminal.Table(new ResultTable("", ">", "")
            .Add("Articles", Show.Number(summary.Articles.Total), $"{Show.Number(summary.Articles.WithDead)} with dead media, {Show.Number(summary.Articles.WithSuspect)} with suspect media")
            .Add("Links", Show.Number(summary.Links.Total), States(summary.Links))
            .Add("image", Show.Number(summary.ByKind.Image.Total), States(summary.ByKind.Image))
            .Add("video", Show.Number(summary.ByKind.Video.Total), States(summary.ByKind.Video))
            .Add("other", Show.Number(summary.ByKind.Other.Total), States(summary.ByKind.Other))
            .Add("page", Show.Number(summary.ByKind.Page.Total), States(summary.ByKind.Page))
            .Add("Copies", Show.Number(summary.Links.DeadWithCopy + summary.Links.SuspectWithCopy), $"of dead links {Show.Number(summary.Links.DeadWithCopy)}, of suspect links {Show.Number(summary.Links.SuspectWithCopy)}")
            .Add("This week", Show.Number(summary.Week.Dead), $"died, {Show.Number(summary.Week.Revived)} came back, {Show.Number(summary.Week.Drifted)} drifted"));
    }

    private static void WriteDays(Terminal terminal, ArchiveSummary summary)
    {
        var table = new ResultTable("!Day", ">Articles", ">Media", ">Dead", ">Suspect");
        foreach (DayCounts day in summary.Days.Where(day => day.Dead + day.Suspect > 0))
        {
            table.Add(Date(day.Date), Show.Number(day.Articles), Show.Number(day.Media), Show.Number(day.Dead), Show.Number(day.Suspect));
        }

        terminal.List(table, "No day has lost anything");
        if (summary.UnlistedDays > 0)
        {
            terminal.Progress($"{Show.Number(summary.UnlistedDays)} older days are not listed.");
        }
    }

    private static void WriteHosts(Terminal terminal, ArchiveSummary summary)
    {
        var table = new ResultTable("!Host", ">Links", ">Dead", ">Suspect", ">Alive", "Down since", "Dead since");
        foreach (HostCounts host in summary.Hosts)
        {
            table.Add(
                host.Host,
                Show.Number(host.Total),
                Show.Number(host.Dead),
                Show.Number(host.Suspect),
                Show.Number(host.Alive),
                Show.Utc(host.DownSince),
                Show.Utc(host.DeadSince));
        }

        terminal.List(table, "No link has a host yet");
        if (summary.UnlistedHosts > 0)
        {
            terminal.Progress($"{Show.Number(summary.UnlistedHosts)} hosts with fewer dead and suspect links are not listed; news hosts lists all.");
        }
    }

    private static void WriteHistory(Terminal terminal, ArchiveSummary summary)
    {
        var table = new ResultTable("!Day", ">Alive", ">Suspect", ">Dead", ">Blocked", ">Unknown");
        foreach (HistoryEntry day in summary.History)
        {
            table.Add(
                Date(day.Date), Show.Number(day.Alive), Show.Number(day.Suspect), Show.Number(day.Dead), Show.Number(day.Blocked), Show.Number(day.Unknown));
        }

        terminal.List(table, "There is no history yet: it has one entry a day");
    }

    private static void WriteDamage(Terminal terminal, DamageCounts damage)
    {
        terminal.Table(new ResultTable("", ">", "")
            .Add("Dumps", Show.Number(damage.Dumps), "")
            .Add("Bytes", Show.Number(damage.BytesThere), $"of {Show.Number(damage.BytesDeclared)} declared")
            .Add("Related items", Show.Number(damage.ItemsKept), $"{Show.Number(damage.ItemsLost)} lost"));
        if (damage.ByCode.Count > 0)
        {
            var table = new ResultTable("!Code", ">Count");
            foreach (CodeCount code in damage.ByCode)
            {
                table.Add(code.Code, Show.Number(code.Count));
            }

            terminal.Line();
            terminal.Table(table);
        }
    }

    private static string States(LinkCounts links)
    {
        (string Name, long Count)[] states =
            [("Alive", links.Alive), ("Suspect", links.Suspect), ("Dead", links.Dead), ("Blocked", links.Blocked), ("Unknown", links.Unknown)];
        return string.Join(", ", states.Where(state => state.Count > 0).Select(state => $"{Show.Number(state.Count)} {state.Name}"));
    }

    private static string Date(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
