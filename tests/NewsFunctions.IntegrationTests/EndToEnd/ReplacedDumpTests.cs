using NewsFunctions.Core.Ledger;

namespace NewsFunctions.IntegrationTests.EndToEnd;

public sealed class ReplacedDumpTests(AzuriteFixture azurite)
{
    [Theory]
    [InlineData("after it was found", 2)]
    [InlineData("in the middle", 3)]
    public async Task Dump_overwritten_while_read_ends_as_replaced_by_the_new_one(string when, int read)
    {
        string account = azurite.NewAccount();
        var view = new ArchiveView(account);
        var reached = new TaskCompletionSource();
        var overwritten = new TaskCompletionSource();
        int reads = 0;
        await using StorageProxy proxy = await StorageProxy.StartAsync(account, "Blob", async (request, pass) =>
        {
            if (request.Method == "GET" && request.Path.EndsWith("/dumps/storm.txt", StringComparison.Ordinal) && Interlocked.Increment(ref reads) == read)
            {
                reached.SetResult();
                await overwritten.Task;
            }

            await pass();
        });

        // Larger than the megabyte that the first request reads to find the dump, and than the 4 MB that are read at once from then on.
        BinaryData old = InventedNews.Dump(articles: 3, sentences: 40_000);
        Assert.True(old.ToMemory().Length > 5_000_000);
        await view.UploadAsync("storm.txt", old);
        await using NewsApp app = await NewsApp.StartAsync(proxy.ConnectionString, account);
        await Eventually.HoldsAsync($"the dump is being read ({when})", () => reached.Task.IsCompleted);
        await view.UploadAsync("storm.txt", InventedNews.Dump(articles: 2, first: 4));
        overwritten.SetResult();

        IReadOnlyList<DumpEntry> entries = await view.LedgerAsync("storm.txt", DumpStatus.Replaced, DumpStatus.Ingested);
        Assert.Equal(old.ToMemory().Length, entries[0].Size);
        Assert.Equal(0, entries[0].Counts.Articles);
        Assert.Equal(2, entries[1].Counts.Articles);
        Assert.Equal(new RowCounts(2, 2, 2, 2, 6, 6), await view.CountAsync());
    }
}
