using System.Text.Json;
using NewsFunctions.IntegrationTests.Cli;
using NewsFunctions.IntegrationTests.Faults;

namespace NewsFunctions.IntegrationTests.EndToEnd;

/// <summary>Runs the samples from start to end while some storage requests meet a fault.</summary>
public sealed class StorageFaultTests(AzuriteFixture azurite) : IDisposable
{
    private const int Tenth = 10;
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public Task Run_gives_the_same_result_when_a_tenth_of_storage_answers_fail() => CompareAsync(Tenth, 1, 2);

    [Fact(Explicit = true)]
    public Task Ten_runs_agree_when_a_tenth_of_storage_answers_fail() => CompareAsync(Tenth, [.. Enumerable.Range(1, 10)]);

    [Fact(Explicit = true)]
    public Task Run_gives_the_same_result_with_the_chosen_faults() => CompareAsync(FaultSettings.Percent, FaultSettings.AnySeed);

    private async Task CompareAsync(int percent, params int[] seeds)
    {
        Task<(string Summary, RowCounts Rows)> expected = RunAsync(plan: null);
        foreach (int[] together in seeds.Chunk(2))
        {
            foreach ((string summary, RowCounts rows) in await Task.WhenAll(together.Select(seed => RunAsync(FaultSettings.Plan(seed, percent)))))
            {
                Assert.Equal((await expected).Summary, summary);
                Assert.Equal((await expected).Rows, rows);
            }
        }
    }

    /// <param name="plan">The faults; null for none.</param>
    private async Task<(string Summary, RowCounts Rows)> RunAsync(FaultPlan? plan)
    {
        string account = azurite.NewAccount();
        await using FaultyStorage? faulty = plan is null ? null : await FaultyStorage.StartAsync(account, plan);

        Dictionary<string, string> environment = new() { ["ArchiveStorage"] = faulty?.ConnectionString ?? account };

        CliRun run = await CliRun.ProcessAsync(_folder.Path, environment, "run", "--once", "--json");

        Assert.True(run.ExitCode == 0, $"{faulty}: exit code {run.ExitCode}\n{run.Error}");
        TestContext.Current.TestOutputHelper?.WriteLine($"news run, {faulty?.ToString() ?? "no faults"}; {run.Json.GetProperty("seconds")} s");
        Assert.True(faulty is null || faulty.Faults.Values.Sum() > plan!.Percent, $"Too few faults: {faulty}");
        return (Summary(run.Json), await new ArchiveView(account).CountAsync());
    }

    /// <summary>
    /// Gets the summary without values that differ between runs: the time, and checks that were repeated because an
    /// answer was lost.
    /// </summary>
    private static string Summary(JsonElement summary) => string.Join('\n', summary.EnumerateObject()
        .Where(property => property.Name is not ("seconds" or "checks"))
        .Select(property => $"{property.Name} {property.Value.GetRawText()}"));
}
