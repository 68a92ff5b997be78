using System.Net.Http.Json;
using System.Text.Json;
using NewsFunctions.Benchmarks.Ingest;
using NewsFunctions.Core.Ids;

namespace NewsFunctions.Benchmarks.Soak;

/// <summary>Uploads dumps, reads, exports and asks for checks, each at a steady rate that two cores sustain.</summary>
internal sealed class SoakWork(ApiCalls api, WaitingDumps dumps)
{
    public static readonly TimeSpan UploadEvery = TimeSpan.FromSeconds(1);

    // A minute of the soak is a month of news. So the months that readers ask for, and the shards that are visited, are equally full all the time.
    private const int DumpsOfMonth = 60;
    private const int LinksOfRecheck = 5;
    private static readonly TimeSpan CallEvery = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LargeCallEvery = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan RecheckEvery = TimeSpan.FromSeconds(10);
    private int _number;
    private int _exports;
    private int _rechecks;

    public int LargeCalls => Volatile.Read(ref _exports);

    public int Rechecks => Volatile.Read(ref _rechecks);

    private DateTime Month => MonthlyDumps.MonthOf(Volatile.Read(ref _number), DumpsOfMonth);

    /// <summary>Uploads one dump after another until stopped.</summary>
    public Task UploadAsync(CancellationToken stop) => RepeatAsync(UploadEvery, _ => UploadOneAsync(stop), stop);

    /// <summary>Reads the archive until stopped.</summary>
    public Task ReadAsync(SoakSubjects subjects, CancellationToken stop) => Task.WhenAll(
        RepeatAsync(CallEvery, call => api.TimeAsync(At(subjects.TimedCalls(Month), call), stop), stop),
        RepeatAsync(LargeCallEvery, call => ExportAsync(At(SoakSubjects.LargeCalls(Month), call), stop), stop),
        RepeatAsync(RecheckEvery, call => RecheckAsync([.. Enumerable.Range(call * LinksOfRecheck, LinksOfRecheck).Select(link => At(subjects.Links, link)).Distinct()], stop), stop));

    private static T At<T>(IReadOnlyList<T> all, int number) => all[number % all.Count];

    private static async Task RepeatAsync(TimeSpan every, Func<int, Task> act, CancellationToken stop)
    {
        using var timer = new PeriodicTimer(every, TimeProvider.System);
        try
        {
            for (int turn = 0; await timer.WaitForNextTickAsync(stop); turn++)
            {
                await act(turn);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The soak is over.
        }
    }

    /// <remarks>An upload that was sent is followed to its end, even if the soak is over meanwhile.</remarks>
    private async Task UploadOneAsync(CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        (string name, byte[] content) = MonthlyDumps.OfMonth("s", _number, DumpsOfMonth);
        var request = new HttpRequestMessage(HttpMethod.Post, $"api/dumps?name={name}") { Content = new ByteArrayContent(content) };
        if (await api.SendAsync(request, CancellationToken.None) is { } answer)
        {
            using JsonDocument dump = JsonDocument.Parse(answer);
            if (DumpId.TryParse(dump.RootElement.GetProperty("dumpId").GetString(), out DumpId id))
            {
                dumps.Add(id);
            }
        }

        Interlocked.Increment(ref _number);
    }

    private async Task ExportAsync(string path, CancellationToken stop)
    {
        await api.SendAsync(new HttpRequestMessage(HttpMethod.Get, path), stop);
        Interlocked.Increment(ref _exports);
    }

    private async Task RecheckAsync(string[] links, CancellationToken stop)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "api/link-checks") { Content = JsonContent.Create(new { site = ServedNews.Site, linkIds = links }) };
        await api.SendAsync(request, stop);
        Interlocked.Increment(ref _rechecks);
    }
}
