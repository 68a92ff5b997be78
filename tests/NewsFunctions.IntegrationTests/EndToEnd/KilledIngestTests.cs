using NewsFunctions.Core.Diagnostics;
using NewsFunctions.Core.Ledger;

namespace NewsFunctions.IntegrationTests.EndToEnd;

/// <summary>Kills the process without warning at a chosen write. Another process continues.</summary>
public sealed class KilledIngestTests(AzuriteFixture azurite)
{
    /// <param name="articles">More than 1,000 articles are committed in two parts. The eleventh transaction of
    /// ArticleList is in the second part.</param>
    /// <param name="isWritten">Whether the storage completes the write at which the process is killed.</param>
    [Theory]
    [InlineData(150, "Articles", 1, false)]
    [InlineData(150, "Articles", 5, true)]
    [InlineData(150, "Links", 20, true)]
    [InlineData(150, "ArticleList", 1, false)]
    [InlineData(1_010, "ArticleList", 11, true)]
    [InlineData(150, "LinkShards", 1, true)]
    [InlineData(150, "Dumps", 2, false)]
    [InlineData(150, "Dumps", 2, true)]
    public async Task Killed_ingest_is_completed_without_loss_or_duplicates(int articles, string table, int write, bool isWritten)
    {
        string account = azurite.NewAccount();
        var view = new ArchiveView(account);
        var reached = new TaskCompletionSource();
        int writes = 0;
        await using StorageProxy proxy = await StorageProxy.StartAsync(account, "Table", async (request, pass) =>
        {
            if (!request.Writes(table) || Interlocked.Increment(ref writes) < write)
            {
                await pass();
                return;
            }

            if (isWritten && !reached.Task.IsCompleted)
            {
                await request.PassUnansweredAsync();
            }

            reached.TrySetResult();
            await request.HoldAsync();
        });
        await view.UploadAsync("lighthouses.txt", InventedNews.Dump(articles));

        using (AppProcess first = AppProcess.Start(proxy.ConnectionString, account))
        {
            await Eventually.HoldsAsync($"write {write} of {table}", () => reached.Task.IsCompleted);
            await first.KillAsync();
        }

        // A kill after the very last write leaves a finished ingest.
        bool isOver = table == "Dumps" && isWritten;
        Assert.Equal(
            [isOver ? DumpStatus.Ingested : DumpStatus.Running],
            (await view.RowsOfAsync("lighthouses.txt")).Select(entry => entry.Status));

        // A second dump is needed to see that the second process has scanned the blobs.
        await view.UploadAsync("later.txt", InventedNews.Dump(articles: 1, first: articles + 1));
        using AppProcess second = AppProcess.Start(account, account);
        await view.LedgerAsync("later.txt", DumpStatus.Ingested);
        DumpEntry entry = Assert.Single(await view.LedgerAsync("lighthouses.txt", DumpStatus.Ingested));

        Assert.Equal(new DumpCounts(articles, 2 * articles, 3 * articles, 0), entry.Counts with { Damage = Damage.None });
        Assert.Equal((2 * articles, 0.0), (entry.Counts.Damage.ItemsKept, entry.Counts.Damage.Score));
        int all = articles + 1;
        Assert.Equal(new RowCounts(all, all, all, all, 3 * all, 3 * all), await view.CountAsync());
        Assert.All(await view.ShardsAsync(), shard => Assert.NotNull(shard.Mark));
        Assert.False(await view.IsAnythingQueuedAsync("webjobs-blobtrigger-poison"));
    }
}
