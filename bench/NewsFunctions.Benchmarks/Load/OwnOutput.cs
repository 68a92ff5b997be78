using System.Diagnostics;
using System.Text.Json;

namespace NewsFunctions.Benchmarks.Load;

/// <summary>The line of JSON that a child process of this program prints for its parent. The child requests some links
/// cold, like a new process, and then the others warm, like a process that has run for days. Only the warm part is
/// measured.</summary>
/// <param name="Seconds">The duration of the warm part.</param>
/// <param name="CpuSeconds">The CPU time of the warm part, in user and system mode.</param>
/// <param name="TableOperations">The table operations of both parts; null without storage.</param>
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
