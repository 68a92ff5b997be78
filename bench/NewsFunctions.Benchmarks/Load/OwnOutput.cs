using System.Diagnostics;
using System.Text.Json;

namespace NewsFunctions.Benchmarks.Load;

/// <summary>What a process of this program tells the one that started it, as one line of JSON. It asks for half of its links cold, as a
/// process does that has just begun, and for the other half warm, as one that serves for days; the second half is measured.</summary>
/// <param name="Seconds">Of the second half.</param>
/// <param name="CpuSeconds">Of the second half, in user and system mode.</param>
/// <param name="TableOperations">Of both halves; null without storage.</param>
internal sealed record OwnOutput(double Seconds, double CpuSeconds, Verdicts? Verdicts, long? TableOperations)
{
    public static async Task<int> PrintAsync(Func<Task> firstHalf, Func<Task> secondHalf, Func<Verdicts?> verdicts, Func<long?> tableOperations)
    {
        await firstHalf();
        var watch = Stopwatch.StartNew();
        TimeSpan before = Environment.CpuUsage.TotalTime;
        await secondHalf();
        var output = new OwnOutput(
            watch.Elapsed.TotalSeconds, (Environment.CpuUsage.TotalTime - before).TotalSeconds, verdicts(), tableOperations());
        Console.WriteLine(JsonSerializer.Serialize(output));
        return 0;
    }

    public static OwnOutput Read(MeteredRun run) => JsonSerializer.Deserialize<OwnOutput>(run.Output)!;
}
