using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using Microsoft.Extensions.Options;
using NewsFunctions.Articles;
using NewsFunctions.Dumps;
using NewsFunctions.Sites;

namespace NewsFunctions.Benchmarks.Wet;

/// <summary>Reads a WET.gz whole, each time in a new process, so that memory is of one reading: alone through GZipStream, and by us.</summary>
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

        double reference = alone.Min(r => r.Seconds);
        Say($"{Path.GetFileName(file)}: {new FileInfo(file).Length >> 20} MB packed, {alone[0].Bytes >> 20} MB unpacked, {articles[0].Articles} articles; the best of {runs} runs each, taking turns");
        Say($"decompressing alone                          {reference:F2} s, peak {alone.Max(r => r.PeakMegabytes)} MB");
        Tell("full article records", records, reference);
        Tell("the same, with site, ids and content hashes", articles, reference);
        return 0;
    }

    private static void Tell(string what, List<WetReading> readings, double reference)
    {
        double seconds = readings.Min(r => r.Seconds);
        Say($"{what,-44} {seconds:F2} s, {reference / seconds:P0} of that speed (target {SpeedWanted:P0}), peak {readings.Max(r => r.PeakMegabytes)} MB (target below {MegabytesAllowed})");
    }

    /// <summary>One reading in this process; prints it for the process that asked.</summary>
    public static async Task<int> OnceAsync(string how, string file)
    {
        var watch = Stopwatch.StartNew();
        (long bytes, long articles) = how switch
        {
            "records" => await RecordsAsync(file),
            "articles" => await ArticlesAsync(file),
            _ => await AloneAsync(file),
        };
        Say($"{watch.Elapsed.TotalSeconds:R} {bytes} {articles} {PeakMegabytes()}");
        return 0;
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
        var reader = new ArticleReader(new SiteProfiles(Options.Create(new SitesOptions())));
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
        return said.Length == 4 && process.ExitCode == 0
            ? new WetReading(Number(said[0]), (long)Number(said[1]), (long)Number(said[2]), (long)Number(said[3]))
            : throw new InvalidOperationException($"wet-once {how} ended with exit code {process.ExitCode}.");
    }

    /// <summary>The high-water mark of the resident set; what Linux says, or of this moment elsewhere.</summary>
    private static long PeakMegabytes()
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

    private sealed record WetReading(double Seconds, long Bytes, long Articles, long PeakMegabytes);
}
