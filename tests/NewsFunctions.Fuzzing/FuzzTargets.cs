namespace NewsFunctions.Fuzzing;

/// <summary>What is fuzzed: each takes any bytes and throws where something does not hold that must hold for all of them.</summary>
public static class FuzzTargets
{
    public static IReadOnlyDictionary<string, Action<byte[]>> All { get; } = new SortedDictionary<string, Action<byte[]>>(StringComparer.Ordinal)
    {
        ["dump"] = DumpTarget.Run,
        ["php"] = PhpTarget.Run,
        ["text"] = TextTarget.Run,
    };
}
