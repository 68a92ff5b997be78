using NewsFunctions.Core.Ledger;

namespace NewsFunctions.IntegrationTests.EndToEnd;

public sealed class PoisonedDumpTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task Dump_that_fails_five_times_is_failed_and_can_be_uploaded_again()
    {
        string account = azurite.NewAccount();
        var view = new ArchiveView(account);
        bool isBroken = true;
        int refused = 0;
        await using StorageProxy proxy = await StorageProxy.StartAsync(account, "Table", (request, pass) =>
        {
            if (isBroken && request.Writes("Articles"))
            {
                Interlocked.Increment(ref refused);
                return request.RefuseAsync();
            }

            return pass();
        });
        BinaryData content = InventedNews.Dump(articles: 1);
        await view.UploadAsync("island.txt", content);
        await using NewsApp app = await NewsApp.StartAsync(proxy.ConnectionString, account);

        DumpEntry failed = Assert.Single(await view.LedgerAsync("island.txt", DumpStatus.Failed));
        Assert.Equal(5, refused);
        Assert.Contains("news dumps retry", failed.Error, StringComparison.Ordinal);
        Assert.NotNull(failed.FinishedAt);
        Assert.Equal(content.ToString(), (await view.Dumps.GetBlobClient("island.txt").DownloadContentAsync(ArchiveView.Token)).Value.Content.ToString());

        isBroken = false;
        await view.UploadAsync("island.txt", InventedNews.Dump(articles: 2));
        IReadOnlyList<DumpEntry> entries = await view.LedgerAsync("island.txt", DumpStatus.Failed, DumpStatus.Ingested);
        Assert.Equal(failed.Id, entries[0].Id);
        Assert.Equal(2, entries[1].Counts.Articles);
        Assert.Equal(2, (await view.CountAsync()).Heads);
    }
}
