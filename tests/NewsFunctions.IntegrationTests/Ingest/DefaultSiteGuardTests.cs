using NewsFunctions.Archive.Ingest;
using NewsFunctions.IntegrationTests.Publishing;
using NewsFunctions.Storage.Connection;

namespace NewsFunctions.IntegrationTests.Ingest;

public sealed class DefaultSiteGuardTests(AzuriteFixture azurite)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Ingests_that_begin_at_once_share_one_search()
    {
        await using Archive old = await Archive.CreateAsync(azurite);
        await old.IngestAsync("800501.txt", DumpText.Of("Fri Mar 11, 2016 16:23:23", "Before there was local.", 11));
        await using Archive now = await Archive.CreateAsync(azurite, site: null, beside: old, new KeyValuePair<string, string?>("DefaultSite", ""));
        DefaultSiteGuard guard = now.Get<DefaultSiteGuard>();
        using var stopped = new CancellationTokenSource();

        Task<IReadOnlyList<string>> first = guard.FindOtherSitesAsync(stopped.Token);
        Task<IReadOnlyList<string>>[] others = [.. Enumerable.Range(0, 16).Select(_ => guard.FindOtherSitesAsync(Token))];
        await stopped.CancelAsync();

        Assert.All(await Task.WhenAll(others), sites => Assert.Equal([Archive.Site], sites));
        await Task.WhenAny(first);
        Assert.Equal(["GET ArticleList", "GET ArticleList"], now.Get<OperationCounter>().TableRequests);
    }
}
