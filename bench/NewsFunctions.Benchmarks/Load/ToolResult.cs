namespace NewsFunctions.Benchmarks.Load;

/// <summary>What a tool made of the links, and what it took.</summary>
/// <param name="Links">That it asked for; of wrk, requests.</param>
/// <param name="Verdicts">Null of a tool that has none.</param>
/// <param name="TableOperations">On the wire; null without storage.</param>
/// <param name="StorageCpuSeconds">Of Azurite meanwhile; null without storage.</param>
internal sealed record ToolResult(
    string Tool, double Links, MeteredRun Run, Verdicts? Verdicts, long? TableOperations = null, double? StorageCpuSeconds = null)
{
    public double LinksPerSecond => Links / Run.Seconds;

    public double CpuSecondsPer10000 => Run.CpuSeconds / Links * 10_000;
}
