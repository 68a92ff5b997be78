using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace LocalFunctionsHost.LocalStorage;

/// <summary>
/// Gives every process of this machine that asks for the same data folder the same Azurite, and starts it if it does
/// not run. It outlives the process that started it as long as another one uses it; azurite-host.cjs keeps the count.
/// </summary>
public static partial class LocalStorageSupervisor
{
    private static readonly TimeSpan StartTime = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan ProbeTime = TimeSpan.FromSeconds(5);
    private const int MaxStarts = 3;

    public static bool IsDevelopmentStorage(string connectionString) => connectionString
        .Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Contains("UseDevelopmentStorage=true", StringComparer.OrdinalIgnoreCase);

    /// <exception cref="LocalStorageException">Node.js is missing, the data folder cannot be written, or Azurite cannot be installed or started.</exception>
    public static Task<LocalStorageLease> AcquireAsync(
        LocalStorageOptions options, ILogger logger, TimeProvider time, CancellationToken cancellationToken) =>
        AcquireAsync(options, _ => { }, logger, time, cancellationToken);

    /// <param name="starting">Receives the connection string before Azurite starts, so that others can start meanwhile. The lease has another
    /// one where a port was lost to another program.</param>
    internal static async Task<LocalStorageLease> AcquireAsync(
        LocalStorageOptions options, Action<string> starting, ILogger logger, TimeProvider time, CancellationToken cancellationToken)
    {
        (AzuriteEndpoint? endpoint, AzuriteUse? use, bool startedHere) = await UseAsync(options, previous: null, starting, logger, time, cancellationToken);
        return new LocalStorageLease(endpoint, use, startedHere, options, logger, time);
    }

    /// <summary>Finds the connection string of the storage that runs for a data folder, without starting one.</summary>
    /// <returns>The connection string; null if none runs.</returns>
    public static async Task<string?> FindAsync(LocalStorageOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        var running = AzuriteEndpoint.Read(EndpointFile(Path.GetFullPath(options.DataFolder)));
        if (running is not null && !IsFree(running.Control))
        {
            return running.ConnectionString;
        }
        AzuriteEndpoint? foreign = options.JoinUsualPorts ? await FindForeignAsync(options.UsualPorts, time, cancellationToken) : null;
        return foreign?.ConnectionString;
    }

    /// <param name="previous">The endpoint of an Azurite that died: clients know its ports, so no others are used.</param>
    internal static async Task<(AzuriteEndpoint Endpoint, AzuriteUse? Use, bool StartedHere)> UseAsync(
        LocalStorageOptions options, AzuriteEndpoint? previous, Action<string> starting, ILogger logger, TimeProvider time, CancellationToken cancellationToken)
    {
        string data = Path.GetFullPath(options.DataFolder);
        try
        {
            using IDisposable startLock = await FileLock.AcquireAsync(Path.Combine(data, "azurite.lock"), time, cancellationToken);
            return await UseLockedAsync(data, options, previous, starting, logger, time, cancellationToken);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new LocalStorageException(
                $"The data folder {data} cannot be written: {e.Message.TrimEnd('.')}. Make it writable, or choose another one (--data DIR, or the setting LocalHost:Data).", e);
        }
    }

    private static async Task<(AzuriteEndpoint Endpoint, AzuriteUse? Use, bool StartedHere)> UseLockedAsync(
        string data, LocalStorageOptions options, AzuriteEndpoint? previous, Action<string> starting, ILogger logger, TimeProvider time, CancellationToken cancellationToken)
    {
        string file = EndpointFile(data);
        var last = AzuriteEndpoint.Read(file);
        if (last is not null)
        {
            if (await AzuriteUse.TryBeginAsync(last, time, cancellationToken) is { } shared)
            {
                Log.Joined(logger, options.AddressLevel, last.Blob, last.Queue, last.Table);
                return (last, shared, false);
            }
            File.Delete(file);
        }
        if (previous is null && options.JoinUsualPorts && await FindForeignAsync(options.UsualPorts, time, cancellationToken) is { } foreign)
        {
            Log.Foreign(logger, options.AddressLevel < LogLevel.Information ? options.AddressLevel : LogLevel.Warning, foreign.Blob, foreign.Queue, foreign.Table);
            return (foreign, null, false);
        }
        for (int attempt = 1; !await StartAsync(data, Ports(options, previous, last), starting, options, logger, time, cancellationToken); attempt++)
        {
            if (previous is not null || attempt == MaxStarts)
            {
                throw Failed("did not start", data);
            }
        }
        AzuriteEndpoint started = AzuriteEndpoint.Read(file) ?? throw Failed("ended at once", data);
        AzuriteUse use = await AzuriteUse.TryBeginAsync(started, time, cancellationToken) ?? throw Failed("ended at once", data);
        Log.Started(logger, options.AddressLevel, started.Blob, started.Queue, started.Table, data);
        return (started, use, true);
    }

    /// <summary>Chooses the ports. An Azurite that was killed may have other users, who start it again on the ports that they know.</summary>
    private static IReadOnlyList<int> Ports(LocalStorageOptions options, AzuriteEndpoint? previous, AzuriteEndpoint? last)
    {
        if (previous is not null)
        {
            return previous.Ports.FirstOrDefault(port => !IsFree(port)) is not 0 and var taken
                ? throw new LocalStorageException($"Port {taken}, on which Azurite has listened, is taken by another program.")
                : previous.Ports;
        }
        return last is not null && last.Ports.All(IsFree) ? last.Ports
            : options.JoinUsualPorts && options.UsualPorts.All(IsFree) ? options.UsualPorts
            : FreePorts();
    }

    /// <summary>Starts Azurite; returns false if another program took one of the ports meanwhile.</summary>
    private static async Task<bool> StartAsync(string data, IReadOnlyList<int> ports, Action<string> starting, LocalStorageOptions options,
        ILogger logger, TimeProvider time, CancellationToken cancellationToken)
    {
        string key = AccountKey.ReadOrCreate(data);
        starting(new AzuriteEndpoint { Key = key, Blob = ports[0], Queue = ports[1], Table = ports[2] }.ConnectionString);
        var settings = new
        {
            azurite = await AzuriteInstallation.EnsureAsync(options.Node, logger, time, cancellationToken),
            instance = Guid.NewGuid().ToString("N"),
            key,
            data,
            endpoint = EndpointFile(data),
            log = LogFile(data),
            inMemory = options.InMemory,
            lingerSeconds = options.Linger.TotalSeconds,
            saveSeconds = options.SaveInterval?.TotalSeconds,
            largeFile = options.LargeFile,
            ports,
        };
        var launch = new ProcessStartInfo(options.Node, [Path.Combine(AppContext.BaseDirectory, "LocalStorage", "azurite-host.cjs"), "launch"]);
        launch.Environment["LOCAL_STORAGE_SETTINGS"] = JsonSerializer.Serialize(settings);
        launch.Environment["AZURITE_ACCOUNTS"] = string.Join(';', options.Accounts.Prepend(AzuriteEndpoint.Account(key)));
        try
        {
            ProgramRun run = await ProgramRun.RunAsync(launch, StartTime, time, cancellationToken);
            return run.ExitCode == 0 ? true
                : run.Output.Contains("EADDRINUSE", StringComparison.Ordinal) ? false
                : throw Failed("did not start", data, run.Output);
        }
        catch (TimeoutException e)
        {
            throw Failed($"did not start within {StartTime.TotalSeconds} seconds", data, cause: e);
        }
    }

    /// <summary>Finds an Azurite on all three ports that is neither ours nor that of another data folder of ours.</summary>
    private static async Task<AzuriteEndpoint?> FindForeignAsync(IReadOnlyList<int> ports, TimeProvider time, CancellationToken cancellationToken)
    {
        string[] services = ["Azurite-Blob/", "Azurite-Queue/", "Azurite-Table/"];
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false });
        foreach ((string? service, int port) in services.Zip(ports))
        {
            try
            {
                // The request is refused without a signature, but the response still names the server.
                using HttpResponseMessage answer = await http
                    .GetAsync(new Uri($"http://127.0.0.1:{port}/devstoreaccount1?comp=list"), HttpCompletionOption.ResponseHeadersRead, cancellationToken)
                    .WaitAsync(ProbeTime, time, cancellationToken);
                if (answer.Headers.Contains("x-local-storage")
                    || !answer.Headers.TryGetValues("Server", out IEnumerable<string>? server)
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

    private static int[] FreePorts()
    {
        TcpListener[] listeners = [.. Enumerable.Range(0, 3).Select(_ => new TcpListener(IPAddress.Loopback, 0))];
        try
        {
            Array.ForEach(listeners, listener => listener.Start());
            return [.. listeners.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port)];
        }
        finally
        {
            Array.ForEach(listeners, listener => listener.Dispose());
        }
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

    private static string EndpointFile(string data) => Path.Combine(data, "azurite.json");

    private static string LogFile(string data) => Path.Combine(data, "azurite.log");

    /// <param name="output">The output of Azurite; the end of its log if null.</param>
    private static LocalStorageException Failed(string how, string data, string? output = null, Exception? cause = null)
    {
        if (string.IsNullOrWhiteSpace(output))
        {
            output = File.Exists(LogFile(data)) ? string.Join('\n', File.ReadLines(LogFile(data)).TakeLast(20)) : "";
        }
        return new LocalStorageException($"Azurite {how}. Its last words ({LogFile(data)}):\n{output.Trim()}", cause);
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 264, Message = "Azurite started on ports {Blob} (blob), {Queue} (queue), {Table} (table); its data is in {Data}")]
        public static partial void Started(ILogger logger, LogLevel level, int blob, int queue, int table, string data);

        [LoggerMessage(EventId = 265, Message = "Using the Azurite that runs on ports {Blob} (blob), {Queue} (queue), {Table} (table)")]
        public static partial void Joined(ILogger logger, LogLevel level, int blob, int queue, int table);

        [LoggerMessage(EventId = 266, Message = "Using an Azurite on ports {Blob} (blob), {Queue} (queue), {Table} (table) that was started elsewhere. "
            + "Its account key is published: any web page that is open on this machine can write to it. End it, and one with a key of its own is started instead")]
        public static partial void Foreign(ILogger logger, LogLevel level, int blob, int queue, int table);
    }
}
