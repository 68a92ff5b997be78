using System.Diagnostics;
using System.Text;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using NewsFunctions.IntegrationTests.LocalFunctionsHost;

namespace NewsFunctions.IntegrationTests.EndToEnd;

/// <summary>
/// Tests that a worker ends with its host in every case, and that no host repeats work while a worker may still do it.
/// </summary>
public sealed class HostEndTests(AzuriteFixture azurite)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_worker_outlives_a_host_that_is_killed()
    {
        RequireLinux();
        await using var recorder = new Recorder { Act = (_, token) => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token) };
        using AppProcess host = await StartAsync(azurite.NewAccount(), recorder, "x");
        int worker = Assert.Single(host.Children());

        await host.KillAsync();

        long killed = Stopwatch.GetTimestamp();
        await Eventually.HoldsAsync("the worker has ended", () => !Signals.IsRunning(worker));
        Assert.True(Stopwatch.GetElapsedTime(killed) < TimeSpan.FromSeconds(2), $"The worker ended after {Stopwatch.GetElapsedTime(killed)}.");
    }

    [Fact]
    public async Task An_interrupt_of_the_whole_process_group_lets_the_function_end()
    {
        RequireLinux();
        Signals.SkipWhereInterruptsAreIgnored();
        string account = azurite.NewAccount();
        var release = new TaskCompletionSource();
        await using var recorder = new Recorder { Act = (_, token) => release.Task.WaitAsync(token) };
        using AppProcess host = await StartAsync(account, recorder, "x", ("IgnoreCancellation", "true"));
        int worker = Assert.Single(host.Children());

        await Signals.SendAsync("INT", -host.Id);
        await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System, Token);
        Assert.True(Signals.IsRunning(worker));
        release.SetResult();

        Assert.Equal(0, await host.ExitAsync());
        Assert.False(Signals.IsRunning(worker));

        // If the interrupt had ended the worker, the message would be visible again.
        Assert.Null((await new QueueClient(account, "orders", Versions.Queues).PeekMessageAsync(Token)).Value);
    }

    [Fact]
    public async Task Work_of_a_worker_that_outlives_its_host_is_not_repeated()
    {
        RequireLinux();
        string account = azurite.NewAccount();
        await using var recorder = new Recorder { Act = (_, token) => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token) };
        var inbox = new BlobContainerClient(account, "inbox", Versions.Blobs);
        await inbox.CreateIfNotExistsAsync(cancellationToken: Token);
        await inbox.UploadBlobAsync("a.txt", BinaryData.FromString("x"), Token);
        using AppProcess first = await StartAsync(account, recorder, message: null);
        await Eventually.HoldsAsync("the blob is worked on", () => recorder.Calls.Count == 1);
        int worker = Assert.Single(first.Children());

        // A stopped worker cannot notice that its host is gone.
        await Signals.SendAsync("STOP", worker);
        await first.KillAsync();
        using AppProcess second = await StartAsync(account, recorder, message: null);
        await Task.Delay(TimeSpan.FromSeconds(5), TimeProvider.System, Token);
        Assert.Single(recorder.Calls);

        await Signals.SendAsync("CONT", worker);
        await Eventually.HoldsAsync("the blob is taken over", () => recorder.Calls.Count == 2);
        Assert.False(Signals.IsRunning(worker));
    }

    [Fact]
    public async Task A_worker_that_is_killed_is_replaced_and_its_work_done_again()
    {
        RequireLinux();
        string account = azurite.NewAccount();
        await using var recorder = new Recorder();
        recorder.Act = (call, token) => call.EndsWith("#1", StringComparison.Ordinal)
            ? Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token) : Task.CompletedTask;
        using AppProcess host = await StartAsync(account, recorder, "x");
        int worker = Assert.Single(host.Children());

        await Signals.SendAsync("KILL", worker);

        await Eventually.HoldsAsync("the message is attempted again", () => recorder.Calls.Contains("x #2"));
        Assert.NotEqual(worker, Assert.Single(host.Children()));
        Assert.Contains("Starting the next worker", host.Log, StringComparison.Ordinal);
    }

    /// <summary>Starts the test functions. If there is a message, waits until they process it.</summary>
    private static async Task<AppProcess> StartAsync(string account, Recorder recorder, string? message, params (string, string)[] settings)
    {
        await recorder.StartAsync();
        if (message is not null)
        {
            var orders = new QueueClient(account, "orders", Versions.Queues);
            await orders.CreateIfNotExistsAsync(cancellationToken: Token);
            await orders.SendMessageAsync(Convert.ToBase64String(Encoding.UTF8.GetBytes(message)), Token);
        }

        AppProcess host = AppProcess.Start(TestHost.AppFolder, account, account, [("TestCalls", recorder.Address), Samples.Hourly, .. settings]);
        await Eventually.HoldsAsync("the host serves", () => host.Log.Contains("serves", StringComparison.Ordinal));
        if (message is not null)
        {
            await Eventually.HoldsAsync("the message is worked on", () => !recorder.Calls.IsEmpty);
        }

        return host;
    }

    private static void RequireLinux()
    {
        if (!OperatingSystem.IsLinux())
        {
            Assert.Skip("This test lists processes through /proc.");
        }
    }
}
