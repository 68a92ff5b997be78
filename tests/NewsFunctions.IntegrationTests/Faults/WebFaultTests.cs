using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Links;

namespace NewsFunctions.IntegrationTests.Faults;

/// <summary>Compares a faulty site with a healthy one: links get the same states, only later.</summary>
public sealed class WebFaultTests(AzuriteFixture azurite, UndisturbedWebRun undisturbed) : IClassFixture<UndisturbedWebRun>
{
    private const int StrikesToDeath = 3;

    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    public async Task Links_end_in_the_same_states_when_some_web_requests_fail(int percent)
    {
        WebFaultRunResult disturbed = await CompareAsync(FaultSettings.Seed, percent);

        if (percent >= 10)
        {
            Assert.Equal(FaultInjector.Common, disturbed.Faults.Keys.Order());
        }
    }

    [Fact(Explicit = true)]
    public Task Links_end_in_the_same_states_with_the_chosen_faults() => CompareAsync(FaultSettings.AnySeed, FaultSettings.Percent);

    private async Task<WebFaultRunResult> CompareAsync(int seed, int percent)
    {
        Task<WebFaultRunResult> expected = undisturbed.RunAsync();
        WebFaultRunResult disturbed = await WebFaultRun.RunAsync(azurite, FaultSettings.Plan(seed, percent));

        foreach (WebFaultLink link in disturbed.Disturbed.Concat(disturbed.Final))
        {
            // A fault is not evidence that a link is gone.
            Assert.True(link.IsGone || link.Checks.All(check => VerdictEffects.Of(check.Verdict) != VerdictEffect.Strike), $"{link.Link.Path} was taken for gone.");
            Assert.True(link.IsGone || (link.Link.Strikes == 0 && link.Link.State is (LinkState.Alive or LinkState.Blocked or LinkState.Unknown)), $"{link.Outcome}");
            Assert.True(link.Link.Strikes <= link.StrikesInHistory, $"{link.Outcome}: {link.StrikesInHistory} strikes in the history");
            Assert.Equal(link.Checks.Count, link.Link.Checks);
        }

        Assert.Equal((await expected).Final.Select(link => link.Outcome), disturbed.Final.Select(link => link.Outcome));
        Assert.All(disturbed.Final, link => Assert.Equal(
            link.IsGone ? (LinkState.Dead, StrikesToDeath) : (LinkState.Alive, 0), (link.Link.State, link.Link.Strikes)));

        double factor = disturbed.DisturbedRequests / (double)(await expected).DisturbedRequests;
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"The same states of {disturbed.Final.Count} links; {factor:0.00} times the requests of the undisturbed run while there were faults");
        Assert.InRange(factor, 0.5, 1 + (6 * percent / 100.0));
        return disturbed;
    }
}

/// <summary>Holds the run without faults that all tests compare with.</summary>
public sealed class UndisturbedWebRun(AzuriteFixture azurite)
{
    private readonly Lock _lock = new();
    private Task<WebFaultRunResult>? _run;

    internal Task<WebFaultRunResult> RunAsync()
    {
        lock (_lock)
        {
            return _run ??= WebFaultRun.RunAsync(azurite, new FaultPlan(0, 0));
        }
    }
}
