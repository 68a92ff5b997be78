using System.Net.Sockets;
using LocalFunctionsHost.Rpc;
using LocalFunctionsHost.Settings;
using Microsoft.Extensions.Logging;

namespace LocalFunctionsHost.Workers;

/// <summary>Combines the process and the channel of one worker.</summary>
internal sealed partial class Worker : IDisposable
{
    /// <summary>Limits the start: a worker that does not connect and list its functions in this time is ended.</summary>
    private static readonly TimeSpan StartTime = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan ConnectPause = TimeSpan.FromMilliseconds(20);

    private readonly WorkerProcess _process;
    private readonly WorkerChannel _channel;
    private readonly ILogger _logger;

    private Worker(WorkerProcess process, WorkerChannel channel, ILogger logger)
    {
        (_process, _channel, _logger) = (process, channel, logger);
        Exited = ExitAsync();
    }

    public int ProcessId => _process.Id;

    public string LastWords => _process.LastWords;

    /// <summary>Completes with the exit code once nothing waits for the worker any more.</summary>
    public Task<int> Exited { get; }

    public int RunningCount => _channel.RunningCount;

    public bool IsRunning => !_channel.IsClosed;

    /// <summary>The address of the worker's own web server, to which HTTP requests are forwarded; null if the app has none.</summary>
    public Uri? Http { get; private set; }

    public IReadOnlyList<RpcFunctionMetadata> Functions { get; private set; } = [];

    public static Worker Start(WorkerCommand command, RpcServer server, string lifeFile, ILoggerFactory logs)
    {
        string id = Guid.NewGuid().ToString();
        ILogger<Worker> logger = logs.CreateLogger<Worker>();
        var channel = new WorkerChannel(new WorkerLogs(logs).Write);
        server.Expected[id] = channel;
        try
        {
            return new Worker(WorkerProcess.Start(command.ToStartInfo(server.Address, id, lifeFile), line => Log.Printed(logger, line)), channel, logger);
        }
        catch
        {
            server.Expected.TryRemove(id, out _);
            throw;
        }
    }

    /// <summary>Waits until the worker can run functions.</summary>
    /// <exception cref="WorkerDiedException">The process ended first.</exception>
    /// <exception cref="LocalHostException">A function does not load, or the worker does not answer in time.</exception>
    public async Task LoadAsync(string appFolder, TimeProvider time, CancellationToken cancellationToken)
    {
        using var late = new CancellationTokenSource(StartTime, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            if (await Task.WhenAny(_channel.Connected, Exited).WaitAsync(either.Token) == Exited)
            {
                throw new WorkerDiedException("The worker ended before it connected.");
            }
            WorkerInitResponse init = await _channel.InitializeAsync(appFolder, either.Token);
            Http = init.Capabilities.TryGetValue("HttpUri", out string? http) && http.Length > 0 ? new Uri(http.Replace("localhost", "127.0.0.1", StringComparison.Ordinal)) : null;
            Functions = await _channel.FunctionsAsync(appFolder, either.Token);
            await Task.WhenAll(Functions.Select(function => _channel.LoadAsync(function, either.Token)));
            await HttpReadyAsync(time, either.Token);
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested)
        {
            throw new LocalHostException($"The worker was not ready within {StartTime.TotalSeconds} seconds.");
        }
    }

    public Task<InvocationResponse> InvokeAsync(InvocationRequest request) => _channel.InvokeAsync(request);

    public void Cancel(string invocationId) => _channel.Cancel(invocationId);

    /// <summary>Asks the worker to end; kills it after the grace period.</summary>
    public async Task StopAsync(TimeSpan grace, TimeProvider time)
    {
        _channel.Terminate(grace);
        try
        {
            await Exited.WaitAsync(grace, time);
        }
        catch (TimeoutException)
        {
            Log.Killed(_logger, ProcessId);
            _process.Kill();
            await Exited;
        }
    }

    public void Kill() => _process.Kill();

    public void Dispose() => _process.Dispose();

    private async Task<int> ExitAsync()
    {
        int code = await _process.Exited;
        _channel.Close();
        return code;
    }

    /// <summary>Waits for the web server, because the worker opens it and its event stream in no fixed order.</summary>
    private async Task HttpReadyAsync(TimeProvider time, CancellationToken cancellationToken)
    {
        while (Http is not null && !Exited.IsCompleted)
        {
            using var probe = new TcpClient();
            try
            {
                await probe.ConnectAsync(Http.Host, Http.Port, cancellationToken);
                return;
            }
            catch (SocketException)
            {
                await Task.Delay(ConnectPause, time, cancellationToken);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(240, LogLevel.Information, "{Line}")]
        public static partial void Printed(ILogger logger, string line);

        [LoggerMessage(241, LogLevel.Warning, "Worker process {Id} did not end when asked and was killed")]
        public static partial void Killed(ILogger logger, int id);
    }
}
