using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using NewsFunctions.Cli.Sessions;

namespace NewsFunctions.IntegrationTests.EndToEnd;

/// <summary>The local host with a function app as a process of its own, which a test may kill.</summary>
internal sealed class AppProcess : IDisposable
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

    /// <summary>Starts the archive's own functions.</summary>
    public static AppProcess Start(string connection, string runtimeConnection, params (string Key, string Value)[] settings) =>
        Start(FunctionApp.Folder, connection, runtimeConnection, settings);

    /// <param name="appFolder">The output folder of the function app.</param>
    public static AppProcess Start(string appFolder, string connection, string runtimeConnection, params (string Key, string Value)[] settings)
    {
        string[] command = ["dotnet", Path.Combine(AppContext.BaseDirectory, "LocalFunctionsHost.dll"), "--app", appFolder];

        // A process group of its own, as a shell gives to what it starts in a terminal.
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

    /// <summary>Kills the process as <c>kill -9</c> does: nothing gets the chance to tidy up.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>The ids of the processes that this one has started and that still run. Linux only.</summary>
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
}
