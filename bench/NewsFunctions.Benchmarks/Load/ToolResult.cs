namespace NewsFunctions.Benchmarks.Load;

/// <summary>Holds the speed, cost and verdicts of one tool.</summary>
/// <param name="Links">The links requested in the measured time; for wrk, the requests.</param>
/// <param name="Seconds">The measured time.</param>
/// <param name="CpuSeconds">The CPU time in the measured time.</param>
/// <param name="Verdicts">The verdicts of the whole run; null if the tool gives none.</param>
internal sealed record ToolResult(string Tool, double Links, double Seconds, double CpuSeconds, double PeakMegabytes, Verdicts? Verdicts)
{
    /// <summary>Links per second in the warm-up of a new process; null without a warm-up.</summary>
    public double? ColdLinksPerSecond { get; init; }

    /// <summary>Storage operations per check, counted on the wire; null without storage.</summary>
    public double? TableOperations { get; init; }

    /// <summary>Azurite's CPU time for 10,000 links; null without storage.</summary>
    public double? StorageCpuSeconds { get; init; }

    public double LinksPerSecond => Links / Seconds;

    public double CpuSecondsPer10000 => CpuSeconds / Links * 10_000;

    public static ToolResult OfWholeRun(string tool, int links, MeteredRun run, Verdicts verdicts) =>
        new(tool, links, run.Seconds, run.CpuSeconds, run.PeakMegabytes, verdicts);

    /// <param name="warmUp">The number of links in the warm-up.</param>
    public static ToolResult OfOwnRun(string tool, int warmUp, int links, MeteredRun run)
    {
        OwnOutput output = OwnOutput.Read(run);
        return new ToolResult(tool, links, output.Seconds, output.CpuSeconds, run.PeakMegabytes, output.Verdicts)
        {
            ColdLinksPerSecond = warmUp / (run.Seconds - output.Seconds),
            TableOperations = (double?)output.TableOperations / (warmUp + links),
        };
    }
}
