using System.Diagnostics;
using System.Globalization;
using Azure.Data.Tables;
using NewsFunctions.Storage.Connection;
using NewsFunctions.Storage.Rows;

namespace NewsFunctions.Benchmarks.Ingest;

/// <summary>Runs <c>news serve</c> over a storage until it is disposed.</summary>
internal sealed class ServedNews : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly string _data;
    private readonly Process _process;
    private readonly Task<string> _errors;
    private readonly Task<string> _output;

    private ServedNews(string data, Process process)
    {
        (_data, _process) = (data, process);
        _errors = process.StandardError.ReadToEndAsync();
        _output = process.StandardOutput.ReadToEndAsync();
    }

    /// <param name="news">The program that serves the archive.</param>
    public static ServedNews Start(string news, string storage, IEnumerable<(string Name, string Value)> settings)
    {
        string data = Directory.CreateTempSubdirectory("news-bench-serve-").FullName;
        ProcessStartInfo start = new(news, ["serve", "--data", data]) { RedirectStandardError = true, RedirectStandardOutput = true };
        start.Environment["ArchiveStorage"] = storage;
        start.Environment["LocalHost__Port"] = "0";
        foreach ((string name, string value) in settings)
        {
            start.Environment[name] = value;
        }

        return new ServedNews(data, Process.Start(start)!);
    }

    /// <summary>Waits until the API is served.</summary>
    public async Task ServingAsync()
    {
        while (!File.Exists(Path.Combine(_data, "served.json")))
        {
            await PauseAsync();
        }
    }

    /// <summary>Waits until so many dumps are ingested.</summary>
    /// <returns>When the last of them was ingested.</returns>
    public async Task<DateTimeOffset> IngestedAsync(ArchiveClients clients, int count)
    {
        while (true)
        {
            List<TableEntity> rows = await clients.Dumps.QueryAsync<TableEntity>(select: ["Status", "FinishedAt"]).ToListAsync();
            if (rows.Count(row => row.GetString("Status") == "Ingested") == count)
            {
                return rows.Max(row => row.Time("FinishedAt"))!.Value;
            }

            await PauseAsync();
        }
    }

    /// <exception cref="InvalidOperationException">The process has ended.</exception>
    public async Task PauseAsync()
    {
        if (_process.HasExited)
        {
            throw new InvalidOperationException($"news serve ended with exit code {_process.ExitCode}. {await _errors}");
        }

        await Task.Delay(Pause, TimeProvider.System);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            using var ended = Process.Start("kill", [_process.Id.ToString(CultureInfo.InvariantCulture)]);
            await _process.WaitForExitAsync();
        }

        await Task.WhenAll(_errors, _output);
        _process.Dispose();
        Directory.Delete(_data, recursive: true);
    }
}
