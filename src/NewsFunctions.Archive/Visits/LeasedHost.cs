using Microsoft.Extensions.Logging;
using NewsFunctions.Archive.Telemetry;
using NewsFunctions.Links.Hosts;
using NewsFunctions.Links.Http;
using NewsFunctions.Storage.Connection;
using NewsFunctions.Storage.Hosts;

namespace NewsFunctions.Archive.Visits;

/// <summary>Holds the lease of this process on one host, and renews it until it is closed or lost.</summary>
internal sealed partial class LeasedHost
{
    // The time that an ending visit may take to release the host.
    private static readonly TimeSpan GiveBackTime = TimeSpan.FromSeconds(5);

    private readonly string _host;
    private readonly HostStore _store;
    private readonly PerHostOptions _options;
    private readonly TimeSpan _usable;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly TaskCompletionSource _close = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private StoredHost? _held;
    private TaskCompletionSource _urgent = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <param name="after">Must complete before the lease is acquired.</param>
    public LeasedHost(string host, Task after, HostStore store, PerHostOptions options, FetchOptions fetchOptions, TimeProvider time, ILogger logger)
    {
        _host = host;
        _store = store;
        _options = options;
        _usable = UsableTime(options, fetchOptions);
        _time = time;
        _logger = logger;
        Memory = AcquireAsync(after);
        Closed = HoldUntilClosedAsync();
    }

    /// <summary>Gives the host's memory; fails with <see cref="HostBusyException"/> while another instance holds the lease.</summary>
    public Task<HostMemory> Memory { get; }

    /// <summary>Completes, without a failure, once the lease is released.</summary>
    public Task Closed { get; }

    /// <summary>The number of visits that use the memory; <see cref="LeasedMemories"/> counts them.</summary>
    public int Users { get; set; }

    /// <summary>Is true once another instance has the lease. It is not acquired again until all visits have closed the host.</summary>
    public bool IsLost { get; private set; }

    private SemaphoreSlim Writing { get; } = new(1, 1);

    public void Close() => _close.TrySetResult();

    /// <summary>Stores the current record of the host.</summary>
    /// <exception cref="HostBusyException">The lease is lost, and nothing was written.</exception>
    public async Task KeepAsync(HostMemory memory, CancellationToken cancellationToken)
    {
        await Writing.WaitAsync(cancellationToken);
        try
        {
            await RenewAsync(memory);
        }
        finally
        {
            Writing.Release();
        }

        if (IsLost)
        {
            throw new HostBusyException(_host);
        }
    }

    /// <summary>Returns how long requests may start after a renewal. Requests under way must end before another instance may begin.</summary>
    internal static TimeSpan UsableTime(PerHostOptions options, FetchOptions fetchOptions) => options.Lease - fetchOptions.Timeout;

    private async Task<HostMemory> AcquireAsync(Task after)
    {
        await after;
        HostLease lease = new(_time);
        return await lease.ExtendAsync(
            _usable, async () => (_held = await _store.AcquireAsync(_host, _options.Lease, CancellationToken.None)) is not null)
            ? new HostMemory(_host, _held!.Record, lease) { Override = _held.Override, Urgent = () => Volatile.Read(ref _urgent).TrySetResult() }
            : throw new HostBusyException(_host);
    }

    private async Task HoldUntilClosedAsync()
    {
        try
        {
            HostMemory memory = await Memory;
            while (await WaitAsync())
            {
                await TryKeepAsync(memory);
            }

            if (!IsLost)
            {
                using CancellationTokenSource enough = new(GiveBackTime, _time);
                await _store.ReleaseAsync(_held!, memory.Snapshot(), enough.Token);
            }
        }
        catch (HostBusyException)
        {
            // Those who wait for the memory get this exception.
            await _close.Task;
        }
        catch (Exception e) when (e is OperationCanceledException || StorageFailures.Explain(e) is not null)
        {
            // A lease that is not released runs out.
            Log.NotKept(_logger, _host, StorageFailures.Explain(e) ?? "the storage took too long");
            await _close.Task;
        }
    }

    /// <summary>Waits for the next renewal; returns false once the lease must be released.</summary>
    private async Task<bool> WaitAsync()
    {
        if (IsLost)
        {
            await _close.Task;
            return false;
        }

        using CancellationTokenSource waited = new();
        Task urgent = Volatile.Read(ref _urgent).Task;
        await Task.WhenAny(_close.Task, urgent, Task.Delay(_options.LeaseRenewal, _time, waited.Token));
        await waited.CancelAsync();
        if (urgent.IsCompleted)
        {
            Volatile.Write(ref _urgent, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        }

        return !_close.Task.IsCompleted;
    }

    /// <summary>Renews the lease. While the storage does not answer, it runs out.</summary>
    private async Task TryKeepAsync(HostMemory memory)
    {
        try
        {
            await KeepAsync(memory, CancellationToken.None);
        }
        catch (HostBusyException)
        {
            ArchiveMetrics.CountLostHostLease();
            Log.Lost(_logger, _host);
        }
        catch (Exception e) when (StorageFailures.Explain(e) is { } why)
        {
            Log.NotRenewed(_logger, _host, why);
        }
    }

    private async Task RenewAsync(HostMemory memory)
    {
        if (!IsLost)
        {
            IsLost = !await memory.Leave.ExtendAsync(_usable, async () =>
            {
                StoredHost? renewed = await _store.RenewAsync(_held!, memory.Snapshot(), CancellationToken.None);
                _held = renewed ?? _held;
                memory.Override = _held!.Override;
                return renewed is not null;
            });
        }
    }

    private static partial class Log
    {
        [LoggerMessage(2100, LogLevel.Warning, "Lost the lease on {Host}: another instance has it now.")]
        public static partial void Lost(ILogger logger, string host);

        [LoggerMessage(2101, LogLevel.Warning, "Could not renew the lease on {Host}: {Why}.")]
        public static partial void NotRenewed(ILogger logger, string host, string why);

        [LoggerMessage(2102, LogLevel.Warning, "Could not save what was learned about {Host}: {Why}.")]
        public static partial void NotKept(ILogger logger, string host, string why);
    }
}
