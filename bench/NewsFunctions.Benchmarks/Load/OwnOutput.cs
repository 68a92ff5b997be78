using System.Diagnostics;
using System.Text.Json;

namespace NewsFunctions.Benchmarks.Load;

/// <summary>What a process of this program tells the one that started it, as one line of JSON. It asks for some links cold, as a
/// process does that has just begun, and for the others warm, as one that serves for days; these are measured.</summary>
/// <param name="Seconds">Of the warm part.</param>
/// <param name="CpuSeconds">Of the warm part, in user and system mode.</param>
/// <param name="TableOperations">Of both parts; null without storage.</param>
internal sealed record OwnOutput(double Seconds, double CpuSeconds, Verdicts? Verdicts, long? TableOperations)
{
    public static async Task<int> PrintAsync(Func<Task> cold, Func<Task> warm, Func<Verdicts?> verdicts, Func<long?> tableOperations)
    {
        await cold();
        var watch = Stopwatch.StartNew();
        TimeSpan before = Environment.CpuUsage.TotalTime;
        await warm();
        var output = new OwnOutput(
            watch.Elapsed.TotalSeconds, (Environment.CpuUsage.TotalTime - before).TotalSeconds, verdicts(), tableOperations());
        Console.WriteLine(JsonSerializer.Serialize(output));
        return 0;
    }

    public static OwnOutput Read(MeteredRun run) => JsonSerializer.Deserialize<OwnOutput>(run.Output)!;
}
