using System.Collections.Concurrent;
using System.Diagnostics;

namespace NewsFunctions.IntegrationTests.EndToEnd;

/// <summary>The function app as a process of its own, which a test may kill.</summary>
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

    public static AppProcess Start(string connection, string runtimeConnection, params (string Key, string Value)[] settings)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "NewsFunctions.dll")])
        {
            WorkingDirectory = AppContext.BaseDirectory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["ArchiveStorage"] = connection,
                ["AzureWebJobsStorage"] = runtimeConnection,
                ["Embedded__Port"] = "0",
                ["Embedded__BlobPollingInterval"] = "00:00:00.250",
            },
        };
        foreach ((string key, string value) in settings)
        {
            start.Environment[key] = value;
        }

        return new AppProcess(Process.Start(start)!);
    }

    /// <summary>As <c>kill -9</c> does: nothing gets the chance to tidy up.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

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
