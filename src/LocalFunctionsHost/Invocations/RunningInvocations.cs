using System.Collections.Concurrent;

namespace LocalFunctionsHost.Invocations;

/// <summary>Tracks what runs now, so that a stop can cancel it and wait for it.</summary>
internal sealed class RunningInvocations : IDisposable
{
    private readonly ConcurrentDictionary<Task, string> _running = [];
    private readonly CancellationTokenSource _stop = new();

    public CancellationToken Stopping => _stop.Token;

    public void Add(Task run, string function)
    {
        _running[run] = function;
        _ = run.ContinueWith(done => _running.TryRemove(done, out _), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
    }

    /// <summary>Waits until nothing runs, but not longer than <paramref name="time"/> allows.</summary>
    public Task WhenIdleAsync(TimeSpan time, TimeProvider clock) =>
        Task.WhenAll(_running.Keys).WaitAsync(time, clock).ContinueWith(_ => { }, TaskScheduler.Default);

    /// <summary>Cancels all, and returns the names of those that still ran at the end of the grace period.</summary>
    public async Task<IReadOnlyCollection<string>> StopAsync(TimeSpan grace, TimeProvider time)
    {
        await _stop.CancelAsync();
        try
        {
            await Task.WhenAll(_running.Keys).ContinueWith(_ => { }, TaskScheduler.Default).WaitAsync(grace, time);
        }
        catch (TimeoutException)
        {
            return [.. _running.Values];
        }
        return [];
    }

    public void Dispose() => _stop.Dispose();
}
