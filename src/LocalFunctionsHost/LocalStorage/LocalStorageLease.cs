using Microsoft.Extensions.Logging;

namespace LocalFunctionsHost.LocalStorage;

/// <summary>Grants the use of a local storage until disposed of. An Azurite that dies meanwhile is started again; the last lease of one
/// that we started stops it.</summary>
public sealed partial class LocalStorageLease : IAsyncDisposable
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan MaxPause = TimeSpan.FromSeconds(30);
    private readonly CancellationTokenSource _released = new();
    private readonly LocalStorageOptions _options;
    private readonly ILogger _logger;
    private readonly TimeProvider _time;
    private readonly Task<AzuriteUse?> _watch;
    private AzuriteEndpoint _endpoint;
    private int _disposed;

    internal LocalStorageLease(
        AzuriteEndpoint endpoint, AzuriteUse? use, bool startedHere, LocalStorageOptions options, ILogger logger, TimeProvider time)
    {
        (_endpoint, _options, _logger, _time) = (endpoint, options, logger, time);
        StartedHere = startedHere;
        _watch = use is null ? Task.FromResult(use) : WatchAsync(use);
    }

    /// <summary>The complete connection string of the account.</summary>
    public string ConnectionString => _endpoint.ConnectionString;

    /// <summary>Is false if another process had started the Azurite that is used.</summary>
    public bool StartedHere { get; }

    /// <summary>Returns the connection string of one of <see cref="LocalStorageOptions.Accounts"/>.</summary>
    public string ConnectionStringFor(string account, string key) => _endpoint.ConnectionStringFor(account, key);

    /// <summary>Returns when other users have taken over, or when Azurite has written its data and ended.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 1)
        {
            return;
        }
        await _released.CancelAsync();
        if (await _watch is { } use && await use.ReleaseAsync() is { } unsaved)
        {
            Log.Unsaved(_logger, _options.DataFolder, unsaved);
        }
        _released.Dispose();
    }

    internal int? Pid => _endpoint.Instance is null ? null : _endpoint.Pid;

    /// <returns>The use to release; null if Azurite is dead.</returns>
    private async Task<AzuriteUse?> WatchAsync(AzuriteUse use)
    {
        while (true)
        {
            Task ended = use.Ended;
            await Task.WhenAny(ended, Task.Delay(Timeout.InfiniteTimeSpan, _time, _released.Token));
            if (_released.IsCancellationRequested)
            {
                return use;
            }
            await use.DisposeAsync();
            Log.Died(_logger, _endpoint.Blob, _endpoint.Queue, _endpoint.Table);
            if (await RestartAsync() is not { } next)
            {
                return null;
            }
            use = next;
        }
    }

    /// <summary>Restarts Azurite on the same ports, which clients know, and retries until they are free. Returns null once released.</summary>
    private async Task<AzuriteUse?> RestartAsync()
    {
        for (TimeSpan pause = FirstPause; ; pause = pause * 2 < MaxPause ? pause * 2 : MaxPause)
        {
            try
            {
                (AzuriteEndpoint? endpoint, AzuriteUse? use, bool _) = await LocalStorageSupervisor.UseAsync(_options, _endpoint, _ => { }, _logger, _time, _released.Token);
                _endpoint = endpoint;
                return use;
            }
            catch (OperationCanceledException) when (_released.IsCancellationRequested)
            {
                return null;
            }
            catch (LocalStorageException e)
            {
                Log.NotRestarted(_logger, pause, e);
            }
            await Task.Delay(pause, _time, _released.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(261, LogLevel.Error, "Azurite could not save its data in {Data}: {Reason}. The latest writes are lost.")]
        public static partial void Unsaved(ILogger logger, string data, string reason);

        [LoggerMessage(262, LogLevel.Warning, "Azurite on ports {Blob} (blob), {Queue} (queue), {Table} (table) ended; restarting it")]
        public static partial void Died(ILogger logger, int blob, int queue, int table);

        [LoggerMessage(263, LogLevel.Error, "Could not restart Azurite; retrying in {Pause}")]
        public static partial void NotRestarted(ILogger logger, TimeSpan pause, Exception exception);
    }
}
