using System.Globalization;

namespace NewsFunctions.IntegrationTests.EndToEnd;

/// <summary>Holds the memory of a process in megabytes, as counted by the kernel. Linux only.</summary>
internal sealed record ProcessMemory(string Name, int Peak, int Now)
{
    /// <summary>Measures a .NET process and its children, without Azurite, which is not part of the product.</summary>
    public static IReadOnlyList<ProcessMemory> OfTree(int id) =>
        [.. Tree(id).Select(Of).OfType<ProcessMemory>().Where(process => process.Name is not ("node" or "sh"))];

    private static IEnumerable<int> Tree(int id) => Children(id).SelectMany(Tree).Prepend(id);

    private static IEnumerable<int> Children(int id) => Directory.GetDirectories($"/proc/{id}/task")
        .SelectMany(thread => File.ReadAllText(Path.Combine(thread, "children")).Split(' ', StringSplitOptions.RemoveEmptyEntries))
        .Select(child => int.Parse(child, CultureInfo.InvariantCulture));

    private static ProcessMemory? Of(int id)
    {
        Dictionary<string, string> status = File.ReadLines($"/proc/{id}/status")
            .Select(line => line.Split(':', 2))
            .ToDictionary(line => line[0], line => line[1].Trim());
        string[] command = File.ReadAllText($"/proc/{id}/cmdline").Split('\0');
        return status.TryGetValue("VmHWM", out string? peak)
            ? new ProcessMemory(
                Path.GetFileName(command.FirstOrDefault(part => part.EndsWith(".dll", StringComparison.Ordinal)) ?? command[0]),
                Megabytes(peak),
                Megabytes(status["VmRSS"]))
            : null;
    }

    private static int Megabytes(string kilobytes) => int.Parse(kilobytes.Split(' ')[0], CultureInfo.InvariantCulture) / 1024;
}
