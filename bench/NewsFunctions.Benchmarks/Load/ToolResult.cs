namespace NewsFunctions.Benchmarks.Load;

/// <summary>What a tool made of the links, and what it took.</summary>
/// <param name="Links">That were asked for in the time that counts; of wrk, requests.</param>
/// <param name="Seconds">Of that time.</param>
/// <param name="CpuSeconds">Of that time.</param>
/// <param name="Verdicts">Of the whole run; null of a tool that has none.</param>
internal sealed record ToolResult(string Tool, double Links, double Seconds, double CpuSeconds, double PeakMegabytes, Verdicts? Verdicts)
{
    /// <summary>Links a second of the time before, in which the process was new; null where nothing went before.</summary>
    public double? ColdLinksPerSecond { get; init; }

    /// <summary>How many storage operations a check took, on the wire; null without storage.</summary>
    public double? TableOperations { get; init; }

    /// <summary>How much processor time Azurite took for 10,000 links; null without storage.</summary>
    public double? StorageCpuSeconds { get; init; }

    public double LinksPerSecond => Links / Seconds;

    public double CpuSecondsPer10000 => CpuSeconds / Links * 10_000;

    public static ToolResult OfWholeRun(string tool, int links, MeteredRun run, Verdicts verdicts) =>
        new(tool, links, run.Seconds, run.CpuSeconds, run.PeakMegabytes, verdicts);

    /// <param name="warmUp">Links that were asked for before.</param>
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
