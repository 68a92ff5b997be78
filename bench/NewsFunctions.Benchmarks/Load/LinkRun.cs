using System.Diagnostics;
using System.Globalization;
using LocalFunctionsHost.LocalStorage;
using Microsoft.Extensions.Logging.Abstractions;

namespace NewsFunctions.Benchmarks.Load;

/// <summary>Runs the same links through other tools and through ours, one after another on one server, and compares the
/// results with the targets.</summary>
internal static class LinkRun
{
    /// <summary>The number of requests that a tool may have open. With fewer, the slow links would limit the speed of
    /// every tool.</summary>
    public const int Concurrency = 256;

    // Used for the HttpClient loop and for our checks without storage. At 64, the slow links limit the loop to 6,400
    // links a second. At 256 the CPU is the limit, so only the work of a check counts.
    private static readonly int[] Concurrencies = [64, 128, Concurrency];

    /// <summary>The number of bytes requested of each file, as in a check.</summary>
    public const int BodyBytes = 64 * 1024;

    // The warm-up has this many times as many links as the measured part: after 40,000 links the runtime still compiles
    // their code.
    private const int WarmUp = 4;

    /// <param name="linkinator">The path of linkinator's command.</param>
    /// <param name="only">Runs only tools whose names contain this text, and measures no memory. Empty runs all.</param>
    public static async Task<int> RunAsync(int links, int rounds, string linkinator, string only)
    {
        // Same as in the function app (NewsFunctions.csproj). This project leaves it on to measure the fully optimized parser.
        Environment.SetEnvironmentVariable("DOTNET_TieredPGO", "0");
        using Process server = Start();
        string site = (await server.StandardOutput.ReadLineAsync())!;
        bool node = MeteredRun.IsInstalled("node");
        (string Name, bool IsThere, Func<Task<ToolResult>> Run)[] tools =
        [
            ("wrk", MeteredRun.IsInstalled("wrk"), () => PeerTools.WrkAsync(site, links)),
            ("curl", MeteredRun.IsInstalled("curl"), () => PeerTools.CurlAsync(site, links)),
            ("linkchecker", MeteredRun.IsInstalled("linkchecker"), () => PeerTools.LinkCheckerAsync(site, links)),
            ("linkinator", node && File.Exists(linkinator), () => PeerTools.LinkinatorAsync(linkinator, site, links)),
            .. Concurrencies.SelectMany<int, (string, bool, Func<Task<ToolResult>>)>(open =>
            [
                (LoadTable.Loop(open), true, () => OwnAsync(LoadTable.Loop(open), "links-get", site, WarmUp * links, links, open)),
                (LoadTable.Bare(open), true, () => OwnAsync(LoadTable.Bare(open), "links-check", site, WarmUp * links, links, open)),
            ]),
            (LoadTable.Stored, node, () => StoredAsync(site, links)),
        ];
        tools = [.. tools.Where(tool => tool.Name.Contains(only, StringComparison.Ordinal))];
        var table = new LoadTable(links, Concurrencies);
        foreach ((string name, _, _) in tools.Where(tool => !tool.IsThere))
        {
            table.Miss(name);
        }

        for (int round = 1; round <= rounds; round++)
        {
            foreach ((_, _, Func<Task<ToolResult>> run) in tools.Where(tool => tool.IsThere))
            {
                ToolResult result = await run();
                Console.Error.WriteLine(string.Create(
                    CultureInfo.InvariantCulture, $"round {round} of {rounds}: {result.Tool,-30} {result.LinksPerSecond,8:F0} links/s"));
                table.Add(result);
            }
        }

        if (only.Length == 0)
        {
            await MeasureMemoryAsync(table, site, links, node);
        }

        server.StandardInput.Close();
        await server.WaitForExitAsync();
        return table.Print() ? 0 : 1;
    }

    /// <summary>Measures whether memory grows with the number of links, by runs with a tenth of the links and with a
    /// multiple.</summary>
    private static async Task MeasureMemoryAsync(LoadTable table, string site, int links, bool node)
    {
        foreach (int number in (int[])[links / 10, links * 10])
        {
            table.AddMemory(number, await OwnAsync(LoadTable.Bare(Concurrency), "links-check", site, number / 2, number / 2, Concurrency));
        }

        foreach (int number in node ? (int[])[links / 10, links * 5 / 2] : [])
        {
            table.AddMemory(number, await StoredAsync(site, number));
        }
    }

    private static async Task<ToolResult> OwnAsync(string name, string verb, string site, int warmUp, int links, int open)
    {
        MeteredRun run = await MeteredRun.RunOwnAsync([verb, site, .. new[] { warmUp, links, open }.Select(number => number.ToString(CultureInfo.InvariantCulture))]);
        return ToolResult.OfOwnRun(name, warmUp, links, run);
    }

    /// <summary>Runs the visits on a separate Azurite that holds only these links.</summary>
    private static async Task<ToolResult> StoredAsync(string site, int links)
    {
        string folder = Directory.CreateTempSubdirectory("news-bench-azurite-").FullName;
        try
        {
            var options = new LocalStorageOptions { DataFolder = folder, InMemory = true, JoinUsualPorts = false };
            await using LocalStorageLease storage =
                await LocalStorageSupervisor.AcquireAsync(options, NullLogger.Instance, TimeProvider.System, default);
            using Process azurite = Process.GetProcessById(storage.Pid!.Value);
            await LinkChecks.RegisterAsync(storage.ConnectionString, site, links);
            azurite.Refresh();
            TimeSpan before = azurite.TotalProcessorTime;
            MeteredRun run = await MeteredRun.RunOwnAsync(
                "links-visit", storage.ConnectionString, site, links.ToString(CultureInfo.InvariantCulture));
            azurite.Refresh();
            TimeSpan took = azurite.TotalProcessorTime - before;
            Verdicts verdicts = await LinkChecks.ReadAsync(storage.ConnectionString, site, links);
            return ToolResult.OfOwnRun(LoadTable.Stored, links / 2, links - (links / 2), run) with
            {
                Verdicts = verdicts,
                StorageCpuSeconds = took.TotalSeconds / links * 10_000,
            };
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Process Start()
    {
        ProcessStartInfo start = MeteredRun.Own;
        start.ArgumentList.Add("links-serve");
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        return Process.Start(start)!;
    }
}
