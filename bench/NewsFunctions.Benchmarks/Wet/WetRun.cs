using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using NewsFunctions.Core.Ledger;
using NewsFunctions.Core.Sites;
using NewsFunctions.Dumps;
using NewsFunctions.Dumps.Bytes;
using NewsFunctions.Dumps.Parsing;
using NewsFunctions.Dumps.Reading;

namespace NewsFunctions.Benchmarks.Wet;

/// <summary>Reads a whole WET.gz through GZipStream alone and through our reader, each in a new process, so that memory
/// can be compared. Each process reads it twice: cold, like a command, and warm, like a function that has run
/// before.</summary>
internal static class WetRun
{
    private const int MegabytesAllowed = 250;
    private const double SpeedWanted = 0.9;

    public static int Run(string file, int runs)
    {
        var alone = new List<WetReading>();
        var records = new List<WetReading>();
        var articles = new List<WetReading>();
        for (int i = 0; i < runs; i++)
        {
            alone.Add(Measure("alone", file));
            records.Add(Measure("records", file));
            articles.Add(Measure("articles", file));
        }

        if (articles[0].Articles == 0 || records.Concat(articles).Any(r => r.Articles != articles[0].Articles))
        {
            Say($"{file} gave {string.Join(", ", records.Concat(articles).Select(r => r.Articles))} articles, so its speed says nothing.");
            return 1;
        }

        Say($"{Path.GetFileName(file)}: {new FileInfo(file).Length >> 20} MB packed, {alone[0].Bytes >> 20} MB unpacked, {articles[0].Articles} articles; the best of {runs} runs each, taking turns");
        Say($"decompressing alone: warm {alone.Min(r => r.Warm):F2} s, cold {alone.Min(r => r.Cold):F2} s, peak {alone.Max(r => r.PeakMegabytes)} MB");
        Print("full article records", records, alone);
        Print("the same, with site, ids and content hashes", articles, alone);
        return 0;
    }

    private static void Print(string what, List<WetReading> ours, List<WetReading> alone)
    {
        double warm = ours.Min(r => r.Warm);
        double cold = ours.Min(r => r.Cold);
        Say($"{what}: warm {warm:F2} s, {alone.Min(r => r.Warm) / warm:P0} of that speed (target {SpeedWanted:P0}); cold {cold:F2} s, {alone.Min(r => r.Cold) / cold:P0}; peak {ours.Max(r => r.PeakMegabytes)} MB (target below {MegabytesAllowed})");
    }

    /// <summary>Reads the file twice in this process and prints the results for the parent process.</summary>
    public static async Task<int> OnceAsync(string how, string file)
    {
        (double cold, _, _) = await ReadAsync(how, file);
        (double warm, long bytes, long articles) = await ReadAsync(how, file);
        Say($"{cold:R} {warm:R} {bytes} {articles} {PeakMegabytes()}");
        return 0;
    }

    private static async Task<(double Seconds, long Bytes, long Articles)> ReadAsync(string how, string file)
    {
        var watch = Stopwatch.StartNew();
        (long bytes, long articles) = how switch
        {
            "records" => await RecordsAsync(file),
            "articles" => await ArticlesAsync(file),
            _ => await AloneAsync(file),
        };
        return (watch.Elapsed.TotalSeconds, bytes, articles);
    }

    private static async Task<(long Bytes, long Articles)> AloneAsync(string file)
    {
        await using FileStream packed = File.OpenRead(file);
        await using var gzip = new GZipStream(packed, CompressionMode.Decompress);
        byte[] buffer = new byte[128 * 1024];
        long bytes = 0;
        while (await gzip.ReadAsync(buffer) is > 0 and var read)
        {
            bytes += read;
        }

        return (bytes, 0);
    }

    private static async Task<(long Bytes, long Articles)> RecordsAsync(string file)
    {
        await using FileStream packed = File.OpenRead(file);
        long bytes = 0;
        long articles = 0;
        await foreach (DumpRecord record in DumpReader.ReadAsync(packed, DumpPosition.Start, DumpReadLimits.Default, default))
        {
            bytes += record.Length;
            articles += record.Refusal is null ? DumpParser.Parse(record).InMember(record.Offsets).Articles.Count : 0;
        }

        return (bytes, articles);
    }

    private static async Task<(long Bytes, long Articles)> ArticlesAsync(string file)
    {
        var blob = new DumpBlob
        {
            Name = Path.GetFileName(file),
            ETag = "1",
            LastModified = File.GetLastWriteTimeUtc(file),
            Size = new FileInfo(file).Length,
            Metadata = new Dictionary<string, string>(),
        };
        var reader = new ArticleReader(new SiteProfiles(new SitesOptions()));
        await using FileStream packed = File.OpenRead(file);
        long bytes = 0;
        long articles = 0;
        await foreach (ReadRecord record in reader.ReadAsync(blob, packed, DumpPosition.Start, default))
        {
            bytes += record.Bytes;
            articles += record.Articles.Count;
        }

        return (bytes, articles);
    }

    private static WetReading Measure(string how, string file)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath!) == "dotnet")
        {
            start.ArgumentList.Add(typeof(WetRun).Assembly.Location);
        }

        foreach (string argument in (string[])["wet-once", how, file])
        {
            start.ArgumentList.Add(argument);
        }

        using Process process = Process.Start(start)!;
        string[] said = process.StandardOutput.ReadToEnd().Split(' ', StringSplitOptions.TrimEntries);
        process.WaitForExit();
        return said.Length == 5 && process.ExitCode == 0
            ? new WetReading(Number(said[0]), Number(said[1]), (long)Number(said[2]), (long)Number(said[3]), (long)Number(said[4]))
            : throw new InvalidOperationException($"wet-once {how} ended with exit code {process.ExitCode}.");
    }

    /// <summary>Returns the peak resident memory on Linux, and the current one on other systems.</summary>
    public static long PeakMegabytes()
    {
        const string Status = "/proc/self/status";
        string? line = File.Exists(Status) ? File.ReadLines(Status).FirstOrDefault(l => l.StartsWith("VmHWM:", StringComparison.Ordinal)) : null;
        long kilobytes = line is null
            ? Environment.WorkingSet / 1024
            : long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture);
        return kilobytes / 1024;
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static void Say(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    private sealed record WetReading(double Cold, double Warm, long Bytes, long Articles, long PeakMegabytes);
}
