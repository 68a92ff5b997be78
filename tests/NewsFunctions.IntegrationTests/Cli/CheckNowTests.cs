using System.Collections.Concurrent;
using System.Net;
using NewsFunctions.Archive.Visits;
using NewsFunctions.Cli.Run;
using NewsFunctions.Cli.Terminals;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;
using NewsFunctions.Core.Sites;
using NewsFunctions.IntegrationTests.Publishing;
using NewsFunctions.Storage.Connection;
using NewsFunctions.Storage.Queues;

namespace NewsFunctions.IntegrationTests.Cli;

public sealed class CheckNowTests(AzuriteFixture azurite)
{
    private const string Dateline = "Fri Mar 11, 2016 16:23:23";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Run_with_slow_checks_requests_each_link_once(bool checkedBefore)
    {
        await using TestSite site = await TestSite.StartAsync();
        // The fake clock runs faster than the requests, so the timeouts are long enough that no check is repeated.
        await using Archive archive = await Archive.CreateAsync(azurite, site, beside: null,
        [
            new("LinkChecks:Timeout", "00:10:00"), new("LinkChecks:HeadersTimeout", "00:10:00"), new("LinkChecks:BodyTimeout", "00:10:00"),
            new("LinkChecks:PerHost:Lease", "01:00:00"), new("LinkChecks:PerHost:LeaseRenewal", "00:10:00"),
        ]);
        await archive.IngestAsync("dump.txt", DumpText.Of(Dateline, "Pictures.", [.. Enumerable.Range(11, 90)]));
        if (checkedBefore)
        {
            await archive.CheckDueLinksAsync();
            archive.Time.Advance(TimeSpan.FromHours(1));
        }

        // A visit of 90 links takes 27 s. That is longer than the run waits before it plans again, and the visit writes
        // nothing before it ends.
        var asked = new ConcurrentDictionary<string, int>();
        site.AnswerOtherwise(async context =>
        {
            asked.AddOrUpdate(context.Request.Path.Value!, 1, (_, before) => before + 1);
            archive.Time.Advance(TimeSpan.FromMilliseconds(300));
            await TestSite.AliveAsync(context);
        });

        Assert.True(await RunAsync(archive));

        Assert.Equal(180, asked.Count);
        Assert.All(asked, path => Assert.Equal(1, path.Value));
        Assert.All(await archive.LinksAsync(), link => Assert.Equal(checkedBefore ? 2 : 1, link.Checks));
    }

    [Fact]
    public async Task Run_checks_due_links_that_are_too_few_for_a_visit()
    {
        await using TestSite site = await TestSite.StartAsync();
        await using Archive archive = await Archive.CreateAsync(azurite, site);
        site.Answer(DumpText.Picture(11), HttpStatusCode.NotFound);
        await archive.IngestAsync("dump.txt", DumpText.Of(Dateline, "Two pictures.", 11, 12));
        await archive.CheckDueLinksAsync();

        // The suspect link is due, but a single link is not worth a visit.
        archive.Time.Advance(TimeSpan.FromDays(3.5));
        Assert.Equal(0, await archive.PlanAsync());

        Assert.True(await RunAsync(archive));

        Assert.All(await archive.LinksAsync(), link => Assert.Equal(2, link.Checks));
    }

    /// <summary>Runs the checks while the queue function works and the clock advances.</summary>
    private static async Task<bool> RunAsync(Archive archive)
    {
        using var output = new StringWriter();
        var wait = new ProgressWait(archive.Time, new Terminal(output, TextWriter.Synchronized(output)), archive.Get<StorageSaves>());
        IReadOnlyList<Link> links = await archive.LinksAsync();
        Task<bool> run = new CheckNow(
            archive.Links, archive.Shards, archive.Get<LinkCheckPlanner>(), archive.Get<SiteProfiles>(), wait, archive.Time)
            .RunAsync(new Dictionary<string, IReadOnlyCollection<LinkId>> { [Archive.Site] = [.. links.Select(link => link.Id)] }, Token);
        while (!run.IsCompleted)
        {
            foreach (LinkCheckMessage message in await archive.ReceiveMessagesAsync())
            {
                await archive.VisitAsync(message);
            }

            archive.Time.Advance(TimeSpan.FromSeconds(1));
        }

        return await run;
    }
}
