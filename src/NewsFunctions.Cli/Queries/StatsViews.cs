using NewsFunctions.Archive.Api;
using NewsFunctions.Cli.Terminals;

namespace NewsFunctions.Cli.Queries;

/// <summary>Shows the archive in numbers to people.</summary>
internal static class StatsViews
{
    public static void Write(Terminal terminal, StatsResponse stats)
    {
        terminal.Table(new ResultTable("", ">", "")
            .Add("Articles", Count(stats.Articles.Total, stats.Articles.Complete), "")
            .Add("Dumps", Count(stats.Dumps.ByStatus.Values.Sum(), stats.Dumps.Complete), List(stats.Dumps.ByStatus))
            .Add("Links", Show.Number(stats.Links.Total), List(stats.Links.ByState))
            .Add("by kind", "", List(stats.Links.ByKind))
            .Add("by verdict", "", List(stats.Links.ByVerdict)));
        terminal.Line(stats.Shards.NotYetCounted == 0
            ? $"Link counts as of {Show.Utc(stats.AsOf)}."
            : $"Link counts as of {Show.Utc(stats.AsOf)}; {stats.Shards.NotYetCounted} of {stats.Shards.Total} shards have changed since.");
    }

    private static string Count(long count, bool complete) => complete ? Show.Number(count) : $"{Show.Number(count)}+";

    private static string List(IReadOnlyDictionary<string, long> counts) => string.Join(", ", counts
        .Where(count => count.Value > 0)
        .OrderByDescending(count => count.Value)
        .Select(count => $"{Show.Number(count.Value)} {count.Key}"));
}
