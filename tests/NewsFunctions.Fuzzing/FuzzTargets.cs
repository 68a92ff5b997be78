namespace NewsFunctions.Fuzzing;

/// <summary>Lists the fuzz targets. Each takes any bytes and throws if an invariant is broken.</summary>
public static class FuzzTargets
{
    public static IReadOnlyDictionary<string, Action<byte[]>> All { get; } = new SortedDictionary<string, Action<byte[]>>(StringComparer.Ordinal)
    {
        ["dump"] = DumpTarget.Run,
        ["php"] = PhpTarget.Run,
        ["text"] = TextTarget.Run,
    };
}
