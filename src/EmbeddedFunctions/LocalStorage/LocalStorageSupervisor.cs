using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace EmbeddedFunctions.LocalStorage;

/// <summary>
/// Gives every process of this machine that asks for the same data folder the same Azurite, starting it where it does
/// not run. It outlives the process that started it as long as another one uses it; azurite-host.cjs keeps the count.
/// </summary>
public static partial class LocalStorageSupervisor
{
    private static readonly TimeSpan StartTime = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan ProbeTime = TimeSpan.FromSeconds(5);
    private static readonly int[] AnyFreePorts = [0, 0, 0];

    public static bool IsDevelopmentStorage(string connectionString) => connectionString
        .Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Contains("UseDevelopmentStorage=true", StringComparer.OrdinalIgnoreCase);

    /// <exception cref="LocalStorageException">Node.js is missing, or Azurite cannot be installed or started.</exception>
    public static async Task<LocalStorageLease> AcquireAsync(
        LocalStorageOptions options, ILogger logger, TimeProvider time, CancellationToken cancellationToken)
    {
        var data = Path.GetFullPath(options.DataFolder);
        var file = Path.Combine(data, "azurite.json");
        using var starting = await FileLock.AcquireAsync(Path.Combine(data, "azurite.lock"), time, cancellationToken);
        if (AzuriteEndpoint.Read(file) is { } running)
        {
            if (await AzuriteUse.TryBeginAsync(running, time, cancellationToken) is { } shared)
            {
                LogJoined(logger, running.Blob, running.Queue, running.Table);
                return new LocalStorageLease(running, shared, startedHere: false);
            }
            File.Delete(file);
        }
        if (options.JoinUsualPorts && await FindForeignAsync(options.UsualPorts, time, cancellationToken) is { } foreign)
        {
            LogForeign(logger, foreign.Blob, foreign.Queue, foreign.Table);
            return new LocalStorageLease(foreign, use: null, startedHere: false);
        }
        var usual = options.JoinUsualPorts && options.UsualPorts.All(IsFree);
        await StartAsync(data, file, usual ? options.UsualPorts : AnyFreePorts, options, logger, time, cancellationToken);
        var started = AzuriteEndpoint.Read(file) ?? throw Failed("ended at once", data);
        var use = await AzuriteUse.TryBeginAsync(started, time, cancellationToken) ?? throw Failed("ended at once", data);
        LogStarted(logger, started.Blob, started.Queue, started.Table, data);
        return new LocalStorageLease(started, use, startedHere: true);
    }

    private static async Task StartAsync(string data, string file, IReadOnlyList<int> ports, LocalStorageOptions options,
        ILogger logger, TimeProvider time, CancellationToken cancellationToken)
    {
        var settings = new
        {
            azurite = await AzuriteInstallation.EnsureAsync(options.Node, logger, time, cancellationToken),
            instance = Guid.NewGuid().ToString("N"),
            data,
            endpoint = file,
            log = LogFile(data),
            inMemory = options.InMemory,
            lingerSeconds = options.Linger.TotalSeconds,
            ports,
        };
        var script = Path.Combine(AppContext.BaseDirectory, "LocalStorage", "azurite-host.cjs");
        var launch = new ProcessStartInfo(options.Node, [script, "launch", JsonSerializer.Serialize(settings)]);
        launch.Environment["AZURITE_ACCOUNTS"] = string.Join(';', options.Accounts.Prepend(AzuriteEndpoint.WellKnown));
        try
        {
            if ((await ProgramRun.RunAsync(launch, StartTime, time, cancellationToken)).ExitCode != 0)
            {
                throw Failed("did not start", data);
            }
        }
        catch (TimeoutException e)
        {
            throw Failed($"did not start within {StartTime.TotalSeconds} seconds", data, e);
        }
    }

    /// <summary>An Azurite on all three ports which is neither ours nor that of another data folder of ours.</summary>
    private static async Task<AzuriteEndpoint?> FindForeignAsync(IReadOnlyList<int> ports, TimeProvider time, CancellationToken cancellationToken)
    {
        string[] services = ["Azurite-Blob/", "Azurite-Queue/", "Azurite-Table/"];
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false });
        foreach (var (service, port) in services.Zip(ports))
        {
            try
            {
                // Refused without a signature, and signed by the server all the same.
                using var answer = await http
                    .GetAsync(new Uri($"http://127.0.0.1:{port}/devstoreaccount1?comp=list"), HttpCompletionOption.ResponseHeadersRead, cancellationToken)
                    .WaitAsync(ProbeTime, time, cancellationToken);
                if (answer.Headers.Contains("x-local-storage")
                    || !answer.Headers.TryGetValues("Server", out var server)
                    || !server.Any(name => name.StartsWith(service, StringComparison.Ordinal)))
                {
                    return null;
                }
            }
            catch (Exception e) when (e is HttpRequestException or TimeoutException)
            {
                return null;
            }
        }
        return new AzuriteEndpoint { Blob = ports[0], Queue = ports[1], Table = ports[2] };
    }

    private static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static string LogFile(string data) => Path.Combine(data, "azurite.log");

    private static LocalStorageException Failed(string how, string data, Exception? cause = null)
    {
        var output = File.Exists(LogFile(data)) ? string.Join('\n', File.ReadLines(LogFile(data)).TakeLast(20)) : "";
        return new LocalStorageException($"Azurite {how}. Its last words ({LogFile(data)}):\n{output}", cause);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Azurite started on ports {Blob} (blob), {Queue} (queue), {Table} (table); its data is in {Data}")]
    private static partial void LogStarted(ILogger logger, int blob, int queue, int table, string data);

    [LoggerMessage(Level = LogLevel.Information, Message = "Using the Azurite that runs on ports {Blob} (blob), {Queue} (queue), {Table} (table)")]
    private static partial void LogJoined(ILogger logger, int blob, int queue, int table);

    [LoggerMessage(Level = LogLevel.Information, Message = "Using somebody else's Azurite on ports {Blob} (blob), {Queue} (queue), {Table} (table)")]
    private static partial void LogForeign(ILogger logger, int blob, int queue, int table);
}
