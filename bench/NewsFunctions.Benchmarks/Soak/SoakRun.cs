using System.Diagnostics;
using System.Runtime.InteropServices;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using NewsFunctions.Archive.Composition;
using NewsFunctions.Storage.Dumps;
using NewsFunctions.Storage.Links;
using NewsFunctions.Storage.Queues;

namespace NewsFunctions.Benchmarks.Soak;

/// <summary>Lets a served archive ingest, check, answer and export for some time, and judges whether memory, handles, threads, waits and
/// latency stay flat.</summary>
internal static class SoakRun
{
    private const double DumpsWanted = 0.9;
    private const int SamplesOfProgress = 12;
    private static readonly TimeSpan SampleEvery = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan StartTime = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan DrainTime = TimeSpan.FromMinutes(2);

    /// <param name="news">The program that serves the archive.</param>
    /// <returns>0 if everything is flat.</returns>
    public static async Task<int> RunAsync(string news, int minutes)
    {
        using var stop = new CancellationTokenSource();
        void End(PosixSignalContext signal)
        {
            // What was started is ended first.
            signal.Cancel = true;
            stop.Cancel();
        }

        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, End);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, End);
        try
        {
            await using SoakSite site = await SoakSite.StartAsync();
            await using ServedNews served = await ServedNews.StartAsync(news, site.Address, stop.Token);
            SoakReport report = await SoakAsync(site, served, TimeSpan.FromMinutes(minutes), stop.Token);
            Console.WriteLine(report);
            if (!ProcessFigures.IsSupported)
            {
                Console.WriteLine("Memory, handles and threads were not measured: this system has no /proc.");
            }

            if (report.Complaints.Count > 0 && served.LastWords is { Length: > 0 } words)
            {
                Console.Error.WriteLine($"The last lines of news serve:\n{words}");
            }

            return report.Complaints.Count == 0 ? 0 : 1;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            Console.Error.WriteLine("Stopped before the end; nothing was judged.");
            return 1;
        }
    }

    private static async Task<SoakReport> SoakAsync(SoakSite site, ServedNews served, TimeSpan duration, CancellationToken stop)
    {
        IConfiguration configuration = new ConfigurationBuilder().AddInMemoryCollection([new("ArchiveStorage", served.ConnectionString)]).Build();
        await using ServiceProvider services = new ServiceCollection().AddSingleton(configuration).AddLogging().AddArchive(configuration).BuildServiceProvider();
        using var api = new ApiCalls(served.Address);
        var dumps = new WaitingDumps(services.GetRequiredService<DumpLedger>());
        var work = new SoakWork(api, dumps);
        var sampler = new SoakSampler(served, site, api, dumps, services.GetRequiredService<QueueDepths>());
        using var working = CancellationTokenSource.CreateLinkedTokenSource(stop);
        Task uploading = work.UploadAsync(working.Token);
        Task reading = Task.CompletedTask;
        long begun = Stopwatch.GetTimestamp();
        try
        {
            using var starting = new CancellationTokenSource(StartTime, TimeProvider.System);
            using var waiting = CancellationTokenSource.CreateLinkedTokenSource(stop, starting.Token);
            SoakSubjects subjects;
            try
            {
                subjects = await SoakSubjects.FindAsync(api, waiting.Token);
            }
            catch (OperationCanceledException) when (starting.IsCancellationRequested)
            {
                throw new InvalidOperationException($"No link was found alive within {StartTime.TotalMinutes} minutes. The last lines of news serve:\n{served.LastWords}");
            }

            reading = work.ReadAsync(subjects, working.Token);
            await SampleAsync(sampler, duration, stop);
        }
        finally
        {
            await working.CancelAsync();
            await Task.WhenAll(uploading, reading);
        }

        int planned = (int)(DumpsWanted * (Stopwatch.GetElapsedTime(begun) / SoakWork.UploadEvery));
        await DrainAsync(sampler, dumps, stop);
        return new SoakReport(
            sampler.Measures,
            [
                ("dumps ingested", dumps.Ingested),
                ("links checked for the first time", site.LinksAsked),
                ("requests for links", site.Requests),
                ("links asked for again", work.Rechecks),
                ("exports and statistics", work.LargeCalls),
                ("calls", api.Calls),
                ("failed calls", api.Failed),
            ],
            [.. Faults(sampler, dumps, api, planned), .. await UnvisitedAsync(services.GetRequiredService<LinkShardStore>(), stop)]);
    }

    private static async Task SampleAsync(SoakSampler sampler, TimeSpan duration, CancellationToken stop)
    {
        using var timer = new PeriodicTimer(SampleEvery, TimeProvider.System);
        long begun = Stopwatch.GetTimestamp();
        for (int sample = 1; Stopwatch.GetElapsedTime(begun) < duration; sample++)
        {
            await timer.WaitForNextTickAsync(stop);
            await sampler.SampleAsync(stop);
            if (sample % SamplesOfProgress == 0)
            {
                Console.Error.WriteLine(FormattableString.Invariant($"{Stopwatch.GetElapsedTime(begun):mm\\:ss} {sampler}"));
            }
        }
    }

    /// <summary>Waits until the archive has done what it was given.</summary>
    private static async Task DrainAsync(SoakSampler sampler, WaitingDumps dumps, CancellationToken stop)
    {
        long begun = Stopwatch.GetTimestamp();
        do
        {
            await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System, stop);
            await dumps.ReadAsync(stop);
        }
        while ((dumps.Waiting > 0 || sampler.LinksUnasked > 0) && Stopwatch.GetElapsedTime(begun) < DrainTime);
    }

    private static IEnumerable<string> Faults(SoakSampler sampler, WaitingDumps dumps, ApiCalls api, int planned)
    {
        (bool IsFault, string Words)[] all =
        [
            (api.Failed > 0, $"{api.Failed} calls failed, such as {string.Join(", ", api.Failures)}"),
            (dumps.Uploaded < planned, $"{dumps.Uploaded} dumps were uploaded, and {planned} were to be"),
            (dumps.Lost > 0, $"{dumps.Lost} dumps were not ingested"),
            (dumps.Waiting > 0, $"{dumps.Waiting} dumps still wait"),
            (sampler.LinksUnasked > 0, $"{sampler.LinksUnasked} links were not checked"),
            (sampler.WorkerChanges > 0, $"the worker changed {sampler.WorkerChanges} times"),
            (sampler.Poison > 0, $"{sampler.Poison} messages are in poison queues"),
        ];
        return all.Where(one => one.IsFault).Select(one => one.Words);
    }

    /// <summary>Lists the shards with links that no visit has seen, and until when their lease keeps the next visit away.</summary>
    private static async Task<IReadOnlyList<string>> UnvisitedAsync(LinkShardStore shards, CancellationToken stop) => await shards
        .ReadAllAsync(ServedNews.Site, stop)
        .Where(shard => shard.Mark != shard.MarkSeen)
        .Select(shard => FormattableString.Invariant($"{shard.Shard} was not visited, run {shard.Run}, lease until {shard.LeaseUntil:HH:mm:ss}"))
        .ToListAsync(stop);
}
