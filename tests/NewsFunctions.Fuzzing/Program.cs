using NewsFunctions.Fuzzing;
using SharpFuzz;

// Run through the script `fuzz` beside this file, which builds, instruments and starts it.
switch (args)
{
    case ["replay", .. { Length: > 0 } files]:
        return Replay.Run(files, Console.Out);

    case [var name] when FuzzTargets.All.TryGetValue(name, out Action<byte[]>? target):
        Fuzzer.OutOfProcess.Run(input =>
        {
            using var bytes = new MemoryStream();
            input.CopyTo(bytes);
            target(bytes.ToArray());
        });
        return 0;

    default:
        Console.Error.WriteLine($"Usage: NewsFunctions.Fuzzing TARGET | replay FILE...   (targets: {string.Join(", ", FuzzTargets.All.Keys)})");
        return 2;
}
