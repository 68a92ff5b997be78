using System.Globalization;

namespace NewsFunctions.Benchmarks.Load;

/// <summary>Prints the results as the tables of docs/benchmarks.md. For each tool, the fastest run counts, and the
/// wrong verdicts of every run.</summary>
internal sealed class LoadTable(int links, IReadOnlyList<int> concurrencies)
{
    public const string Stored = "ours, all stored";

    private readonly List<ToolResult> _results = [];
    private readonly List<string> _missing = [];
    private readonly List<(string Tool, int Links, double Megabytes)> _memory = [];

    /// <param name="open">The number of concurrent requests.</param>
    public static string Loop(int open) => Text($"HttpClient loop, {open} open");

    /// <inheritdoc cref="Loop"/>
    public static string Bare(int open) => Text($"ours, nothing stored, {open} open");

    public void Add(ToolResult result) => _results.Add(result);

    /// <param name="tool">A tool that is not installed or lacks a dependency.</param>
    public void Miss(string tool) => _missing.Add(tool);

    public void AddMemory(int count, ToolResult result) => _memory.Add((result.Tool, count, result.PeakMegabytes));

    /// <returns>Whether every tool gave a verdict on every link and all of ours were right.</returns>
    public bool Print()
    {
        ToolResult[] best = [.. _results.GroupBy(result => result.Tool).Select(runs => runs.MaxBy(run => run.LinksPerSecond)!)];
        Say($"\n| tool | links/s (cold) | CPU s per 10,000 links | wrong verdicts of {links} | peak MB |\n|---|---|---|---|---|");
        foreach (ToolResult result in best)
        {
            string cold = result.ColdLinksPerSecond is { } speed ? Text($" ({speed:F0})") : "";
            string storage = result.StorageCpuSeconds is { } seconds ? Text($" + {seconds:F2} of Azurite") : "";
            int wrong = _results.Where(run => run.Tool == result.Tool).Max(run => run.Verdicts?.Wrong ?? 0);
            Say($"| {result.Tool} | {result.LinksPerSecond:F0}{cold} | {result.CpuSecondsPer10000:F2}{storage} | {(result.Verdicts is null ? "has none" : wrong)} | {result.PeakMegabytes:F0} |");
        }

        Say($"\n| what | measured | target |\n|---|---|---|");
        foreach (int open in concurrencies)
        {
            Ratio(best, Bare(open), Loop(open), 0.7);
        }

        Ratio(best, Stored, "linkinator", 3);
        Ratio(best, Stored, "linkchecker", 4);
        foreach (ToolResult stored in best.Where(result => result.TableOperations is not null))
        {
            Say($"| table operations a check | {stored.TableOperations:F4} | at most 0.03 |");
        }

        foreach (var tool in _memory.GroupBy(one => one.Tool))
        {
            Say($"| peak MB, {tool.Key}, of {string.Join(" and ", tool.Select(one => one.Links))} links | {string.Join(" and ", tool.Select(one => Text($"{one.Megabytes:F0}")))} | flat |");
        }

        _missing.ForEach(tool => Say($"\nMissing here: {tool}."));
        return Complain();
    }

    private static void Ratio(ToolResult[] best, string ours, string other, double target)
    {
        if (Array.Find(best, result => result.Tool == ours) is { } one && Array.Find(best, result => result.Tool == other) is { } two)
        {
            Say($"| {ours}, against {other} | {one.LinksPerSecond / two.LinksPerSecond:F2} of its speed | at least {target} |");
        }
    }

    private bool Complain()
    {
        ToolResult[] bad = [.. _results.Where(result => result.Verdicts is { } verdicts
            && (verdicts.Silent > 0 || (verdicts.Wrong > 0 && IsOwn(result.Tool))))];
        foreach (ToolResult result in bad)
        {
            Say($"{result.Tool}: {result.Verdicts!.Right} right, {result.Verdicts.Wrong} wrong ({result.Verdicts.Example}), {result.Verdicts.Silent} without a verdict");
        }

        return bad.Length == 0;
    }

    private bool IsOwn(string tool) => tool == Stored || concurrencies.Any(open => tool == Loop(open) || tool == Bare(open));

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static void Say(FormattableString line) => Console.WriteLine(Text(line));
}
