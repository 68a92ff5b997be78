using LocalFunctionsHost.Discovery;
using Microsoft.Extensions.DependencyInjection;

namespace LocalFunctionsHost.Hosting;

/// <summary>Waits for one function's work until stopped. Storage hiccups never end it.</summary>
internal abstract class Listener
{
    /// <summary>Returns when stopped and the runs that it began have ended or were left behind.</summary>
    public abstract Task RunAsync(CancellationToken stop);

    /// <summary>None for a function that is disabled, or is called over HTTP.</summary>
    public static IEnumerable<Listener> Of(FunctionCatalog catalog, IServiceProvider services) =>
        from function in catalog.Functions
        where !function.IsDisabled
        let type = function.Kind switch
        {
            TriggerKind.Blob => typeof(Blobs.BlobListener),
            TriggerKind.Queue => typeof(Queues.QueueListener),
            TriggerKind.Timer => typeof(Timers.TimerListener),
            _ => null,
        }
        where type is not null
        select (Listener)ActivatorUtilities.CreateInstance(services, type, function);

    /// <summary>Waits; true when told to stop meanwhile.</summary>
    protected static async Task<bool> IsStoppedWithinAsync(TimeSpan time, TimeProvider clock, CancellationToken stop)
    {
        await Task.Delay(time, clock, stop).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        return stop.IsCancellationRequested;
    }

    /// <summary>Repeats an action beside a run, until the run's token fires or the action says no.</summary>
    protected static async Task RepeatAsync(TimeSpan interval, Func<Task<bool>> action, TimeProvider clock, CancellationToken end)
    {
        while (!await IsStoppedWithinAsync(interval, clock, end) && await action())
        {
        }
    }
}

/// <summary>Pauses that double while there is nothing to do.</summary>
internal sealed class IdlePause(TimeSpan shortest, TimeSpan longest, double jitter = 0)
{
    private readonly TimeSpan _shortest = shortest;
    private TimeSpan _next = shortest;

    public void Reset() => _next = _shortest;

    public TimeSpan Next()
    {
        var pause = _next;
        _next = TimeSpan.FromTicks(Math.Min(_next.Ticks * 2, Math.Max(longest.Ticks, _shortest.Ticks)));
        return pause * (1 - (jitter * Random.Shared.NextDouble()));
    }
}
