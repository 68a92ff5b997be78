using System.Diagnostics;
using System.Globalization;

namespace NewsFunctions.IntegrationTests.LocalStorage;

/// <summary>Runs the program tests/LocalStorageUser. It is ready once the program has its lease.</summary>
internal sealed class StorageUserProcess : IDisposable
{
    private readonly Process _process;

    private StorageUserProcess(Process process, bool startedHere, string connectionString)
    {
        _process = process;
        StartedHere = startedHere;
        ConnectionString = connectionString;
    }

    public bool StartedHere { get; }

    public string ConnectionString { get; }

    public static async Task<StorageUserProcess> StartAsync(string data, double lingerSeconds = 60)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "LocalStorageUser.dll");
        var process = Process.Start(new ProcessStartInfo("dotnet", [program, data, lingerSeconds.ToString(CultureInfo.InvariantCulture)])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        var line = await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
        Assert.NotNull(line);
        var parts = line.Split(' ', 2);
        return new StorageUserProcess(process, bool.Parse(parts[0]), parts[1]);
    }

    public async Task EndAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, _process.ExitCode);
    }

    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }
        _process.Dispose();
    }
}
