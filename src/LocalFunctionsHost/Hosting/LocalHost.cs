using System.Net;
using System.Net.Sockets;
using LocalFunctionsHost.Discovery;
using LocalFunctionsHost.Invocations;
using LocalFunctionsHost.LocalStorage;
using LocalFunctionsHost.Rpc;
using LocalFunctionsHost.Settings;
using LocalFunctionsHost.Workers;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LocalFunctionsHost.Hosting;

/// <summary>
/// Runs a function app on this machine, as Core Tools do: starts its workers and speaks the Functions host's protocol to them,
/// serves HTTP, polls blobs and queues, runs timers, and starts Azurite where development storage is configured.
/// </summary>
/// <remarks>Start order: the port, local storage, workers, HTTP, then triggers. Stop order: triggers, runs, workers, HTTP, then storage.</remarks>
public sealed partial class LocalHost : IAsyncDisposable
{
    private readonly LocalHostOptions _options;
    private readonly ILoggerFactory _logs;
    private readonly ILogger<LocalHost> _logger;
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ClaimOwner _owner = new();
    private readonly Socket _socket;
    private Task<LocalStorageLease>? _storage;
    private readonly TaskCompletionSource<string> _expectedStorage = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private RpcServer? _rpc;
    private WorkerPool? _workers;
    private WebApplication? _web;
    private Task _listeners = Task.CompletedTask;
    private Task? _stopping;

    private LocalHost(LocalHostOptions options)
    {
        _options = options;
        _socket = LoopbackPort.Listen(options.Port, options.PortName);
        _logs = LoggerFactory.Create(logging =>
        {
            foreach (string framework in (string[])["Microsoft.AspNetCore", "Microsoft.Hosting.Lifetime", "Grpc", "Yarp"])
            {
                logging.AddFilter(framework, LogLevel.Warning);
            }
            options.Logging(logging);
        });
        _logger = _logs.CreateLogger<LocalHost>();
        Configuration = new ConfigurationBuilder().AddEnvironmentVariables().AddInMemoryCollection(options.Settings).Build();
        Address = new Uri($"http://127.0.0.1:{((IPEndPoint)_socket.LocalEndPoint!).Port}");
    }

    /// <summary>The address at which HTTP is served.</summary>
    public Uri Address { get; }

    /// <summary>Combines environment and settings with the connection strings of the storage that was started.</summary>
    public IConfiguration Configuration { get; }

    /// <summary>Holds the connection strings of storage that this host started or joined, by their settings.</summary>
    public IReadOnlyDictionary<string, string?> StorageSettings { get; private set; } = new Dictionary<string, string?>();

    /// <summary>Completes when the host has stopped; fails when its workers could not be kept alive.</summary>
    public Task Ended => _ended.Task;

    /// <summary>Starts everything; what was started is stopped again if something fails.</summary>
    /// <exception cref="IOException">The port is taken.</exception>
    /// <exception cref="LocalStorageException">Azurite cannot be started.</exception>
    /// <exception cref="LocalHostException">The app does not start, or it has a function that this host cannot serve.</exception>
    public static async Task<LocalHost> StartAsync(LocalHostOptions options, CancellationToken cancellationToken)
    {
        var host = new LocalHost(options);
        try
        {
            await host.StartAsync(cancellationToken);
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    /// <summary>Runs a function by name. Input: <c>container/blob</c> for a blob trigger, the text of a message; a timer takes none.</summary>
    /// <exception cref="ArgumentException">There is no such function, or its trigger is HTTP.</exception>
    public Task InvokeAsync(string functionName, string? input, CancellationToken cancellationToken) =>
        _web!.Services.GetRequiredService<InvocationFactory>().InvokeAsync(functionName, input, cancellationToken);

    /// <summary>Starts no more work and lets running functions end, for as long as <paramref name="time"/>.</summary>
    public async Task FinishAsync(TimeSpan time)
    {
        await _stop.CancelAsync();
        await _web!.Services.GetRequiredService<RunningInvocations>().WhenIdleAsync(time, _options.Time);
    }

    /// <summary>Cancels what runs, waits for it within the grace period, and ends the workers.</summary>
    public Task StopAsync()
    {
        lock (_stop)
        {
            return _stopping ??= StopOnceAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _logs.Dispose();
    }

    private async Task StartAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<string> names = FunctionMetadata.Connections(_options.AppFolder);
        StorageSettings = await new Connections(Configuration).PrepareAsync(names, () => LocalStorageAsync(cancellationToken));
        _rpc = new RpcServer();
        // Both start side by side, because a worker takes a while to come to its first call.
        Task<IReadOnlyList<RpcFunctionMetadata>> starting = StartWorkersAsync(cancellationToken);
        await _rpc.StartAsync(_logs, cancellationToken);
        IReadOnlyList<RpcFunctionMetadata> functions = await starting;
        if (_storage is not null && !UseStorage((await _storage).ConnectionString))
        {
            await _workers!.DisposeAsync();
            functions = await StartWorkersAsync(cancellationToken);
        }
        var catalog = FunctionCatalog.From(functions, Configuration);
        _web = WebHost.Build(_options, Configuration, catalog, _workers!, _owner, _socket, _logs);
        await _web.StartAsync(cancellationToken);
        Log.Address(_logger, Address, catalog.Functions.Count);
        _listeners = Task.WhenAll(Listeners.Of(catalog, _web.Services).Select(listener => Task.Run(() => listener.RunAsync(_stop.Token), CancellationToken.None)));
        _ = StopOnFailureAsync(_workers!);
    }

    private async Task<string> LocalStorageAsync(CancellationToken cancellationToken)
    {
        var storage = new LocalStorageOptions
        {
            DataFolder = Path.GetFullPath(_options.Data ?? _options.UsualData),
            JoinUsualPorts = _options.Data is null,
        };
        _storage ??= LocalStorageSupervisor.AcquireAsync(
            storage, expected => _expectedStorage.TrySetResult(expected), _logs.CreateLogger(typeof(LocalStorageSupervisor)), _options.Time, cancellationToken);
        // Azurite and the worker start side by side, because both take a second.
        return await Task.WhenAny(_storage, _expectedStorage.Task) == _storage ? (await _storage).ConnectionString : await _expectedStorage.Task;
    }

    private async Task<IReadOnlyList<RpcFunctionMetadata>> StartWorkersAsync(CancellationToken cancellationToken)
    {
        var settings = new Dictionary<string, string?>(_options.Settings, StringComparer.OrdinalIgnoreCase);
        foreach ((string? key, string? value) in StorageSettings)
        {
            settings[key] = value;
        }
        _workers = new WorkerPool(WorkerCommand.Read(_options.AppFolder, settings), _rpc!, _owner, _logs);
        Task<IReadOnlyList<RpcFunctionMetadata>> starting = _workers.StartAsync(_options.Workers, cancellationToken);
        // A storage that cannot start is reported at once.
        if (_storage is not null && await Task.WhenAny(starting, _storage) == _storage)
        {
            await _storage;
        }
        return await starting;
    }

    /// <summary>Returns whether the storage is where it was expected; otherwise changes the settings to its real address.</summary>
    private bool UseStorage(string connectionString)
    {
        if (!_expectedStorage.Task.IsCompletedSuccessfully || _expectedStorage.Task.Result == connectionString)
        {
            return true;
        }
        var changed = StorageSettings.ToDictionary(
            setting => setting.Key, setting => setting.Value == _expectedStorage.Task.Result ? connectionString : setting.Value, StringComparer.OrdinalIgnoreCase);
        foreach ((string? key, string? value) in changed)
        {
            Configuration[key] = value;
        }
        StorageSettings = changed;
        return false;
    }

    private async Task StopOnFailureAsync(WorkerPool workers)
    {
        try
        {
            await workers.Failed;
        }
        catch (LocalHostException e)
        {
            Log.Failed(_logger, e.Message);
            await StopAsync();
            _ended.TrySetException(e);
        }
    }

    private async Task StopOnceAsync()
    {
        await _stop.CancelAsync();
        if (_web is not null)
        {
            foreach (string function in await _web.Services.GetRequiredService<RunningInvocations>().StopAsync(_options.GracePeriod, _options.Time))
            {
                Log.StillRunning(_logger, function);
            }
        }
        if (_workers is not null)
        {
            await _workers.DisposeAsync();
        }
        try
        {
            // Listeners still record the results of their last runs.
            await _listeners.WaitAsync(_options.GracePeriod, _options.Time, CancellationToken.None);
        }
        catch (TimeoutException)
        {
            Log.ListenersStillRunning(_logger);
        }
        if (_web is not null)
        {
            await _web.StopAsync(CancellationToken.None);
            await _web.DisposeAsync();
        }
        if (_rpc is not null)
        {
            await _rpc.DisposeAsync();
        }
        _socket.Dispose();
        _owner.Dispose();
        if (_storage is not null)
        {
            await _storage.ContinueWith(_ => { }, TaskScheduler.Default);
            await (_storage.IsCompletedSuccessfully ? _storage.Result.DisposeAsync() : ValueTask.CompletedTask);
        }
        if (_workers?.Failed.IsFaulted != true)
        {
            _ended.TrySetResult();
        }
    }

    private static partial class Log
    {
        [LoggerMessage(120, LogLevel.Information, "{Address} serves {Count} functions")]
        public static partial void Address(ILogger logger, Uri address, int count);

        [LoggerMessage(121, LogLevel.Warning, "{Function} did not end in the grace period; its worker is ended")]
        public static partial void StillRunning(ILogger logger, string function);

        [LoggerMessage(122, LogLevel.Warning, "Triggers did not end in the grace period")]
        public static partial void ListenersStillRunning(ILogger logger);

        [LoggerMessage(123, LogLevel.Critical, "{Reason} The host stops.")]
        public static partial void Failed(ILogger logger, string reason);
    }
}
