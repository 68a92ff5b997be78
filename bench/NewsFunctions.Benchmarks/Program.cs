using System.Globalization;
using System.Text;
using NewsFunctions.Benchmarks.Api;
using NewsFunctions.Benchmarks.Cost;
using NewsFunctions.Benchmarks.Exports;
using NewsFunctions.Benchmarks.Ingest;
using NewsFunctions.Benchmarks.Instances;
using NewsFunctions.Benchmarks.Load;
using NewsFunctions.Benchmarks.Parsing;
using NewsFunctions.Benchmarks.Peers;
using NewsFunctions.Benchmarks.Soak;
using NewsFunctions.Benchmarks.Survival;
using NewsFunctions.Benchmarks.Wet;

// These are the verbs that bench/run uses; docs/benchmarks.md says what each one measures.
Console.OutputEncoding = Encoding.UTF8;
return args switch
{
    ["micro", .. var rest] => MicroBenchmarks.Run(rest),
    ["peers"] => PeerRun.Run(),
    ["make-wet", var file, var megabytes] => WetFile.Make(file, long.Parse(megabytes, CultureInfo.InvariantCulture)),
    ["wet", var file, var runs] => WetRun.Run(file, Number(runs)),
    ["wet-once", var how, var file] => await WetRun.OnceAsync(how, file),
    ["exports", var checks, var format] => await ExportRun.RunAsync(Number(checks), format),
    ["api", var data, var connection, var rounds] => await ApiRun.RunAsync(data, connection, Number(rounds)),
    ["ingest", var news, var modules, var dumps, var rounds] => await IngestRun.RunAsync(news, modules, Number(dumps), Number(rounds)),
    ["instances", var news, var dumps, var rounds] => await InstanceRun.RunAsync(news, Number(dumps), Number(rounds)),
    ["soak", var news, var minutes] => await SoakRun.RunAsync(news, Number(minutes)),
    ["survival", var links, var hosts] => SurvivalRun.Run(Number(links), Number(hosts)),
    ["links", var links, var rounds, var linkinator, var only] => await LinkRun.RunAsync(Number(links), Number(rounds), linkinator, only),
    ["cost", var root, var commit, var news] => await CostRun.RunAsync(root, commit, news),
    ["cost-tables", var root] => CostRun.WriteTables(root),
    ["links-serve"] => await LinkServer.RunAsync(),
    ["links-get", var site, var warmUp, var links, var open] => await HttpClientLoop.RunAsync(site, Number(warmUp), Number(links), Number(open)),
    ["links-check", var site, var warmUp, var links, var open] => await LinkChecks.CheckAsync(site, Number(warmUp), Number(links), Number(open)),
    ["links-visit", var storage, var site, var links] => await LinkChecks.VisitAsync(storage, site, Number(links)),
    _ => Usage(),
};

static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

static int Usage()
{
    Console.Error.WriteLine("""
        micro [BenchmarkDotNet options]   parsing and scanning, compared with references from the same run
        peers                             the same work in Regex + JsonDocument, Python and PHP, side by side
        make-wet FILE MEGABYTES           writes a WET.gz of that many megabytes before compression
        wet FILE RUNS                     reads it, compares the speed with decompression alone, and prints the peak memory
        exports CHECKS csv|ndjson         exports a history of that many checks and prints the peak memory
        api DATA CONNECTION ROUNDS        measures API calls of the archive served from the folder DATA, and raw operations of its storage
        ingest NEWS MODULES DUMPS ROUNDS  ingests that many small dumps, beside a loader and raw storage operations; MODULES has @azure/data-tables
        instances NEWS DUMPS ROUNDS       ingests that many small dumps and checks slow links with 1, 2 and 4 processes on one storage
        cost ROOT COMMIT NEWS             ingests and checks with the real functions, counts their telemetry, and writes docs/cost.md of the checkout
        cost-tables ROOT                  writes docs/cost.md from the existing counts and prices
        soak NEWS MINUTES                 lets an archive work for so long, and judges whether memory, handles, waits and latency stay flat
        survival LINKS HOSTS              estimates the survival of that many links with its band, and prints the time
        links N ROUNDS LINKINATOR TOOL    checks N links of a loopback site with other link checkers and ours; LINKINATOR is the path of its cli.js, TOOL is part of a tool's name or ''
        """);
    return 2;
}
