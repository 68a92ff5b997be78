using System.Text.Json;

namespace NewsFunctions.Benchmarks.Load;

/// <summary>What a process of this program tells the one that started it: one line of JSON.</summary>
internal sealed record OwnOutput(Verdicts? Verdicts, long? TableOperations)
{
    public static void Print(OwnOutput output) => Console.WriteLine(JsonSerializer.Serialize(output));

    public static OwnOutput Read(MeteredRun run) => JsonSerializer.Deserialize<OwnOutput>(run.Output)!;
}
