using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using LocalFunctionsHost.Discovery;
using LocalFunctionsHost.Invocations;
using LocalFunctionsHost.Settings;
using LocalFunctionsHost.Workers;
using Microsoft.Extensions.Logging;

namespace LocalFunctionsHost.Queues;

/// <summary>Implements the queue trigger: batches, renewed visibility, attempts counted by the queue, the poison queue.</summary>
internal sealed partial class QueueListener(
    FunctionDescriptor function, Connections connections, HostJson hostJson, FunctionInvoker invoker, RunningInvocations running,
    TimeProvider time, ILogger<QueueListener> logger) : Listener
{
    private const string PoisonSuffix = "-poison";
    private const int MaxNameLength = 63;

    /// <summary>Is shorter than the host's 10 minutes: after a kill, and after a receive whose answer was lost, work goes on within half a
    /// minute. Running messages are renewed.</summary>
    private static readonly TimeSpan Invisibility = TimeSpan.FromSeconds(30);

    private readonly QueueClient _queue = connections.Queue(function.Connection, function.Target);

    public override async Task RunAsync(CancellationToken stop)
    {
        var pause = new IdlePause(TimeSpan.FromMilliseconds(100), hostJson.MaxPollingInterval, jitter: 0.2);
        var runs = new HashSet<Task>();
        bool isCreated = false;
        while (!stop.IsCancellationRequested)
        {
            try
            {
                if (!isCreated)
                {
                    await _queue.CreateIfNotExistsAsync(cancellationToken: stop);
                    isCreated = true;
                }
                while (runs.RemoveWhere(run => run.IsCompleted) >= 0 && runs.Count > hostJson.NewBatchThreshold)
                {
                    await Task.WhenAny(runs).WaitAsync(stop);
                }
                QueueMessage[] messages = await _queue.ReceiveMessagesAsync(hostJson.BatchSize, Invisibility, stop);
                runs.UnionWith(messages.Select(HandleAsync).ToArray());
                if (messages.Length > 0)
                {
                    pause.Reset();
                    continue;
                }
            }
            catch (Exception) when (stop.IsCancellationRequested)
            {
                break;
            }
            catch (Exception e)
            {
                Log.Storage(logger, function.Target, e);
                // A queue that somebody deleted is created again.
                isCreated = e is not RequestFailedException { Status: 404 } && isCreated;
            }
            await IsStoppedWithinAsync(pause.Next(), time, stop);
        }
        await Task.WhenAll(runs);
    }

    private async Task HandleAsync(QueueMessage message)
    {
        try
        {
            if (QueueEncoding.TryDecode(message.Body, hostJson.IsBase64) is not { } body || message.DequeueCount > hostJson.MaxDequeueCount)
            {
                await PoisonAsync(message, message.PopReceipt);
                return;
            }
            QueueMessage decoded = QueuesModelFactory.QueueMessage(
                message.MessageId, message.PopReceipt, body, message.DequeueCount, message.NextVisibleOn, message.InsertedOn, message.ExpiresOn);
            (Exception? failure, string? receipt) = await RunAsync(decoded);
            if (failure is null)
            {
                await _queue.DeleteMessageAsync(message.MessageId, receipt);
                return;
            }
            if (running.Stopping.IsCancellationRequested)
            {
                await HandBackAsync(message, receipt);
                return;
            }
            Log.Failed(logger, function.Name, message.MessageId, message.DequeueCount, failure);
            await (message.DequeueCount >= hostJson.MaxDequeueCount ? PoisonAsync(message, receipt)
                : _queue.UpdateMessageAsync(message.MessageId, receipt, visibilityTimeout: hostJson.VisibilityTimeout));
        }
        catch (Exception e)
        {
            // The message comes back when its invisibility lapses.
            Log.Storage(logger, function.Target, e);
        }
    }

    /// <summary>Runs the function; returns what it threw, and the latest receipt of the message.</summary>
    private async Task<(Exception? Failure, string Receipt)> RunAsync(QueueMessage message)
    {
        string receipt = message.PopReceipt;
        using var done = new CancellationTokenSource();
        Task renewal = RepeatAsync(Invisibility / 2, async () =>
        {
            receipt = await RenewAsync(message.MessageId, receipt);
            return true;
        }, time, done.Token);
        Exception? failure = null;
        try
        {
            await invoker.InvokeAsync(function, InvocationFactory.ForMessage(function, message, hostJson.MaxDequeueCount), CancellationToken.None);
        }
        catch (Exception e)
        {
            failure = e;
        }
        await done.CancelAsync();
        await renewal;
        return (failure, receipt);
    }

    private async Task<string> RenewAsync(string id, string receipt)
    {
        try
        {
            return (await _queue.UpdateMessageAsync(id, receipt, visibilityTimeout: Invisibility)).Value.PopReceipt;
        }
        catch (Exception e)
        {
            Log.Storage(logger, function.Target, e);
            return receipt;
        }
    }

    /// <summary>Hands back a message after a stop, which is no failure of it: it is visible at once, and at its last attempt gets new ones.</summary>
    private async Task HandBackAsync(QueueMessage message, string receipt)
    {
        if (message.DequeueCount < hostJson.MaxDequeueCount)
        {
            await _queue.UpdateMessageAsync(message.MessageId, receipt, visibilityTimeout: TimeSpan.Zero);
            return;
        }
        await _queue.SendMessageAsync(message.Body);
        await _queue.DeleteMessageAsync(message.MessageId, receipt);
    }

    private async Task PoisonAsync(QueueMessage message, string receipt)
    {
        string poison = function.Target + PoisonSuffix;
        if (!function.Target.EndsWith(PoisonSuffix, StringComparison.Ordinal) && poison.Length <= MaxNameLength)
        {
            QueueClient queue = connections.Queue(function.Connection, poison);
            await queue.CreateIfNotExistsAsync();
            await queue.SendMessageAsync(message.Body);
        }
        Log.Poison(logger, function.Name, message.MessageId, message.DequeueCount);
        await _queue.DeleteMessageAsync(message.MessageId, receipt);
    }

    private static partial class Log
    {
        [LoggerMessage(180, LogLevel.Error, "{Function} failed on message {Message}, attempt {Attempt}")]
        public static partial void Failed(ILogger logger, string function, string message, long attempt, Exception exception);

        [LoggerMessage(181, LogLevel.Error, "{Function} gave up on message {Message} after {Attempts} attempts; it goes to the poison queue")]
        public static partial void Poison(ILogger logger, string function, string message, long attempts);

        [LoggerMessage(182, LogLevel.Warning, "Could not read queue {Queue}; retrying")]
        public static partial void Storage(ILogger logger, string queue, Exception exception);
    }
}
