using NewsFunctions.IntegrationTests.Golden;

namespace NewsFunctions.IntegrationTests.Faults;

/// <summary>Compares an archive on a faulty storage with one on a healthy storage: rows and answers must be the same.</summary>
public sealed class ArchiveFaultTests(AzuriteFixture azurite, UndisturbedRun undisturbed) : IClassFixture<UndisturbedRun>
{
    /// <summary>Limits the requests of one operation: the first and the retries of the storage clients.</summary>
    private const int MaxTries = 6;

    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    public async Task Archive_is_the_same_when_some_storage_requests_fail(int percent)
    {
        FaultRunResult disturbed = await CompareAsync(FaultSettings.Seed, percent);

        if (percent >= 10)
        {
            Assert.Equal(Enum.GetValues<Fault>(), disturbed.Faults.Keys.Order());
        }
    }

    [Fact(Explicit = true)]
    public Task Archive_is_the_same_with_the_chosen_faults() => CompareAsync(FaultSettings.AnySeed, FaultSettings.Percent);

    private async Task<FaultRunResult> CompareAsync(int seed, int percent)
    {
        string account = azurite.NewAccount();
        Task<FaultRunResult> expected = undisturbed.RunAsync();
        FaultRunResult disturbed = await FaultRun.RunAsync(account, FaultSettings.Plan(seed, percent));

        GoldenContent.AssertSame((await expected).Content, disturbed.Content);
        GoldenContent.AssertSame((await expected).Answers, disturbed.Answers);
        Assert.InRange(disturbed.MostTries, 1, MaxTries);
        Assert.Equal(0, disturbed.EarlyRetries);

        // With retries, a request is sent 1 / (1 - share) times on average. The caller repeats half of what still fails.
        double factor = disturbed.Requests / (double)(await expected).Requests;
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"The same {disturbed.Content.Count} rows and blobs and {disturbed.Answers.Count} answers; {factor:0.00} times the requests of the undisturbed run");
        Assert.InRange(factor, 0.9, 1 + (6 * percent / 100.0));
        return disturbed;
    }
}

/// <summary>Holds the run without faults that all tests compare with.</summary>
public sealed class UndisturbedRun(AzuriteFixture azurite)
{
    private readonly Lock _lock = new();
    private Task<FaultRunResult>? _run;

    internal Task<FaultRunResult> RunAsync()
    {
        lock (_lock)
        {
            return _run ??= FaultRun.RunAsync(azurite.NewAccount(), new FaultPlan(0, 0));
        }
    }
}
