using System.Globalization;
using System.Text;
using NewsFunctions.Benchmarks.Api;
using NewsFunctions.Benchmarks.Cost;
using NewsFunctions.Benchmarks.Exports;
using NewsFunctions.Benchmarks.Load;
using NewsFunctions.Benchmarks.Parsing;
using NewsFunctions.Benchmarks.Peers;
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
        micro [BenchmarkDotNet options]   parsing and scanning, against references of the same run
        peers                             the same work in Regex + JsonDocument, Python and PHP, side by side
        make-wet FILE MEGABYTES           writes a WET.gz of so many megabytes, uncompressed
        wet FILE RUNS                     reads it, against decompressing alone, and says how much memory that took
        exports CHECKS csv|ndjson         exports a history of so many checks, and says how much memory that took
        api DATA CONNECTION ROUNDS        asks the archive that is served from the folder DATA, beside raw operations of its storage
        cost ROOT COMMIT NEWS             ingests and checks with the real functions, counts what they tell, and writes docs/cost.md of the checkout
        cost-tables ROOT                  writes docs/cost.md from the counts and prices that are there
        survival LINKS HOSTS              estimates how long so many links live, with a band, and says how long that took
        links N ROUNDS LINKINATOR TOOL    N links of a loopback site through other link checkers and through ours; LINKINATOR is its cli.js, TOOL a part of a name or ''
        """);
    return 2;
}
