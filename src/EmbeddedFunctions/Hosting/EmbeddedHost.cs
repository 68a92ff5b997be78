using System.Runtime.InteropServices;
using EmbeddedFunctions.Discovery;
using EmbeddedFunctions.LocalStorage;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EmbeddedFunctions.Hosting;

/// <summary>
/// Start: local storage, then HTTP and hosted services, then triggers; so nothing sees a connection string before the
/// storage behind it is there. Stop: the other way round.
/// </summary>
internal sealed partial class EmbeddedHost(WebApplication app) : IHost, IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly ILogger<EmbeddedHost> _logger = app.Services.GetRequiredService<ILogger<EmbeddedHost>>();
    private readonly TimeProvider _time = app.Services.GetRequiredService<TimeProvider>();
    private readonly EmbeddedOptions _options = app.Services.GetRequiredService<EmbeddedOptions>();
    private readonly List<PosixSignalRegistration> _signals = [];
    private LocalStorageLease? _storage;
    private Task _listeners = Task.CompletedTask;
    private int _interrupts;

    public IServiceProvider Services => app.Services;

    public async Task StartAsync(CancellationToken cancellationToken = default)
    {
        using var start = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _stop.Token);
        foreach (var signal in new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM })
        {
            _signals.Add(PosixSignalRegistration.Create(signal, Interrupt));
        }
        try
        {
            var catalog = Services.GetRequiredService<FunctionCatalog>();
            var names = catalog.Functions.Select(f => f.Connection).Concat(catalog.Functions.SelectMany(f => f.Outputs).Select(o => o.Output.Connection).OfType<string>());
            await Services.GetRequiredService<Connections>().PrepareAsync(names, () => LocalStorageAsync(start.Token));
            await app.StartAsync(start.Token);
            LogAddress(Services.GetRequiredService<FunctionsHost>().Address, catalog.Functions.Count);
            _listeners = Task.WhenAll(Listener.Of(catalog, Services).Select(listener => Task.Run(() => listener.RunAsync(_stop.Token), CancellationToken.None)));
        }
        catch
        {
            await ReleaseStorageAsync();
            throw;
        }
    }

    public async Task StopAsync(CancellationToken cancellationToken = default)
    {
        await _stop.CancelAsync();
        foreach (var function in await Services.GetRequiredService<RunningInvocations>().StopAsync(_options.GracePeriod, _time))
        {
            LogStillRunning(function);
        }
        try
        {
            // Listeners still write down what became of their last runs.
            await _listeners.WaitAsync(_options.GracePeriod, _time, CancellationToken.None);
        }
        catch (TimeoutException)
        {
            LogListenersStillRunning();
        }
        await app.StopAsync(cancellationToken);
        await ReleaseStorageAsync();
    }

    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _signals.ForEach(signal => signal.Dispose());
        await app.DisposeAsync();
        await ReleaseStorageAsync();
        _stop.Dispose();
    }

    private async Task<string> LocalStorageAsync(CancellationToken cancellationToken)
    {
        _storage ??= await LocalStorageSupervisor.AcquireAsync(
            new LocalStorageOptions
            {
                DataFolder = Path.GetFullPath(_options.Data ?? ".data"),
                JoinUsualPorts = _options.Data is null,
            },
            Services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(LocalStorageSupervisor)), _time, cancellationToken);
        return _storage.ConnectionString;
    }

    private async Task ReleaseStorageAsync()
    {
        if (Interlocked.Exchange(ref _storage, null) is { } storage)
        {
            await storage.DisposeAsync();
        }
    }

    /// <summary>The first signal stops in an orderly way, also during the start; the second one ends the process at once.</summary>
    private void Interrupt(PosixSignalContext context)
    {
        context.Cancel = true;
        if (Interlocked.Increment(ref _interrupts) > 1)
        {
            Environment.Exit(130);
        }
        _stop.Cancel();
        Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();
    }

    [LoggerMessage(10, LogLevel.Information, "{Address} serves {Count} functions")]
    private partial void LogAddress(Uri address, int count);

    [LoggerMessage(11, LogLevel.Warning, "{Function} did not end in the grace period")]
    private partial void LogStillRunning(string function);

    [LoggerMessage(12, LogLevel.Warning, "Triggers did not end in the grace period")]
    private partial void LogListenersStillRunning();
}
