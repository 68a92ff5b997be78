using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using NewsFunctions.IntegrationTests.EndToEnd;

namespace NewsFunctions.IntegrationTests.Cli;

public sealed class ServingTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Served_archive_answers_until_Ctrl_C_and_shares_its_data()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no signal that one process can send another.");
        }

        CancellationToken stop = TestContext.Current.CancellationToken;
        string data = Path.Combine(_folder.Path, "data");
        _folder.Write("dumps/ferry.txt", InventedDumps.Ferry);
        string port = FreePort().ToString(CultureInfo.InvariantCulture);
        using Process serving = CliRun.Start(_folder.Path, "run", "dumps", "--json", "--data", data, "--port", port);
        try
        {
            Task<string> log = serving.StandardError.ReadToEndAsync(stop);
            string? summary = await serving.StandardOutput.ReadLineAsync(stop);
            Assert.NotNull(summary);
            Assert.Equal(1, JsonDocument.Parse(summary).RootElement.GetProperty("articles").GetInt32());

            CliRun second = await CliRun.InProcessAsync("articles", "--data", data, "--json");
            Assert.Equal("", second.ExitCode == 0 ? "" : second.Error);
            Assert.Single(second.Json.GetProperty("items").EnumerateArray());

            using var client = new HttpClient();
            string answer = await client.GetStringAsync(new Uri($"http://127.0.0.1:{port}/api/articles"), stop);
            Assert.Equal(second.Output.TrimEnd(), answer);

            if (OperatingSystem.IsLinux())
            {
                Signals.SkipWhereInterruptsAreIgnored();
            }

            await Signals.SendAsync("INT", serving.Id);
            await serving.WaitForExitAsync(stop).WaitAsync(TimeSpan.FromMinutes(1), stop);
            Assert.Equal("", serving.ExitCode == 0 ? "" : await log);
            Assert.Contains($"http://127.0.0.1:{port}", await log, StringComparison.Ordinal);
            Assert.Equal("", await serving.StandardOutput.ReadToEndAsync(stop));
        }
        finally
        {
            serving.Kill(entireProcessTree: true);
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
