using System.Diagnostics;
using System.Globalization;
using LocalFunctionsHost.LocalStorage;
using Microsoft.Extensions.Logging.Abstractions;
using NewsFunctions.IntegrationTests.Cli;

namespace NewsFunctions.IntegrationTests.Crashes;

/// <summary>
/// Kills the working app again and again. <c>NEWS_CRASH_KILLS</c> sets the number of kills of the explicit tests
/// (default 100). Each run prints its seed; <c>NEWS_CRASH_SEED</c> repeats the crashes of that run.
/// </summary>
public sealed class CrashTests(AzuriteFixture azurite) : IDisposable
{
    private static readonly CrashTarget[] AppOnly = [CrashTarget.Host, CrashTarget.Worker];
    private static readonly CrashTarget[] All = [CrashTarget.Host, CrashTarget.Worker, CrashTarget.Storage];
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public Task Sixteen_kills_of_host_and_worker_lose_and_duplicate_nothing() => KillAppAsync(16);

    [Fact(Explicit = true)]
    public Task Many_kills_of_host_and_worker_lose_and_duplicate_nothing() => KillAppAsync(Setting("NEWS_CRASH_KILLS") ?? 100);

    [Fact(Explicit = true)]
    public Task Many_kills_of_storage_host_or_worker_leave_a_whole_archive() => KillAllAsync(Setting("NEWS_CRASH_KILLS") ?? 100);

    private static int? Setting(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : null;

    private async Task KillAppAsync(int kills)
    {
        RequireLinux();
        await using CrashRun run = await CrashRun.StartAsync(azurite.NewAccount());
        await KillAsync(run, AppOnly, kills);
    }

    /// <remarks>
    /// A killed storage may lose what it acknowledged since its last save, so missing dumps are uploaded again.
    /// </remarks>
    private async Task KillAllAsync(int kills)
    {
        RequireLinux();
        azurite.RequireNode();
        var options = new LocalStorageOptions { DataFolder = _folder.Path, JoinUsualPorts = false };
        await using LocalStorageLease lease =
            await LocalStorageSupervisor.AcquireAsync(options, NullLogger.Instance, TimeProvider.System, TestContext.Current.CancellationToken);
        await using CrashRun run = await CrashRun.StartAsync(lease.ConnectionString, async () =>
        {
            int killed = lease.Pid!.Value;
            using (var process = Process.GetProcessById(killed))
            {
                process.Kill();
            }

            await Eventually.HoldsAsync("Azurite runs again", () => lease.Pid is { } pid && pid != killed);
        });
        await KillAsync(run, All, kills);
    }

    private static async Task KillAsync(CrashRun run, IReadOnlyList<CrashTarget> targets, int kills)
    {
        int seed = Setting("NEWS_CRASH_SEED") ?? Environment.TickCount & 0xFFFF;
        TestContext.Current.TestOutputHelper?.WriteLine($"NEWS_CRASH_SEED={seed} NEWS_CRASH_KILLS={kills}");
        var time = Stopwatch.StartNew();
        foreach (Crash crash in Crash.Draw(seed, targets).Take(kills))
        {
            await run.CrashAsync(crash);
        }

        TimeSpan killing = time.Elapsed;
        await run.ProveAsync();
        Assert.True(run.Answers > 0, "No call of the API was answered.");
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{kills} kills in {killing.TotalSeconds:0} s, at rest after {time.Elapsed.TotalSeconds:0} s; {run.Articles} articles, {run.Answers} answers of the API, {run.SentAgain} dumps sent again");
    }

    private static void RequireLinux()
    {
        if (!OperatingSystem.IsLinux())
        {
            Assert.Skip("This test lists processes through /proc.");
        }
    }
}
