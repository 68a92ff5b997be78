using System.Collections.Concurrent;
using System.Diagnostics;

namespace NewsFunctions.Benchmarks.Api;

/// <summary>Measures several clients that repeat one action, each starting the next as soon as the last one ends.</summary>
internal sealed class Load
{
    private const int WarmUps = 20;
    private readonly double[] _milliseconds;
    private readonly double _seconds;

    private Load(double[] milliseconds, double seconds, int errors) => (_milliseconds, _seconds, Errors) = (milliseconds, seconds, errors);

    public int Errors { get; }

    public double PerSecond => _milliseconds.Length / _seconds;

    public double Percentile(double share) => _milliseconds.Length == 0 ? double.NaN : _milliseconds[(int)(share * (_milliseconds.Length - 1))];

    public static async Task<Load> RunAsync(int clients, TimeSpan duration, Func<Task> act)
    {
        for (int i = 0; i < WarmUps; i++)
        {
            await act();
        }

        var milliseconds = new ConcurrentBag<double>();
        int errors = 0;
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, clients).Select(_ => Task.Run(async () =>
        {
            while (watch.Elapsed < duration)
            {
                long started = Stopwatch.GetTimestamp();
                try
                {
                    await act();
                    milliseconds.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
                }
                catch (HttpRequestException)
                {
                    Interlocked.Increment(ref errors);
                }
            }
        })));
        return new Load([.. milliseconds.Order()], watch.Elapsed.TotalSeconds, errors);
    }
}

/// <summary>Measures what one action costs this process.</summary>
internal readonly record struct Cost(double CpuMilliseconds, double Kilobytes)
{
    private const int WarmUps = 100;
    private const int Acts = 400;

    public static async Task<Cost> MeasureAsync(Func<Task> act)
    {
        for (int i = 0; i < WarmUps; i++)
        {
            await act();
        }

        TimeSpan cpu = Environment.CpuUsage.TotalTime;
        long bytes = GC.GetTotalAllocatedBytes(precise: true);
        for (int i = 0; i < Acts; i++)
        {
            await act();
        }

        return new Cost(
            (Environment.CpuUsage.TotalTime - cpu).TotalMilliseconds / Acts, (GC.GetTotalAllocatedBytes(precise: true) - bytes) / 1024.0 / Acts);
    }
}
