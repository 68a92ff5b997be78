using System.Collections.Concurrent;
using System.Globalization;
using System.Text.RegularExpressions;
using NewsFunctions.Core.Ledger;

namespace NewsFunctions.IntegrationTests.EndToEnd;

/// <summary>What many small dumps cost, counted between the whole app and the storage.</summary>
public sealed partial class GroupedIngestTests(AzuriteFixture azurite)
{
    private const int Dumps = 192;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Many_small_dumps_cost_two_table_operations_each_at_most()
    {
        string account = azurite.NewAccount();
        var view = new ArchiveView(account);
        ConcurrentQueue<string> ofArchive = new();
        ConcurrentQueue<string> ofHost = new();
        await using StorageProxy archive = await CountAsync(account, ofArchive);
        await using StorageProxy host = await CountAsync(account, ofHost);
        await Parallel.ForAsync(0, Dumps, Token, async (number, _) =>
            await view.UploadAsync(string.Create(CultureInfo.InvariantCulture, $"lamp-{number:000}.txt"), InventedNews.Dump(1, first: number + 1)));

        using AppProcess app = AppProcess.Start(archive.ConnectionString, host.ConnectionString);
        await Eventually.HoldsAsync(
            "all dumps are ingested",
            async () => (await view.StatusesAsync()).Count(status => status == DumpStatus.Ingested) == Dumps,
            TimeSpan.FromMinutes(3));

        TestContext.Current.TestOutputHelper?.WriteLine($"{Dumps} dumps: archive {Sum(ofArchive)}; host {Sum(ofHost)}");
        Assert.Equal(new RowCounts(Dumps, Dumps, Dumps, Dumps, 3 * Dumps, 3 * Dumps), await view.CountAsync());
        Assert.InRange(ofArchive.Count, 10, 2 * Dumps);
        Assert.InRange(ofHost.Count, 2, Dumps / 4);
    }

    private static string Sum(IEnumerable<string> requests) =>
        string.Join(", ", requests.CountBy(request => request).OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key} {pair.Value}"));

    // In the path of a query or of one row, else in the body of a transaction.
    [GeneratedRegex(@"/(\w+)(?=[(? ]|$)")]
    private static partial Regex TableName();

    /// <summary>Counts requests to tables, other than those that create tables or record the runs of timers.</summary>
    private static Task<StorageProxy> CountAsync(string account, ConcurrentQueue<string> requests) =>
        StorageProxy.StartAsync(account, "Table", (request, pass) =>
        {
            string table = TableName().Match($"{request.Path} {request.Body}").Groups[1].Value;
            if (table is not ("Tables" or "EmbeddedTimers"))
            {
                requests.Enqueue($"{request.Method} {table}");
            }

            return pass();
        });
}
