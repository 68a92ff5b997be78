using System.Globalization;
using NewsFunctions.Benchmarks.Dumps;

namespace NewsFunctions.Benchmarks.Load;

/// <summary>Runs other tools on the same links, with the same limit of open requests and their fastest settings.</summary>
internal static class PeerTools
{
    /// <summary>Requests the links in turn for a few seconds. It follows no redirects and judges nothing.</summary>
    public static async Task<ToolResult> WrkAsync(string site, int links)
    {
        const int Seconds = 5;
        string script = Path.Combine(BenchmarkDump.Folder(), "peers", "links.lua");
        MeteredRun run = await MeteredRun.RunAsync("wrk", [
            "--threads", "1", "--connections", Number(LinkRun.Concurrency), "--duration", Number(Seconds), "--timeout", "10",
            "--script", script, site, "--", Number(links)]);
        // "  123456 requests in 5.10s, 2.31GB read"
        string[] words = run.Output.Split('\n').Single(line => line.Contains(" requests in ", StringComparison.Ordinal))
            .Split(' ', StringSplitOptions.RemoveEmptyEntries);
        double requests = double.Parse(words[0], CultureInfo.InvariantCulture);
        double seconds = double.Parse(words[3].TrimEnd('s', ','), CultureInfo.InvariantCulture);
        return new ToolResult("wrk", requests, seconds, run.CpuSeconds, run.PeakMegabytes, Verdicts: null);
    }

    public static async Task<ToolResult> CurlAsync(string site, int links)
    {
        string list = Path.GetTempFileName();
        try
        {
            await File.WriteAllLinesAsync(list, SiteLink.First(links).Select(link => $"url = \"{site}{link.Path}\"\noutput = \"/dev/null\""));
            MeteredRun run = await MeteredRun.RunAsync("curl", [
                "--silent", "--location", "--parallel", "--parallel-immediate", "--parallel-max", Number(LinkRun.Concurrency),
                "--range", $"0-{LinkRun.BodyBytes - 1}", "--write-out", "%{http_code} %{url}\\n", "--config", list]);
            var counter = new LinkScore(links);
            foreach (string line in Lines(run))
            {
                Add(counter, line[4..], line[0] == '2', line);
            }

            return ToolResult.OfWholeRun("curl --parallel", links, run, counter.Sum());
        }
        finally
        {
            File.Delete(list);
        }
    }

    /// <summary>Lifts the limits on requests per second and raises the threads. More threads than this make it slower.</summary>
    public static async Task<ToolResult> LinkCheckerAsync(string site, int links)
    {
        // The file must be readable for everyone: linkchecker drops root and runs as nobody.
        string settings = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            await File.WriteAllTextAsync(settings, "[checking]\nmaxrequestspersecond=1000000\nthreads=32\nrecursionlevel=1\n[output]\nlog=csv\nstatus=0\nverbose=1\n[csv]\nparts=url,valid,result\nseparator=;\n");
            MeteredRun run = await MeteredRun.RunAsync("linkchecker", ["--config", settings, "--no-robots", Index(site, links)], 1);
            var counter = new LinkScore(links);
            foreach (string line in Lines(run).Where(line => line.Contains(".jpg", StringComparison.Ordinal)))
            {
                string[] columns = line.Split(';');
                Add(counter, columns[2], columns[1] == "True", line);
            }

            return ToolResult.OfWholeRun("linkchecker", links, run, counter.Sum());
        }
        finally
        {
            File.Delete(settings);
        }
    }

    /// <param name="script">The path of its command, as installed by npm.</param>
    public static async Task<ToolResult> LinkinatorAsync(string script, string site, int links)
    {
        MeteredRun run = await MeteredRun.RunAsync("node", [
            script, Index(site, links), "--format", "csv", "--verbosity", "info", "--concurrency", Number(LinkRun.Concurrency)], 1);
        var counter = new LinkScore(links);
        foreach (string line in Lines(run).Where(line => line.Contains(".jpg", StringComparison.Ordinal)))
        {
            // url,status,state,parent,failures
            string[] columns = line.Split(',');
            Add(counter, columns[0], columns[2] == "OK", line);
        }

        return ToolResult.OfWholeRun("linkinator", links, run, counter.Sum());
    }

    private static void Add(LinkScore counter, string url, bool alive, string words)
    {
        if (SiteLink.TryParse(url, out SiteLink link))
        {
            counter.Add(link, alive, words);
        }
    }

    private static string Index(string site, int links) => $"{site}{LinkServer.IndexPath}?links={Number(links)}";

    private static string[] Lines(MeteredRun run) => run.Output.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
