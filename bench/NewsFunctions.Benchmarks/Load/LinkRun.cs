using System.Diagnostics;
using System.Globalization;
using LocalFunctionsHost.LocalStorage;
using Microsoft.Extensions.Logging.Abstractions;

namespace NewsFunctions.Benchmarks.Load;

/// <summary>The same links through other people's tools and through ours, one after another over one server, and what that says
/// about the targets.</summary>
internal static class LinkRun
{
    /// <summary>Requests that a tool may have open. With fewer, the slow links alone would bound the speed of all.</summary>
    public const int Concurrency = 256;

    // Of the HttpClient loop and ours without storage. With the first, the slow links bound the loop to 6,400 links a second; with the
    // last, the processor does, and what a check computes is all that counts.
    private static readonly int[] Concurrencies = [64, 128, Concurrency];

    /// <summary>Asked for of each file, as a check does.</summary>
    public const int BodyBytes = 64 * 1024;

    // So many times as many links go before those that are measured: after 40,000 the runtime still compiles what they called.
    private const int WarmUp = 4;

    /// <param name="linkinator">The path of its command.</param>
    /// <param name="only">Tools whose names contain this, and no memory; empty for all.</param>
    public static async Task<int> RunAsync(int links, int rounds, string linkinator, string only)
    {
        // As the function app is set up (NewsFunctions.csproj); this program is not, because it also measures what a parser comes to in the end.
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

    /// <summary>Whether it grows with the number of links, by runs of a tenth and of a multiple of it.</summary>
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

    /// <summary>Over an Azurite of its own that has nothing but these links.</summary>
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
