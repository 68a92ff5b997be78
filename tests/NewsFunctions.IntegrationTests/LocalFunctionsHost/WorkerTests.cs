using System.Text;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using LocalFunctionsHost.Settings;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace NewsFunctions.IntegrationTests.LocalFunctionsHost;

/// <summary>Tests workers that die, hang, or do not start.</summary>
public sealed class WorkerTests(AzuriteFixture azurite)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Work_that_kills_its_worker_becomes_poison_and_other_work_continues()
    {
        string account = azurite.NewAccount();
        QueueClient orders = await QueueAsync(account, "orders");
        await using var recorder = new Recorder { KillsWorker = call => call.StartsWith("bad", StringComparison.Ordinal) };
        foreach (string body in (string[])["bad", "one", "two", "three", "four", "five", "six"])
        {
            await orders.SendMessageAsync(Base64(body), Token);
        }

        await using TestHost host = await TestHost.StartAsync(account, recorder, Samples.Queue);

        var poison = new QueueClient(account, "orders-poison", Versions.Queues);
        QueueMessage message = await Eventually.GetAsync("a poison message", async () => await poison.ExistsAsync(Token)
            ? (await poison.ReceiveMessageAsync(cancellationToken: Token)).Value : null, TimeSpan.FromMinutes(2));
        Assert.Equal("bad", Text(message));
        await Eventually.HoldsAsync("the queue is empty", async () => (await orders.GetPropertiesAsync(Token)).Value.ApproximateMessagesCount == 0);
        Assert.Null((await poison.PeekMessageAsync(Token)).Value);
        Assert.Equal(5, recorder.Calls.Count(call => call.StartsWith("bad", StringComparison.Ordinal)));
        foreach (string body in (string[])["one", "two", "three", "four", "five", "six"])
        {
            Assert.InRange(recorder.Calls.Count(call => call.StartsWith($"{body} ", StringComparison.Ordinal)), 1, 2);
        }
    }

    [Fact]
    public async Task Call_whose_worker_dies_gets_503_and_the_next_one_works()
    {
        await using var recorder = new Recorder { KillsWorker = _ => true };
        await using TestHost host = await TestHost.StartAsync(HttpHost.NoStorage, recorder, Samples.Http);

        using HttpResponseMessage answer = await host.Http.GetAsync("wait", Token);
        Assert.True((int)answer.StatusCode is 502 or 503, answer.ToString());

        Assert.Equal("""{"text":"GET ann 1"}""", await host.Http.GetStringAsync("greet/ann/1", Token));
    }

    [Fact]
    public async Task A_function_that_ignores_its_time_limit_is_ended_with_its_worker()
    {
        string account = azurite.NewAccount();
        QueueClient orders = await QueueAsync(account, "orders");
        await orders.SendMessageAsync(Base64("stubborn"), Token);
        var release = new TaskCompletionSource();
        await using var recorder = new Recorder { Act = (_, token) => release.Task.WaitAsync(token) };
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using TestHost host = await TestHost.StartAsync(account, recorder, Samples.Queue, time, ("IgnoreCancellation", "true"));
        await Eventually.HoldsAsync("it runs", () => recorder.Calls.Contains("stubborn #1"));

        // The time limit in host.json is a minute, and the grace period is five seconds.
        time.Advance(TimeSpan.FromSeconds(61));
        await Eventually.HoldsAsync("it is attempted again", () =>
        {
            // Slowly: the next worker has two minutes to start.
            time.Advance(TimeSpan.FromMilliseconds(250));
            return recorder.Calls.Contains("stubborn #2");
        });
        release.SetResult();
        Assert.Equal(["stubborn #1", "stubborn #2"], recorder.Calls);
    }

    [Fact]
    public async Task App_that_dies_at_every_start_stops_the_host_with_its_output()
    {
        await using var recorder = new Recorder();
        LocalHostException error = await Assert.ThrowsAsync<LocalHostException>(() =>
            TestHost.StartAsync(HttpHost.NoStorage, recorder, Samples.Http, time: null, ("FailAtStart", "No kettle on the stove.")));
        Assert.Contains("No kettle on the stove.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_without_an_app_is_refused_by_name()
    {
        await using var recorder = new Recorder();
        LocalHostException error = await Assert.ThrowsAsync<LocalHostException>(() => TestHost.StartAsync(
            HttpHost.NoStorage, recorder, Samples.Http, options => options with { AppFolder = Path.GetTempPath() }));
        Assert.Contains(Path.GetTempPath(), error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Several_workers_share_the_runs()
    {
        string account = azurite.NewAccount();
        QueueClient orders = await QueueAsync(account, "orders");
        for (int number = 0; number < 8; number++)
        {
            await orders.SendMessageAsync(Base64($"{number}"), Token);
        }

        var release = new TaskCompletionSource();
        await using var recorder = new Recorder { Act = (_, token) => release.Task.WaitAsync(token) };
        await using TestHost host = await TestHost.StartAsync(account, recorder, Samples.Queue, time: null, ("LocalHost:Workers", "2"));
        await Eventually.HoldsAsync("all run", () => recorder.Calls.Count == 8);

        Assert.Equal(2, recorder.Workers.Distinct().Count());
        release.SetResult();
        await Eventually.HoldsAsync("the queue is empty", async () => (await orders.GetPropertiesAsync(Token)).Value.ApproximateMessagesCount == 0);
    }

    [Fact]
    public async Task Logs_of_a_worker_arrive_once_with_category_level_and_exception()
    {
        var logs = new CollectedLogs();
        await using var recorder = new Recorder();
        await using TestHost host = await TestHost.StartAsync(
            HttpHost.NoStorage, recorder, Samples.Http, options => options with { Logging = logging => logging.AddProvider(logs) },
            ("Logging:LogLevel:Default", "Information"));

        await host.Http.GetAsync("fail", Token);

        bool IsOfHost(CollectedLog entry) => entry.Level == LogLevel.Error && entry.Category == "LocalFunctionsHost.Http.HttpForwarding";
        await Eventually.HoldsAsync("the failure is logged", () => logs.Entries.Any(IsOfHost));
        Assert.Equal((LogLevel.Warning, "Failing at /fail"), Assert.Single(logs.Of("TestFunctions.HttpSample"), entry => entry.Message.Contains("/fail", StringComparison.Ordinal)));
        CollectedLog failed = Assert.Single(logs.Entries, IsOfHost);
        Assert.Contains("This function fails.", failed.Exception, StringComparison.Ordinal);
        Assert.Contains("at TestFunctions.HttpSample.Fail", failed.Exception, StringComparison.Ordinal);
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private static string Text(QueueMessage message) => Encoding.UTF8.GetString(Convert.FromBase64String(message.Body.ToString()));

    private static async Task<QueueClient> QueueAsync(string account, string name)
    {
        var queue = new QueueClient(account, name, Versions.Queues);
        await queue.CreateIfNotExistsAsync(cancellationToken: Token);
        return queue;
    }
}
