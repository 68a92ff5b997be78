using System.Text.Json;
using NewsFunctions.IntegrationTests.Cli;

namespace NewsFunctions.IntegrationTests.EndToEnd;

/// <summary>Runs the samples from start to end while one storage answer in ten is a fault.</summary>
public sealed class StorageFaultTests(AzuriteFixture azurite) : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public Task Run_gives_the_same_result_when_a_tenth_of_storage_answers_fail() => CompareAsync(1, 2);

    [Fact(Explicit = true)]
    public Task Ten_runs_agree_when_a_tenth_of_storage_answers_fail() => CompareAsync([.. Enumerable.Range(1, 10)]);

    private async Task CompareAsync(params int[] seeds)
    {
        Task<(string Summary, RowCounts Rows)> expected = RunAsync(seed: null);
        foreach (int?[] together in seeds.Select(seed => (int?)seed).Chunk(2))
        {
            foreach ((string summary, RowCounts rows) in await Task.WhenAll(together.Select(RunAsync)))
            {
                Assert.Equal((await expected).Summary, summary);
                Assert.Equal((await expected).Rows, rows);
            }
        }
    }

    /// <param name="seed">The seed of the faults; null for a run without faults.</param>
    private async Task<(string Summary, RowCounts Rows)> RunAsync(int? seed)
    {
        string account = azurite.NewAccount();
        await using FaultyStorage? faulty = seed is { } number ? await FaultyStorage.StartAsync(account, number) : null;

        Dictionary<string, string> environment = new() { ["ArchiveStorage"] = faulty?.ConnectionString ?? account };

        CliRun run = await CliRun.ProcessAsync(_folder.Path, environment, "run", "--once", "--json");

        TestContext.Current.TestOutputHelper?.WriteLine($"Seed {seed}: {faulty?.Faults} of {faulty?.Requests} requests failed, {run.Json.GetProperty("seconds")} s");
        Assert.True(run.ExitCode == 0, $"Seed {seed}: exit code {run.ExitCode}\n{run.Error}");
        Assert.True(faulty is null or { Faults: > 20 }, $"Seed {seed}: only {faulty?.Faults} faults");
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
