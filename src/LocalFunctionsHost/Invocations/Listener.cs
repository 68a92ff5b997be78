namespace LocalFunctionsHost.Invocations;

/// <summary>Waits for one function's work until stopped. Storage hiccups never end it.</summary>
internal abstract class Listener
{
    /// <summary>Runs until stopped. Returns when the runs that it began have ended or were abandoned.</summary>
    public abstract Task RunAsync(CancellationToken stop);

    /// <summary>Waits; returns true when told to stop meanwhile.</summary>
    protected static async Task<bool> IsStoppedWithinAsync(TimeSpan time, TimeProvider clock, CancellationToken stop)
    {
        await Task.Delay(time, clock, stop).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        return stop.IsCancellationRequested;
    }

    /// <summary>Repeats an action beside a run, until the run's token fires or the action returns false.</summary>
    protected static async Task RepeatAsync(TimeSpan interval, Func<Task<bool>> action, TimeProvider clock, CancellationToken end)
    {
        while (!await IsStoppedWithinAsync(interval, clock, end) && await action())
        {
        }
    }
}
