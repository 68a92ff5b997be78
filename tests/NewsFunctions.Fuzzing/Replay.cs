namespace NewsFunctions.Fuzzing;

/// <summary>Runs files through every target to reproduce what fuzzing found.</summary>
internal static class Replay
{
    /// <returns>0 if every invariant holds, otherwise 1.</returns>
    public static int Run(IReadOnlyList<string> files, TextWriter output)
    {
        int broken = 0;
        foreach (string file in files)
        {
            byte[] bytes = File.ReadAllBytes(file);
            foreach ((string name, Action<byte[]> target) in FuzzTargets.All)
            {
                output.Write($"{name} {file} ... ");
                output.Flush();
                try
                {
                    target(bytes);
                    output.WriteLine("holds");
                }
#pragma warning disable CA1031 // The replay shows any exception, whatever its type.
                catch (Exception exception)
#pragma warning restore CA1031
                {
                    broken++;
                    output.WriteLine("BROKEN");
                    output.WriteLine(exception);
                }
            }
        }

        return broken == 0 ? 0 : 1;
    }
}
