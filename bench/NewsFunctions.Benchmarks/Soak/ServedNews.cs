using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using LocalFunctionsHost.LocalStorage;
using Microsoft.Extensions.Logging.Abstractions;

namespace NewsFunctions.Benchmarks.Soak;

/// <summary>Runs <c>news serve</c> on a storage of its own, which keeps its data in a folder on disk. Ends both and removes the folder when
/// disposed of.</summary>
internal sealed class ServedNews : IAsyncDisposable
{
    public const string Site = "soak";

    private const int KeptLines = 20;
    private static readonly TimeSpan StartTime = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan EndTime = TimeSpan.FromSeconds(30);
    private readonly string _data;
    private readonly LocalStorageLease _storage;
    private readonly Process _host;
    private readonly ConcurrentQueue<string> _lines = new();

    private ServedNews(string data, LocalStorageLease storage, Process host)
    {
        (_data, _storage, _host) = (data, storage, host);
        host.OutputDataReceived += Keep;
        host.ErrorDataReceived += Keep;
        host.BeginOutputReadLine();
        host.BeginErrorReadLine();
    }

    public string ConnectionString => _storage.ConnectionString;

    public int HostId => _host.Id;

    public int? StorageId => _storage.Pid;

    /// <summary>The address of the API.</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary>The last lines that host and worker printed. They print warnings and errors alone.</summary>
    public string LastWords => string.Join('\n', _lines);

    public bool HasEnded => _host.HasExited;

    /// <param name="news">The program that serves the archive.</param>
    /// <param name="web">The address of the site that the dumps are from.</param>
    public static async Task<ServedNews> StartAsync(string news, Uri web, CancellationToken cancellationToken)
    {
        string data = Directory.CreateTempSubdirectory("news-soak-").FullName;
        LocalStorageLease? storage = null;
        ServedNews? served = null;
        try
        {
            var options = new LocalStorageOptions { DataFolder = data, JoinUsualPorts = false };
            storage = await LocalStorageSupervisor.AcquireAsync(options, NullLogger.Instance, TimeProvider.System, cancellationToken);
            served = new ServedNews(data, storage, Process.Start(Command(news, data, web))!);
            await served.AnnouncedAsync(cancellationToken);
            return served;
        }
        catch
        {
            if (served is not null)
            {
                await served.DisposeAsync();
            }
            else
            {
                await EndAsync(storage, data);
            }

            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_host.HasExited)
        {
            // The host ends its worker, and after a Ctrl-C both may be ending already.
            using (var kill = Process.Start("kill", [_host.Id.ToString(CultureInfo.InvariantCulture)]))
            {
                await kill.WaitForExitAsync();
            }

            using var bound = new CancellationTokenSource(EndTime, TimeProvider.System);
            using CancellationTokenRegistration force = bound.Token.Register(() => _host.Kill(entireProcessTree: true));
            await _host.WaitForExitAsync();
        }

        _host.Dispose();
        await EndAsync(_storage, _data);
    }

    private static async Task EndAsync(LocalStorageLease? storage, string data)
    {
        if (storage is not null)
        {
            await storage.DisposeAsync();
        }

        Directory.Delete(data, recursive: true);
    }

    private static ProcessStartInfo Command(string news, string data, Uri web) => new(news, ["serve", "--data", data])
    {
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        Environment =
        {
            ["LocalHost__Port"] = "0",
            ["DefaultSite"] = Site,
            [$"Sites__{Site}__TimeZone"] = "Etc/UTC",
            [$"Sites__{Site}__MediaUrls__0"] = $"{web}media{{pic}}",
            [$"Sites__{Site}__PageUrls__0"] = $"{web}news/{{id}}",
            ["LinkChecks__AllowedNetworks__0"] = "127.0.0.0/8",
            ["LinkChecks__AllowedPorts__0"] = web.Port.ToString(CultureInfo.InvariantCulture),

            // All links are on one host, which with the default pace could not be asked as fast as dumps bring new ones.
            ["LinkChecks__PerHost__Interval"] = "00:00:00.005",

            // Each link is checked soon after its dump came, so that checks run the whole time.
            ["LinkCheckSchedule"] = "*/10 * * * * *",
            ["LinkChecks__LinksWorthAVisit"] = "1",

            // No web archive on the internet is asked.
            ["Rescue__Enabled"] = "false",
        },
    };

    private async Task AnnouncedAsync(CancellationToken cancellationToken)
    {
        string file = Path.Combine(_data, "served.json");
        long begun = Stopwatch.GetTimestamp();
        while (!File.Exists(file))
        {
            if (_host.HasExited || Stopwatch.GetElapsedTime(begun) > StartTime)
            {
                throw new InvalidOperationException($"news serve did not start. Its last words:\n{LastWords}");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, cancellationToken);
        }

        using JsonDocument announced = JsonDocument.Parse(await File.ReadAllTextAsync(file, cancellationToken));
        Address = new Uri(announced.RootElement.GetProperty("address").GetString()!);
    }

    private void Keep(object sender, DataReceivedEventArgs line)
    {
        if (line.Data is { Length: > 0 } text)
        {
            _lines.Enqueue(text);
            if (_lines.Count > KeptLines)
            {
                _lines.TryDequeue(out _);
            }
        }
    }
}
