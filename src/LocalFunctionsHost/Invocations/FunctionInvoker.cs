using LocalFunctionsHost.Discovery;
using LocalFunctionsHost.Rpc;
using LocalFunctionsHost.Settings;
using LocalFunctionsHost.Workers;
using Microsoft.Extensions.Logging;

namespace LocalFunctionsHost.Invocations;

/// <summary>Runs functions in the workers with their time limit, cancellation and outputs.</summary>
internal sealed partial class FunctionInvoker(
    WorkerPool workers, HostJson hostJson, LocalHostOptions options, QueueOutputs outputs, RunningInvocations running, SuspectWork suspects,
    TimeProvider time, ILogger<FunctionInvoker> logger)
{
    /// <summary>The pause before a cancellation is repeated: the worker overlooks one that arrives before it has taken up the run.</summary>
    private static readonly TimeSpan CancelAgain = TimeSpan.FromSeconds(1);

    /// <summary>Runs a function and sends what it returns to its output queues.</summary>
    /// <param name="begin">Called once the run has been handed to a worker.</param>
    /// <exception cref="FunctionFailedException">The function threw.</exception>
    /// <exception cref="WorkerDiedException">The worker died, or it was ended because the function exceeded its time limit.</exception>
    public Task InvokeAsync(FunctionDescriptor function, Invocation invocation, CancellationToken cancellationToken, Func<Worker, Task>? begin = null)
    {
        Task run = RunAsync(function, invocation, begin, cancellationToken);
        running.Add(run, function.Name);
        return run;
    }

    private async Task RunAsync(FunctionDescriptor function, Invocation invocation, Func<Worker, Task>? begin, CancellationToken cancellationToken)
    {
        // The caller continues at once, whatever the run waits for.
        await Task.Yield();
        using CancellationTokenSource timeout = hostJson.FunctionTimeout is { } limit ? new CancellationTokenSource(limit, time) : new CancellationTokenSource();
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token, running.Stopping);
        using IDisposable? turn = await suspects.EnterAsync(invocation.Work, cancellation.Token);
        Worker worker = await workers.GetAsync(cancellation.Token);
        long started = time.GetTimestamp();
        Task<InvocationResponse> run = worker.InvokeAsync(Request(function, invocation));
        try
        {
            await Task.WhenAll(WatchAsync(function, invocation, worker, run, cancellation.Token, timeout.Token), begin?.Invoke(worker) ?? Task.CompletedTask);
            InvocationResponse response = await run;
            if (response.Result.Status != StatusResult.Types.Status.Success)
            {
                throw new FunctionFailedException(response.Result.Exception);
            }
            suspects.Clear(invocation.Work);
            await outputs.SendAsync(function, response, cancellation.Token);
            Log.Succeeded(logger, function.Name, (long)time.GetElapsedTime(started).TotalMilliseconds);
        }
        catch (WorkerDiedException)
        {
            suspects.Add(invocation.Work);
            throw;
        }
    }

    /// <summary>Passes on the cancellation. A run that exceeds its time limit and the grace period is ended with its worker.</summary>
    private async Task WatchAsync(
        FunctionDescriptor function, Invocation invocation, Worker worker, Task run, CancellationToken cancelled, CancellationToken timedOut)
    {
        await run.WaitAsync(cancelled).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        long? late = null;
        while (!run.IsCompleted)
        {
            worker.Cancel(invocation.Id);
            await run.WaitAsync(CancelAgain, TimeProvider.System).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!run.IsCompleted && timedOut.IsCancellationRequested && time.GetElapsedTime(late ??= time.GetTimestamp()) >= options.GracePeriod)
            {
                Log.TimedOut(logger, function.Name, hostJson.FunctionTimeout, worker.ProcessId);
                worker.Kill();
                return;
            }
        }
    }

    private static InvocationRequest Request(FunctionDescriptor function, Invocation invocation)
    {
        var request = new InvocationRequest
        {
            InvocationId = invocation.Id,
            FunctionId = function.Metadata.FunctionId,
            // The worker requires a trace context.
            TraceContext = new RpcTraceContext
            {
                TraceParent = System.Diagnostics.Activity.Current?.Id ?? "",
                TraceState = System.Diagnostics.Activity.Current?.TraceStateString ?? "",
            },
            RetryContext = new RetryContext { RetryCount = invocation.RetryCount, MaxRetryCount = invocation.MaxRetryCount },
        };
        if (invocation.Trigger is { } trigger)
        {
            request.InputData.Add(new ParameterBinding { Name = function.Parameter, Data = trigger });
        }
        foreach ((string? name, TypedData? value) in invocation.Metadata)
        {
            request.TriggerMetadata.Add(name, value);
        }
        return request;
    }

    private static partial class Log
    {
        [LoggerMessage(100, LogLevel.Debug, "{Function} succeeded in {Milliseconds} ms")]
        public static partial void Succeeded(ILogger logger, string function, long milliseconds);

        [LoggerMessage(101, LogLevel.Error, "{Function} ran longer than {Timeout} and did not end when cancelled; worker process {Worker} is ended")]
        public static partial void TimedOut(ILogger logger, string function, TimeSpan? timeout, int worker);
    }
}
