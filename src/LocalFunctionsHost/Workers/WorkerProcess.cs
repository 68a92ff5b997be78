using System.Collections.Concurrent;
using System.Diagnostics;

namespace LocalFunctionsHost.Workers;

/// <summary>Runs the process of one worker. Its standard input is a pipe whose end tells the worker that the host is gone.</summary>
internal sealed class WorkerProcess : IDisposable
{
    private const int KeptLines = 30;
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _lastLines = new();
    private readonly Action<string> _print;

    private WorkerProcess(Process process, Action<string> print)
    {
        (_process, _print) = (process, print);
        Exited = ExitAsync();
    }

    public int Id => _process.Id;

    /// <summary>Completes with the exit code, after the last line of output has been read.</summary>
    public Task<int> Exited { get; }

    /// <summary>The last lines that the worker printed.</summary>
    public string LastWords => string.Join(Environment.NewLine, _lastLines);

    /// <param name="print">Takes each line that the worker prints.</param>
    public static WorkerProcess Start(ProcessStartInfo start, Action<string> print) =>
        new(Process.Start(start) ?? throw new InvalidOperationException($"{start.FileName} did not start."), print);

    public void Kill()
    {
        try
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // The process has ended by itself.
        }
    }

    public void Dispose() => _process.Dispose();

    private async Task<int> ExitAsync()
    {
        await Task.WhenAll(ReadAsync(_process.StandardOutput), ReadAsync(_process.StandardError), _process.WaitForExitAsync());
        return _process.ExitCode;
    }

    private async Task ReadAsync(StreamReader output)
    {
        while (await output.ReadLineAsync() is { } line)
        {
            _lastLines.Enqueue(line);
            if (_lastLines.Count > KeptLines)
            {
                _lastLines.TryDequeue(out _);
            }
            _print(line);
        }
    }
}
