using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using NewsFunctions.Archive.Composition;
using NewsFunctions.Archive.Ingest;
using NewsFunctions.Core.Ledger;

namespace NewsFunctions.IntegrationTests.EndToEnd;

public sealed class ReconciledDumpTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task Dump_without_a_trigger_is_ingested_after_ten_minutes()
    {
        string account = azurite.NewAccount();
        var view = new ArchiveView(account);
        var clock = new ShiftedClock();
        await view.UploadAsync("missed.txt", InventedNews.Dump(articles: 2));
        await using ServiceProvider services = Services(account, clock);
        DumpReconciliation reconciliation = services.GetRequiredService<DumpReconciliation>();
        await using NewsApp app = await NewsApp.StartAsync(account, account, ("AzureWebJobs.IngestDump.Disabled", "true"));

        await app.Functions.InvokeAsync("ReconcileDumps", input: null, ArchiveView.Token);
        Assert.False(await view.IsAnythingQueuedAsync("ingests"));
        Assert.Empty(await view.RowsOfAsync("missed.txt"));

        clock.Shift = TimeSpan.FromMinutes(11);
        await reconciliation.RunAsync(ArchiveView.Token);
        DumpEntry entry = Assert.Single(await view.LedgerAsync("missed.txt", DumpStatus.Ingested));
        Assert.Equal(2, entry.Counts.Articles);
        Assert.Equal(2, (await view.CountAsync()).ListRows);
    }

    private static ServiceProvider Services(string account, TimeProvider clock)
    {
        IConfiguration configuration = new ConfigurationBuilder().AddInMemoryCollection([new("ArchiveStorage", account)]).Build();
        return new ServiceCollection().AddSingleton(configuration).AddSingleton(clock).AddLogging().AddArchive(configuration).BuildServiceProvider();
    }

    /// <summary>Shifts the system's clock forward. Timers run in real time.</summary>
    private sealed class ShiftedClock : TimeProvider
    {
        public TimeSpan Shift { get; set; }

        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Shift;
    }
}
