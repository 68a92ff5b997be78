using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using NewsFunctions.Cli.Sessions;

namespace NewsFunctions.IntegrationTests.EndToEnd;

/// <summary>Runs the local host with a function app in a separate process, which a test may kill.</summary>
internal sealed partial class AppProcess : IDisposable
{
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _lines = new();

    private AppProcess(Process process)
    {
        _process = process;
        _process.OutputDataReceived += Collect;
        _process.ErrorDataReceived += Collect;
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public string Log => string.Join('\n', _lines);

    public int Id => _process.Id;

    /// <summary>Gets the address of the API; null until the host serves.</summary>
    public Uri? Address => Served().Match(Log) is { Success: true } served ? new Uri(served.Value) : null;

    /// <summary>Starts the host with the archive's own functions.</summary>
    public static AppProcess Start(string connection, string runtimeConnection, params (string Key, string Value)[] settings) =>
        Start(FunctionApp.Folder, connection, runtimeConnection, settings);

    /// <param name="appFolder">The output folder of the function app.</param>
    public static AppProcess Start(string appFolder, string connection, string runtimeConnection, params (string Key, string Value)[] settings)
    {
        string[] command = ["dotnet", Path.Combine(AppContext.BaseDirectory, "LocalFunctionsHost.dll"), "--app", appFolder];

        // Starts in its own process group, as a shell does for a terminal job.
        if (OperatingSystem.IsLinux())
        {
            command = ["setsid", .. command];
        }

        var start = new ProcessStartInfo(command[0], command[1..])
        {
            WorkingDirectory = AppContext.BaseDirectory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["ArchiveStorage"] = connection,
                ["AzureWebJobsStorage"] = runtimeConnection,
                ["LinkCheckSchedule"] = "0 */15 * * * *",
                ["LocalHost__Port"] = "0",
                ["LocalHost__BlobPollingInterval"] = "00:00:00.250",
            },
        };
        foreach ((string key, string value) in settings)
        {
            start.Environment[key] = value;
        }

        return new AppProcess(Process.Start(start)!);
    }

    /// <summary>Kills the process like <c>kill -9</c>: no cleanup code runs.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Lists the ids of running child processes. Linux only.</summary>
    public IReadOnlyList<int> Children() =>
    [
        .. Directory.GetDirectories($"/proc/{Id}/task")
            .SelectMany(thread => File.ReadAllText(Path.Combine(thread, "children")).Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Select(id => int.Parse(id, CultureInfo.InvariantCulture)),
    ];

    /// <returns>The exit code of a process that ends by itself.</returns>
    public async Task<int> ExitAsync()
    {
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Eventually.DefaultBound, TestContext.Current.CancellationToken);
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
    }

    private void Collect(object sender, DataReceivedEventArgs line)
    {
        if (line.Data is { } text)
        {
            _lines.Enqueue(text);
        }
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+/(?= serves)")]
    private static partial Regex Served();
}
