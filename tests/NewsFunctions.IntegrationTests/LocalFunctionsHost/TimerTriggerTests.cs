using System.Text.Json.Nodes;
using Azure.Data.Tables;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;
using NewsFunctions.IntegrationTests.EndToEnd;

namespace NewsFunctions.IntegrationTests.LocalFunctionsHost;

public sealed class TimerTriggerTests(AzuriteFixture azurite)
{
    private static readonly DateTimeOffset Start = new(2026, 3, 11, 10, 30, 0, TimeSpan.Zero);

    private static readonly (string, string) HalfMinutes = (Samples.Hourly.Key, "*/30 * * * * *");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Timer_runs_on_time_and_makes_up_once_for_missed_runs()
    {
        var account = azurite.NewAccount();
        await using var recorder = new Recorder();
        var time = new FakeTimeProvider(Start);
        await using (await TestHost.StartAsync(account, recorder, Samples.Timer, time))
        {
            await NextIsAsync(account, Start.AddMinutes(30));
            Assert.Empty(recorder.Calls);
            await AdvanceUntilAsync(time, TimeSpan.FromMinutes(31), () => recorder.Calls.Count == 1);
            await NextIsAsync(account, Start.AddMinutes(90));
        }
        time.Advance(TimeSpan.FromHours(5));
        await using (await TestHost.StartAsync(account, recorder, Samples.Timer, time))
        {
            await Eventually.HoldsAsync("the late run", () => recorder.Calls.Count == 2);
            await NextIsAsync(account, Start.AddHours(6).AddMinutes(30));
        }
        Assert.Equal(["on time", "late"], recorder.Calls);
    }

    [Fact]
    public async Task Two_processes_run_each_tick_once()
    {
        var account = azurite.NewAccount();
        await using var recorder = new Recorder();
        var time = new FakeTimeProvider(Start);
        await using var one = await TestHost.StartAsync(account, recorder, Samples.Timer, time);
        await NextIsAsync(account, Start.AddMinutes(30));
        await using var two = await TestHost.StartAsync(account, recorder, Samples.Timer, time);
        await AdvanceUntilAsync(time, TimeSpan.FromMinutes(31), () => recorder.Calls.Count == 1);
        await NextIsAsync(account, Start.AddMinutes(90));
        await AdvanceUntilAsync(time, TimeSpan.FromMinutes(60), () => recorder.Calls.Count == 2);
        await NextIsAsync(account, Start.AddMinutes(150));
        // The second process may or may not have started before the tick. Either way it must not add a run.
        Assert.Equal(2, recorder.Calls.Count);
    }

    /// <summary>A schedule of seconds is planned anew by each process, so the second one plans while the first one runs a tick.</summary>
    [Fact]
    public async Task Process_that_starts_during_a_tick_does_not_plan_it_again()
    {
        var account = azurite.NewAccount();
        await using var recorder = new Recorder();
        var time = new FakeTimeProvider(Start);
        await using var one = await TestHost.StartAsync(account, recorder, Samples.Timer, time, HalfMinutes);
        await NextIsAsync(account, Start.AddSeconds(30));

        var reading = new TaskCompletionSource();
        var ticked = new TaskCompletionSource();
        var planned = new TaskCompletionSource<DateTimeOffset>();
        await using StorageProxy proxy = await StorageProxy.StartAsync(account, "Table", async (request, pass) =>
        {
            if (request.Method == HttpMethods.Get && request.Path.Contains("EmbeddedTimers(", StringComparison.Ordinal))
            {
                reading.TrySetResult();
                await ticked.Task.WaitAsync(request.Context.RequestAborted);
            }
            else if (request.Writes("EmbeddedTimers"))
            {
                planned.TrySetResult((DateTimeOffset)JsonNode.Parse(request.Body)!["Next"]!);
            }

            await pass();
        });
        await using var two = await TestHost.StartAsync(proxy.ConnectionString, recorder, Samples.Timer, time, HalfMinutes);
        await reading.Task.WaitAsync(Eventually.DefaultBound, Token);
        await AdvanceUntilAsync(time, TimeSpan.FromSeconds(30), () => recorder.Calls.Count == 1, stepSeconds: 0.01);
        await NextIsAsync(account, Start.AddSeconds(60));
        ticked.SetResult();

        Assert.Equal(Start.AddSeconds(60), await planned.Task.WaitAsync(Eventually.DefaultBound, Token));
    }

    [Fact]
    public async Task An_exception_does_not_stop_the_schedule()
    {
        var account = azurite.NewAccount();
        await using var recorder = new Recorder { Act = (_, _) => throw new InvalidOperationException("no") };
        var time = new FakeTimeProvider(Start);
        await using var host = await TestHost.StartAsync(account, recorder, Samples.Timer, time);
        await NextIsAsync(account, Start.AddMinutes(30));
        await AdvanceUntilAsync(time, TimeSpan.FromMinutes(31), () => recorder.Calls.Count == 1);
        await NextIsAsync(account, Start.AddMinutes(90));
        await AdvanceUntilAsync(time, TimeSpan.FromMinutes(60), () => recorder.Calls.Count == 2);
        Assert.Equal(2, recorder.Calls.Count);
    }

    /// <summary>
    /// Advances the clock in small further steps until the condition holds. A listener that starts to wait late counts
    /// from the current time.
    /// </summary>
    private static async Task AdvanceUntilAsync(FakeTimeProvider time, TimeSpan by, Func<bool> condition, double stepSeconds = 1)
    {
        time.Advance(by);
        await Eventually.HoldsAsync("the tick", () =>
        {
            time.Advance(TimeSpan.FromSeconds(stepSeconds));
            return condition();
        });
    }

    private static async Task NextIsAsync(string account, DateTimeOffset next)
    {
        var table = new TableClient(account, "EmbeddedTimers");
        await table.CreateIfNotExistsAsync(Token);
        await Eventually.HoldsAsync($"next is {next:u}", async () =>
            await table.GetEntityIfExistsAsync<TableEntity>("timers", "Tick", cancellationToken: Token) is { HasValue: true, Value: { } row }
            && row.GetDateTimeOffset("Next") == next && row.GetString("Owner") is null);
    }
}
