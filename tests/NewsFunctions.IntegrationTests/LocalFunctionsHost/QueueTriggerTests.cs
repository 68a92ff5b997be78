using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Microsoft.Extensions.Time.Testing;

namespace NewsFunctions.IntegrationTests.LocalFunctionsHost;

public sealed class QueueTriggerTests(AzuriteFixture azurite)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Messages_that_a_function_returns_run_the_next_function_and_are_deleted()
    {
        var account = azurite.NewAccount();
        await using var recorder = new Recorder();
        var incoming = await QueueAsync(account, "incoming");
        await using var host = await TestHost.StartAsync(account, recorder, Samples.Queue);
        await incoming.SendMessageAsync(Base64("x"), Token);
        await Eventually.HoldsAsync("both arrived", () => recorder.Calls.Count == 2);
        Assert.Equal(["x-1 #1", "x-2 #1"], recorder.Calls.Order(StringComparer.Ordinal));
        var orders = new QueueClient(account, "orders", Versions.Queues);
        await Eventually.HoldsAsync("the queue is empty", async () => (await orders.GetPropertiesAsync(Token)).Value.ApproximateMessagesCount == 0);
    }

    [Fact]
    public async Task Message_that_fails_five_times_goes_to_the_poison_queue()
    {
        var account = azurite.NewAccount();
        // The delay after a failure comes from host.json and runs by the storage's clock, so the test makes the message
        // visible itself.
        await using var recorder = new Recorder { Act = (_, _) => throw new InvalidOperationException("no") };
        var orders = await QueueAsync(account, "orders");
        await orders.SendMessageAsync(Base64("bad"), Token);
        for (var receive = 0; receive < 4; receive++)
        {
            QueueMessage message = await orders.ReceiveMessageAsync(cancellationToken: Token);
            await orders.UpdateMessageAsync(message.MessageId, message.PopReceipt, visibilityTimeout: TimeSpan.Zero, cancellationToken: Token);
        }
        await using var host = await TestHost.StartAsync(account, recorder, Samples.Queue);
        Assert.Equal("bad", await PoisonAsync(account));
        Assert.Equal(["bad #5"], recorder.Calls);
    }

    [Fact]
    public async Task Message_that_is_not_base64_goes_unchanged_to_the_poison_queue()
    {
        var account = azurite.NewAccount();
        await using var recorder = new Recorder();
        var orders = await QueueAsync(account, "orders");
        await orders.SendMessageAsync("{not base64}", Token);
        await using var host = await TestHost.StartAsync(account, recorder, Samples.Queue);
        var poison = new QueueClient(account, "orders-poison", Versions.Queues);
        var message = await Eventually.GetAsync("a poison message", async () => await poison.ExistsAsync(Token)
            ? (await poison.ReceiveMessageAsync(cancellationToken: Token)).Value : null);
        Assert.Equal("{not base64}", message.Body.ToString());
        Assert.Empty(recorder.Calls);
    }

    [Fact]
    public async Task Visibility_is_renewed_while_a_function_runs()
    {
        var account = azurite.NewAccount();
        var release = new TaskCompletionSource();
        await using var recorder = new Recorder { Act = (_, token) => release.Task.WaitAsync(token) };
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        var orders = await QueueAsync(account, "orders");
        await orders.SendMessageAsync(Base64("long"), Token);
        await using var host = await TestHost.StartAsync(account, recorder, Samples.Queue, time);
        await Eventually.HoldsAsync("it runs", () => recorder.Calls.Count == 1);
        // After half of the visibility timeout the pop receipt changes. The message can still be deleted afterwards.
        time.Advance(TimeSpan.FromSeconds(31));
        release.SetResult();
        await Eventually.HoldsAsync("the queue is empty", async () => (await orders.GetPropertiesAsync(Token)).Value.ApproximateMessagesCount == 0);
        Assert.Equal(["long #1"], recorder.Calls);
    }

    [Fact]
    public async Task A_stop_cancels_what_runs_and_hands_its_message_back()
    {
        var account = azurite.NewAccount();
        await using var recorder = new Recorder { Act = (_, token) => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token) };
        var orders = await QueueAsync(account, "orders");
        await orders.SendMessageAsync(Base64("x"), Token);
        await using (await TestHost.StartAsync(account, recorder, Samples.Queue))
        {
            await Eventually.HoldsAsync("it runs", () => recorder.Calls.Count == 1);
        }
        QueueMessage message = await orders.ReceiveMessageAsync(cancellationToken: Token);
        Assert.Equal(2, message.DequeueCount);
    }

    private static string Base64(string text) => Convert.ToBase64String(BinaryData.FromString(text));

    private static async Task<QueueClient> QueueAsync(string account, string name)
    {
        var queue = new QueueClient(account, name, Versions.Queues);
        await queue.CreateIfNotExistsAsync(cancellationToken: Token);
        return queue;
    }

    private static async Task<string> PoisonAsync(string account)
    {
        var poison = new QueueClient(account, "orders-poison", Versions.Queues);
        var message = await Eventually.GetAsync("a poison message", async () => await poison.ExistsAsync(Token)
            ? (await poison.ReceiveMessageAsync(cancellationToken: Token)).Value : null);
        return BinaryData.FromBytes(Convert.FromBase64String(message.Body.ToString())).ToString();
    }
}
