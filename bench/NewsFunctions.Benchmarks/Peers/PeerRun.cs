using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using NewsFunctions.Benchmarks.Dumps;
using NewsFunctions.Dumps.Parsing;

namespace NewsFunctions.Benchmarks.Peers;

/// <summary>Runs our parser and the obvious ones in turn for several rounds and compares them.</summary>
internal static class PeerRun
{
    private const int Rounds = 5;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static int Run()
    {
        byte[] dump = BenchmarkDump.Bytes;
        var interpreted = new ObviousParser(RegexOptions.CultureInvariant);
        var compiled = new ObviousParser(RegexOptions.CultureInvariant | RegexOptions.Compiled);
        (string Name, double? Target, Func<PeerResult?> Measure)[] parsers =
        [
            ("ours", null, () => PeerResult.Of(DumpParser.Parse(dump).Articles[0], Time(() => DumpParser.Parse(dump)))),
            ("Regex + JsonDocument", 8, () => PeerResult.Of(interpreted.Parse(dump), Time(() => interpreted.Parse(dump)))),
            ("Regex (compiled) + JsonDocument", null, () => PeerResult.Of(compiled.Parse(dump), Time(() => compiled.Parse(dump)))),
            ("Python re + json", 8, () => Script("python3", "parse.py")),
            ("PHP preg + json_decode", 2.5, () => Script("php", "parse.php")),
        ];
        Console.WriteLine($"Dump: {Path.GetFileName(BenchmarkDump.Path)}, {dump.Length} bytes; the best of {Rounds} rounds, in which the parsers take turns");
        var best = new PeerResult?[parsers.Length];
        for (int round = 0; round < Rounds; round++)
        {
            for (int i = 0; i < parsers.Length; i++)
            {
                PeerResult? result = parsers[i].Measure();
                best[i] = best[i] is { } before && !(result?.Nanoseconds < before.Nanoseconds) ? before : result;
            }
        }

        bool agree = true;
        for (int i = 0; i < parsers.Length; i++)
        {
            agree &= Print(parsers[i].Name, parsers[i].Target, best[i], best[0]!);
        }

        return agree ? 0 : 1;
    }

    private static bool Print(string name, double? target, PeerResult? result, PeerResult ours)
    {
        if (result is null)
        {
            Console.WriteLine($"{name,-32} not installed");
            return true;
        }

        if (!result.Agrees(ours))
        {
            Console.WriteLine($"{name,-32} found something else: {result}, ours: {ours}");
            return false;
        }

        string wanted = target is null ? "" : string.Create(CultureInfo.InvariantCulture, $" (target {target})");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-32} {result.Nanoseconds,10:F0} ns, {result.Nanoseconds / ours.Nanoseconds,6:F2} times ours{wanted}"));
        return true;
    }

    /// <summary>Returns the nanoseconds of a call: the best of three batches after a warm-up, as in the scripts.</summary>
    private static double Time(Action parse)
    {
        Batch(parse, 0.3);
        return Enumerable.Range(0, 3).Min(_ => Batch(parse, 0.2));
    }

    private static double Batch(Action parse, double seconds)
    {
        long count = 0;
        var watch = Stopwatch.StartNew();
        do
        {
            for (int i = 0; i < 50; i++)
            {
                parse();
            }

            count += 50;
        }
        while (watch.Elapsed.TotalSeconds < seconds);
        return watch.Elapsed.TotalNanoseconds / count;
    }

    private static PeerResult? Script(string program, string script)
    {
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true };
        start.ArgumentList.Add(Path.Combine(BenchmarkDump.Folder(), "peers", script));
        start.ArgumentList.Add(BenchmarkDump.Path);
        try
        {
            using Process process = Process.Start(start)!;
            string output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return JsonSerializer.Deserialize<PeerResult>(output, Json);
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
