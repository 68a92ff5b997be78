using NewsFunctions.Archive.Visits;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;
using NewsFunctions.Links.Hosts;
using NewsFunctions.Storage.Connection;
using NewsFunctions.Storage.Links;
using NewsFunctions.Storage.Queues;

namespace NewsFunctions.IntegrationTests.Visits;

public sealed class BusyHostTests(AzuriteFixture azurite)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Links_of_a_host_leased_elsewhere_stay_due_and_are_requeued()
    {
        await using TestSite site = await TestSite.StartAsync();
        await using Archive archive = await Archive.CreateAsync(azurite, site);
        await using Archive other = await Archive.CreateAsync(azurite, site, beside: archive);
        await archive.UploadAsync("dump.txt", DumpText.Of("Fri Mar 11, 2016 16:23:23", "A paragraph.", 11, 12));
        await archive.IngestAsync("dump.txt");
        HostMemory acquired = await other.Get<IHostMemories>().OpenAsync(HostName.Of(new Uri(site.Url)), Token);
        await archive.PlanAsync();
        LinkCheckMessage message = Assert.Single(await archive.ReceiveMessagesAsync(), message => message.Kind == LinkKind.Image);

        await archive.VisitAsync(message);

        // There is one message, not visible yet. Nothing was requested and nothing judged.
        Assert.Empty(await archive.ReceiveMessagesAsync());
        Assert.Equal(1, await archive.CountMessagesAsync());
        Assert.Equal(0, site.Requests);
        Assert.All(await archive.LinksAsync(), link => Assert.Equal((LinkState.Unknown, 0), (link.State, link.Checks)));

        await other.Get<IHostMemories>().CloseAsync(acquired);
        ShardStatus shard = (await archive.Shards.GetAsync(new LinkShard(message.Site, message.Kind, message.Bucket), Token))!;
        Assert.Equal((message.Run + 1, true), (shard.Run, shard.LeaseUntil > archive.Time.GetUtcNow()));
        await archive.VisitAsync(LinkCheckMessage.For(shard));
        Assert.Equal(2, (await archive.LinksAsync()).Count(link => link is { Kind: LinkKind.Image, State: LinkState.Alive }));
    }

    [Fact]
    public async Task Thousand_links_of_a_host_cost_thirty_operations_at_most()
    {
        await using TestSite site = await TestSite.StartAsync();
        await using Archive archive = await Archive.CreateAsync(azurite, site);
        await archive.UploadAsync("dump.txt", DumpText.Of("Fri Mar 11, 2016 16:23:23", "A paragraph.", [.. Enumerable.Range(1, 1000)]));
        await archive.IngestAsync("dump.txt");
        await archive.PlanAsync();
        LinkCheckMessage message = Assert.Single(await archive.ReceiveMessagesAsync(), message => message.Kind == LinkKind.Image);
        OperationCounter counter = archive.Get<OperationCounter>();
        counter.Reset();

        await archive.VisitAsync(message);

        TestContext.Current.TestOutputHelper?.WriteLine($"{counter.Tables} table operations for 1,000 links");
        Assert.InRange(counter.Tables, 1, 30);
        Assert.Equal(3, counter.TableRequests.Count(request => request.Contains(" Hosts", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Visit_releases_its_hosts_even_when_it_is_stopped()
    {
        await using TestSite site = await TestSite.StartAsync();
        await using Archive archive = await Archive.CreateAsync(azurite, site);
        await using Archive other = await Archive.CreateAsync(azurite, site, beside: archive);
        await archive.UploadAsync("dump.txt", DumpText.Of("Fri Mar 11, 2016 16:23:23", "A paragraph.", 11));
        await archive.IngestAsync("dump.txt");
        await archive.PlanAsync();
        using var stop = new CancellationTokenSource();
        site.Answer(DumpText.Picture(11), async context =>
        {
            await stop.CancelAsync();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted);
        });
        LinkCheckMessage message = Assert.Single(await archive.ReceiveMessagesAsync(), message => message.Kind == LinkKind.Image);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => archive.Get<LinkVisits>().VisitAsync(message, stop.Token));

        await other.Get<IHostMemories>().OpenAsync(HostName.Of(new Uri(site.Url)), Token);
    }
}
