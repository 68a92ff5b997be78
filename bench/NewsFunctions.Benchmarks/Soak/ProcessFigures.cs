using System.Globalization;

namespace NewsFunctions.Benchmarks.Soak;

/// <summary>Holds what a process uses, read from <c>/proc</c>. Only Linux has it.</summary>
/// <param name="Megabytes">The resident memory.</param>
/// <param name="Handles">The number of open file descriptors.</param>
internal sealed record ProcessFigures(double Megabytes, int Handles, int Threads)
{
    private const double KilobytesOfMegabyte = 1024;

    public static bool IsSupported => OperatingSystem.IsLinux();

    /// <returns>Null if the process has ended.</returns>
    public static ProcessFigures? TryRead(int process)
    {
        try
        {
            Dictionary<string, string> status = File.ReadLines($"/proc/{process}/status")
                .Select(line => line.Split(':', 2))
                .ToDictionary(parts => parts[0], parts => parts[1].Trim());

            // A process that has ended and is not yet collected by its parent has no memory.
            return !status.TryGetValue("VmRSS", out string? resident) ? null : new ProcessFigures(
                Number(resident.Split(' ')[0]) / KilobytesOfMegabyte,
                Directory.EnumerateFileSystemEntries($"/proc/{process}/fd").Count(),
                (int)Number(status["Threads"]));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Lists the ids of the running children of a process.</summary>
    public static IReadOnlyList<int> Children(int process)
    {
        try
        {
            return
            [
                .. Directory.GetDirectories($"/proc/{process}/task")
                    .SelectMany(thread => File.ReadAllText(Path.Combine(thread, "children")).Split(' ', StringSplitOptions.RemoveEmptyEntries))
                    .Select(id => (int)Number(id)),
            ];
        }
        catch (IOException)
        {
            // A thread ended meanwhile.
            return [];
        }
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
