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
        var ours = new List<WetReading>();
        for (int i = 0; i < runs; i++)
        {
            alone.Add(Measure("alone", file));
            ours.Add(Measure("ours", file));
        }

        if (ours.Exists(r => r.Articles == 0))
        {
            Say($"Nothing of {file} was read as an article, so its speed says nothing.");
            return 1;
        }

        double speed = alone.Min(r => r.Seconds) / ours.Min(r => r.Seconds);
        long peak = ours.Max(r => r.PeakMegabytes);
        Say($"{Path.GetFileName(file)}: {new FileInfo(file).Length >> 20} MB packed, {alone[0].Bytes >> 20} MB unpacked; the best of {runs} runs each, taking turns");
        Say($"decompressing alone  {alone.Min(r => r.Seconds):F2} s, peak {alone.Max(r => r.PeakMegabytes)} MB");
        Say($"all articles         {ours.Min(r => r.Seconds):F2} s, peak {peak} MB (target below {MegabytesAllowed}), {ours[0].Articles} articles");
        Say($"speed of ours: {speed:P0} of decompressing alone (target {SpeedWanted:P0})");
        return 0;
    }

    /// <summary>One reading in this process; prints it for the process that asked.</summary>
    public static async Task<int> OnceAsync(string how, string file)
    {
        var watch = Stopwatch.StartNew();
        (long bytes, long articles) = how == "ours" ? await OursAsync(file) : await AloneAsync(file);
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

    private static async Task<(long Bytes, long Articles)> OursAsync(string file)
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
