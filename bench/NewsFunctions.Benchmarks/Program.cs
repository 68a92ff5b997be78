using System.Text;
using NewsFunctions.Benchmarks.Parsing;
using NewsFunctions.Benchmarks.Peers;
using NewsFunctions.Benchmarks.Wet;

// The verbs of bench/run; docs/benchmarks.md says what each one measures.
Console.OutputEncoding = Encoding.UTF8;
return args switch
{
    ["micro", .. var rest] => MicroBenchmarks.Run(rest),
    ["peers"] => PeerRun.Run(),
    ["make-wet", var file, var megabytes] => WetFile.Make(file, long.Parse(megabytes, System.Globalization.CultureInfo.InvariantCulture)),
    ["wet", var file, var runs] => WetRun.Run(file, int.Parse(runs, System.Globalization.CultureInfo.InvariantCulture)),
    ["wet-once", var how, var file] => await WetRun.OnceAsync(how, file),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("""
        micro [BenchmarkDotNet options]   parsing and scanning, against references of the same run
        peers                             the same work in Regex + JsonDocument, Python and PHP, side by side
        make-wet FILE MEGABYTES           writes a WET.gz of so many megabytes, uncompressed
        wet FILE RUNS                     reads it, against decompressing alone, and says how much memory that took
        """);
    return 2;
}
