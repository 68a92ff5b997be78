using System.Globalization;
using NewsFunctions.IntegrationTests.Golden;

namespace NewsFunctions.IntegrationTests.Instances;

/// <summary>Compares an archive that several instances filled side by side with one that a single instance filled.</summary>
public sealed class InstanceTests(AzuriteFixture azurite, SingleInstance alone) : IClassFixture<SingleInstance>
{
    [Fact]
    public Task Two_hosts_on_one_storage_do_everything_once() => CompareAsync(hosts: 2, workers: 1);

    [Theory(Explicit = true)]
    [InlineData(4, 1)]
    [InlineData(2, 2)]
    [InlineData(1, 2)]
    [InlineData(1, 4)]
    public Task Many_hosts_and_workers_on_one_storage_do_everything_once(int hosts, int workers) => CompareAsync(hosts, workers);

    private async Task CompareAsync(int hosts, int workers)
    {
        Task<IReadOnlyDictionary<string, string>> expected = alone.RunAsync();
        IReadOnlyDictionary<string, string> rows = await InstanceRun.RunAsync(azurite.NewAccount(), hosts, workers);

        GoldenContent.AssertSame(await expected, rows);
        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(CultureInfo.InvariantCulture, $"The same {rows.Count} rows and blobs as of a single instance"));
    }
}

/// <summary>Holds the run of a single instance that all tests compare with.</summary>
public sealed class SingleInstance(AzuriteFixture azurite)
{
    private readonly Lock _lock = new();
    private Task<IReadOnlyDictionary<string, string>>? _run;

    internal Task<IReadOnlyDictionary<string, string>> RunAsync()
    {
        lock (_lock)
        {
            return _run ??= InstanceRun.RunAsync(azurite.NewAccount(), hosts: 1);
        }
    }
}
