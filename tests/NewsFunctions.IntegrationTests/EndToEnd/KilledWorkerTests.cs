using System.Globalization;
using Microsoft.AspNetCore.Http;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Ledger;
using NewsFunctions.Core.Links;

namespace NewsFunctions.IntegrationTests.EndToEnd;

/// <summary>Kills the worker without warning. Its host continues and starts another worker.</summary>
public sealed class KilledWorkerTests(AzuriteFixture azurite)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Articles", 3, true)]
    [InlineData("Links", 10, false)]
    public async Task Ingest_with_a_killed_worker_is_completed_without_loss_or_duplicates(string table, int write, bool isWritten)
    {
        RequireLinux();
        const int Articles = 150;
        string account = azurite.NewAccount();
        var view = new ArchiveView(account);
        var reached = new TaskCompletionSource();
        int writes = 0;
        await using StorageProxy proxy = await StorageProxy.StartAsync(account, "Table", async (request, pass) =>
        {
            if (!request.Writes(table) || Interlocked.Increment(ref writes) != write)
            {
                await pass();
                return;
            }

            if (isWritten)
            {
                await request.PassUnansweredAsync();
            }

            reached.TrySetResult();
            await request.HoldAsync();
        });
        await view.UploadAsync("lighthouses.txt", InventedNews.Dump(Articles));
        using AppProcess host = AppProcess.Start(proxy.ConnectionString, account);
        await Eventually.HoldsAsync($"write {write} of {table}", () => reached.Task.IsCompleted);

        await Signals.SendAsync("KILL", Assert.Single(host.Children()));

        DumpEntry entry = Assert.Single(await view.LedgerAsync("lighthouses.txt", DumpStatus.Ingested));
        Assert.Equal(Articles, entry.Counts.Articles);
        Assert.Equal(new RowCounts(Articles, Articles, Articles, Articles, 3 * Articles, 3 * Articles), await view.CountAsync());
        Assert.False(await view.IsAnythingQueuedAsync("webjobs-blobtrigger-poison"));
    }

    [Fact]
    public async Task Killed_visit_is_repeated_and_counts_no_strike_twice()
    {
        RequireLinux();
        await using TestSite site = await TestSite.StartAsync();
        await using Archive archive = await Archive.CreateAsync(azurite, site);
        LinkMention[] mentions =
        [
            .. from number in Enumerable.Range(0, 6)
               let path = string.Create(CultureInfo.InvariantCulture, $"/2016/03/07/{number}.jpg")
               select new LinkMention
               {
                   Site = Archive.Site,
                   Id = LinkId.ForMedia(LinkKind.Image, path),
                   Path = path,
                   Title = null,
                   MentionedBy = ArticleId.Parse("1797706"),
               },
        ];
        var asked = new TaskCompletionSource();
        site.AnswerOtherwise(async context =>
        {
            if (context.Request.Path == "/2016/03/07/3.jpg" && asked.TrySetResult())
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
                return;
            }

            context.Response.StatusCode = StatusCodes.Status404NotFound;
        });
        await archive.Links.RegisterAsync(mentions, "dump.txt", Token);
        await archive.Shards.MarkAsync([.. mentions.Select(mention => new LinkShard(mention.Site, mention.Id.Kind, mention.Id.Bucket)).Distinct()], Token);
        using AppProcess host = AppProcess.Start(archive.Connection, archive.Connection, Settings(site));
        await Eventually.HoldsAsync("the host serves", () => host.Log.Contains("serves", StringComparison.Ordinal));
        await archive.PlanAsync();
        await asked.Task.WaitAsync(Eventually.DefaultBound, Token);

        await Signals.SendAsync("KILL", Assert.Single(host.Children()));

        // The message becomes visible again after the delay in host.json.
        await Eventually.HoldsAsync(
            "all are checked", async () => (await archive.LinksAsync()).All(link => link.LastChecked is not null), TimeSpan.FromMinutes(2));
        Assert.All(await archive.LinksAsync(), link => Assert.Equal((LinkState.Suspect, 1), (link.State, link.Strikes)));
    }

    private static (string, string)[] Settings(TestSite site) =>
    [
        ($"Sites__{Archive.Site}__MediaUrls__0", site.Url + "/{pic}"),
        ("DefaultSite", Archive.Site),
        ("LinkCheckSchedule", "0 0 0 1 1 *"),
        ("LinkChecks__AllowedNetworks__0", "127.0.0.0/8"),
        ("LinkChecks__AllowedPorts__0", site.Port.ToString(CultureInfo.InvariantCulture)),
        ("LinkChecks__Lessons__ProbeInterval", "00:00:00"),
        ("LinkChecks__PerHost__Lease", "00:00:06"),
        ("LinkChecks__PerHost__LeaseRenewal", "00:00:02"),
        ("LinkChecks__Timeout", "00:00:02"),
    ];

    private static void RequireLinux()
    {
        if (!OperatingSystem.IsLinux())
        {
            Assert.Skip("This test lists processes through /proc.");
        }
    }
}
