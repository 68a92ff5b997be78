using LocalFunctionsHost.Rpc;
using LocalFunctionsHost.Settings;
using Microsoft.Extensions.Logging;

namespace LocalFunctionsHost.Workers;

/// <summary>Keeps the workers of the app running, and gives each run the least busy one.</summary>
/// <remarks>The pool uses real time, whatever the clock of the triggers.</remarks>
internal sealed partial class WorkerPool(WorkerCommand command, RpcServer server, ClaimOwner owner, ILoggerFactory logs) : IAsyncDisposable
{
    private const int MaxFailedStarts = 3;
    private static readonly TimeSpan MinPause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan MaxPause = TimeSpan.FromSeconds(10);

    /// <summary>A worker that lived this long has recovered from what killed the one before it.</summary>
    private static readonly TimeSpan Recovered = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan EndTime = TimeSpan.FromSeconds(5);

    private readonly TimeProvider _time = TimeProvider.System;
    private readonly ILogger<WorkerPool> _logger = logs.CreateLogger<WorkerPool>();
    private readonly Lock _lock = new();
    private readonly List<Worker> _ready = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _failed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _slots = Task.CompletedTask;

    /// <summary>Fails when workers die again and again before their functions are loaded.</summary>
    public Task Failed => _failed.Task;

    /// <summary>Starts the workers, waits until all are ready, and returns their functions.</summary>
    /// <exception cref="LocalHostException">Workers do not start; the message contains their last output.</exception>
    public async Task<IReadOnlyList<RpcFunctionMetadata>> StartAsync(int count, CancellationToken cancellationToken)
    {
        _slots = Task.WhenAll(Enumerable.Range(0, count).Select(_ => Task.Run(KeepAsync, CancellationToken.None)));
        Worker ready = await WhenAsync(() => _ready.Count >= count ? _ready[0] : null, cancellationToken);
        return ready.Functions;
    }

    /// <summary>Returns the ready worker with the fewest runs; waits while all are restarting.</summary>
    public Task<Worker> GetAsync(CancellationToken cancellationToken) =>
        WhenAsync(() => _ready.Where(worker => worker.IsRunning).MinBy(worker => worker.RunningCount), cancellationToken);

    /// <summary>Ends the workers: asks first, kills after a while. These ends do not count as deaths.</summary>
    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await _slots;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _stop.Dispose();
    }

    /// <summary>Runs one worker after the other until the pool stops.</summary>
    private async Task KeepAsync()
    {
        var pause = new IdlePause(MinPause, MaxPause);
        for (int failedStarts = 0; !_stop.IsCancellationRequested;)
        {
            long started = _time.GetTimestamp();
            (bool wasReady, string? end) = await RunAsync();
            if (_stop.IsCancellationRequested)
            {
                return;
            }
            failedStarts = wasReady ? 0 : failedStarts + 1;
            if (failedStarts == MaxFailedStarts)
            {
                _failed.TrySetException(new LocalHostException($"The function app does not start. {end}"));
                return;
            }
            if (_time.GetElapsedTime(started) > Recovered)
            {
                pause.Reset();
            }
            TimeSpan next = pause.Next();
            Log.Died(_logger, end, next);
            await Task.Delay(next, _time, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Runs one worker from its start to its end. Returns whether it came to run functions, and how it ended.</summary>
    private async Task<(bool WasReady, string End)> RunAsync()
    {
        Worker worker;
        try
        {
            worker = Worker.Start(command, server, owner.NewWorkerFile(), logs);
        }
        catch (Exception e) when (e is System.ComponentModel.Win32Exception or InvalidOperationException)
        {
            return (false, $"{command.Executable}: {e.Message}");
        }
        using (worker)
        {
            string? reason = null;
            bool isReady = false;
            try
            {
                await worker.LoadAsync(command.AppFolder, _time, _stop.Token);
                isReady = true;
                Change(() => _ready.Add(worker));
                Log.Ready(_logger, worker.ProcessId, worker.Functions.Count);
                await worker.Exited.WaitAsync(_stop.Token);
            }
            catch (Exception e) when (e is WorkerDiedException or LocalHostException)
            {
                reason = e.Message;
            }
            catch (OperationCanceledException)
            {
                // The pool is stopping.
            }
            Change(() => _ready.Remove(worker));
            await worker.StopAsync(EndTime, _time);
            int code = await worker.Exited;
            string words = worker.LastWords;
            return (isReady, $"{reason ?? "The worker ended."} Exit code {code}.{(words.Length > 0 ? $" Its last words:{Environment.NewLine}{words}" : "")}");
        }
    }

    /// <summary>Waits until the ready workers are such that <paramref name="find"/> returns one.</summary>
    private async Task<Worker> WhenAsync(Func<Worker?> find, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task changed;
            lock (_lock)
            {
                if (find() is { } worker)
                {
                    return worker;
                }
                changed = _changed.Task;
            }
            await (await Task.WhenAny(changed, _failed.Task).WaitAsync(cancellationToken));
        }
    }

    private void Change(Action change)
    {
        TaskCompletionSource changed;
        lock (_lock)
        {
            change();
            (changed, _changed) = (_changed, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        }
        changed.SetResult();
    }

    private static partial class Log
    {
        [LoggerMessage(242, LogLevel.Debug, "Worker process {Id} is ready with {Count} functions")]
        public static partial void Ready(ILogger logger, int id, int count);

        [LoggerMessage(243, LogLevel.Error, "{End} Starting the next worker in {Pause}")]
        public static partial void Died(ILogger logger, string end, TimeSpan pause);
    }
}
