using System.Collections.Concurrent;
using System.Text.Json;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Queues;
using LocalFunctionsHost.Discovery;
using LocalFunctionsHost.Invocations;
using LocalFunctionsHost.Settings;
using LocalFunctionsHost.Workers;
using Microsoft.Extensions.Logging;

namespace LocalFunctionsHost.Blobs;

/// <summary>Implements the blob trigger: polls the container, whatever source the attribute says.</summary>
internal sealed partial class BlobListener : Listener
{
    private const string PoisonQueue = "webjobs-blobtrigger-poison";
    private readonly FunctionDescriptor _function;
    private readonly BlobPath _path;
    private readonly BlobContainerClient _container;
    private readonly BlobReceipts _receipts;
    private readonly Connections _connections;
    private readonly HostJson _hostJson;
    private readonly LocalHostOptions _options;
    private readonly FunctionInvoker _invoker;
    private readonly InvocationFactory _invocations;
    private readonly RunningInvocations _running;
    private readonly TimeProvider _time;
    private readonly ILogger<BlobListener> _logger;
    private readonly ConcurrentDictionary<string, Task> _runs = new(StringComparer.Ordinal);

    public BlobListener(
        FunctionDescriptor function, Connections connections, HostJson hostJson, LocalHostOptions options, FunctionInvoker invoker,
        InvocationFactory invocations, RunningInvocations running, ClaimOwner owner, TimeProvider time, ILogger<BlobListener> logger)
    {
        (_function, _connections, _hostJson, _options, _invoker) = (function, connections, hostJson, options, invoker);
        (_invocations, _running, _time, _logger) = (invocations, running, time, logger);
        _path = BlobPath.Parse(function.Target);
        _container = connections.Blobs(function.Connection).GetBlobContainerClient(_path.Container);
        _receipts = new BlobReceipts(connections.RuntimeTable(BlobReceipts.TableName), function.Name, _path.Container, owner.Id, time);
    }

    public override async Task RunAsync(CancellationToken stop)
    {
        var pause = new IdlePause(TimeSpan.FromMilliseconds(250), _options.BlobPollingInterval);
        var slots = new BlobSlots(_hostJson.MaxDegreeOfParallelism);
        bool isReady = false;
        while (!stop.IsCancellationRequested)
        {
            try
            {
                if (!isReady)
                {
                    await _container.CreateIfNotExistsAsync(cancellationToken: stop);
                    await _receipts.LoadAsync(stop);
                    isReady = true;
                }
                if (await PollAsync(slots, stop))
                {
                    pause.Reset();
                }
            }
            catch (Exception) when (stop.IsCancellationRequested)
            {
                break;
            }
            catch (Exception e)
            {
                Log.Storage(_logger, _path.Container, e);
                // A container that somebody deleted is created again.
                isReady = e is not RequestFailedException { Status: 404 } && isReady;
            }
            TimeSpan wait = pause.Next();
            TimeSpan? retry = _receipts.NextRetry() - _time.GetUtcNow();
            await IsStoppedWithinAsync(retry < wait ? TimeSpan.FromTicks(Math.Max(retry.Value.Ticks, TimeSpan.TicksPerMillisecond)) : wait, _time, stop);
        }
        await Task.WhenAll(_runs.Values);
    }

    /// <summary>Returns whether there was something to do.</summary>
    private async Task<bool> PollAsync(BlobSlots slots, CancellationToken stop)
    {
        bool found = false;
        await foreach (BlobItem item in _container.GetBlobsAsync(BlobTraits.None, BlobStates.None, _path.Prefix, stop))
        {
            string etag = item.Properties.ETag!.Value.ToString("H");
            if (_path.Match($"{_path.Container}/{item.Name}") is not { } captured || _runs.ContainsKey(item.Name) || !_receipts.IsDue(item.Name, etag))
            {
                continue;
            }
            found = true;
            long size = item.Properties.ContentLength ?? 0;
            await slots.EnterAsync(size, stop);
            var run = new TaskCompletionSource();
            _runs[item.Name] = run.Task;
            _ = HandleAsync(item.Name, etag, captured).ContinueWith(
                _ =>
                {
                    slots.Leave(size);
                    _runs.TryRemove(item.Name, out Task? _);
                    run.SetResult();
                },
                TaskScheduler.Default);
        }
        return found;
    }

    private async Task HandleAsync(string name, string etag, IReadOnlyDictionary<string, string> captured)
    {
        try
        {
            if (await _receipts.TryClaimAsync(name, etag) is not { } claim)
            {
                return;
            }
            // There were more attempts than allowed: they all ended with the process.
            Exception? failure = claim.Attempts > _hostJson.PoisonBlobThreshold ? new InvalidOperationException("No attempt came to an end.")
                : await RunAsync(name, captured, claim.Attempts);
            if (failure is null)
            {
                await _receipts.EndAsync(name, receipt => receipt with { IsDone = true });
            }
            else if (_running.Stopping.IsCancellationRequested)
            {
                await _receipts.EndAsync(name, receipt => receipt with { Attempts = receipt.Attempts - 1 });
            }
            else if (!await _container.GetBlobClient(name).ExistsAsync())
            {
                Log.Vanished(_logger, _function.Name, name);
                await _receipts.EndAsync(name, receipt => receipt with { IsDone = true });
            }
            else
            {
                Log.Failed(_logger, _function.Name, name, claim.Attempts, failure);
                if (claim.Attempts >= _hostJson.PoisonBlobThreshold)
                {
                    await PoisonAsync(name, etag);
                }
                await _receipts.EndAsync(name, receipt => receipt with
                {
                    IsDone = receipt.Attempts >= _hostJson.PoisonBlobThreshold,
                    RetryAt = _time.GetUtcNow() + TimeSpan.FromSeconds(0.5 * Math.Pow(2, receipt.Attempts - 1)),
                });
            }
        }
        catch (Exception e)
        {
            // The claim lapses, and the blob is taken up again.
            Log.Receipt(_logger, name, e);
        }
    }

    private async Task<Exception?> RunAsync(string name, IReadOnlyDictionary<string, string> captured, int attempt)
    {
        using var done = new CancellationTokenSource();
        using var lost = new CancellationTokenSource();
        Task renewal = RepeatAsync(BlobReceipts.RenewalInterval, () => RenewAsync(name, lost), _time, done.Token);
        try
        {
            Invocation invocation = _invocations.ForBlob(_function, (_path.Container, name), captured, attempt - 1, _hostJson.PoisonBlobThreshold - 1);
            await _invoker.InvokeAsync(_function, invocation, lost.Token);
            return null;
        }
        catch (Exception e)
        {
            return e;
        }
        finally
        {
            await done.CancelAsync();
            await renewal;
        }
    }

    private async Task<bool> RenewAsync(string name, CancellationTokenSource lost)
    {
        try
        {
            if (!await _receipts.RenewAsync(name))
            {
                await lost.CancelAsync();
                return false;
            }
        }
        catch (Exception e)
        {
            Log.Storage(_logger, _path.Container, e);
        }
        return true;
    }

    private async Task PoisonAsync(string name, string etag)
    {
        QueueClient queue = _connections.Queue(_function.Connection, PoisonQueue);
        await queue.CreateIfNotExistsAsync();
        var message = BinaryData.FromObjectAsJson(new
        {
            Type = "BlobTrigger",
            FunctionId = $"Host.Functions.{_function.Name}",
            BlobType = "BlockBlob",
            ContainerName = _path.Container,
            BlobName = name,
            ETag = etag,
        }, JsonSerializerOptions.Default);
        await queue.SendMessageAsync(QueueEncoding.Encode(message, _hostJson.IsBase64));
        Log.Poison(_logger, _function.Name, name, _hostJson.PoisonBlobThreshold);
    }

    private static partial class Log
    {
        [LoggerMessage(200, LogLevel.Error, "{Function} failed on blob {Blob}, attempt {Attempt}")]
        public static partial void Failed(ILogger logger, string function, string blob, int attempt, Exception exception);

        [LoggerMessage(201, LogLevel.Error, "{Function} gave up on blob {Blob} after {Attempts} attempts; a message goes to the poison queue")]
        public static partial void Poison(ILogger logger, string function, string blob, int attempts);

        [LoggerMessage(202, LogLevel.Warning, "Could not list container {Container}; retrying")]
        public static partial void Storage(ILogger logger, string container, Exception exception);

        [LoggerMessage(203, LogLevel.Warning, "Could not record the state of blob {Blob}; retrying")]
        public static partial void Receipt(ILogger logger, string blob, Exception exception);

        [LoggerMessage(204, LogLevel.Information, "{Function} skipped blob {Blob}, which was deleted meanwhile")]
        public static partial void Vanished(ILogger logger, string function, string blob);
    }
}
