using NewsFunctions.Archive.Visits;
using NewsFunctions.Core.Ids;
using NewsFunctions.Storage.Queues;

namespace NewsFunctions.IntegrationTests.Visits;

public sealed class LinkCheckPlannerTests(AzuriteFixture azurite)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Plan_of_one_site_sends_wanted_shards_first_within_the_limit()
    {
        await using Archive archive = await Archive.CreateAsync(
            azurite, settings: new KeyValuePair<string, string?>("LinkChecks:MaxShardsPerSite", "3"));
        LinkShard[] shards = [.. Enumerable.Range(1, 12).Select(month => new LinkShard(Archive.Site, LinkKind.Image, $"2016-{month:00}"))];
        await archive.Shards.MarkAsync([.. shards, new LinkShard("elsewhere", LinkKind.Image, "2016-01")], Token);
        LinkCheckPlanner planner = archive.Get<LinkCheckPlanner>();

        ShardPlan first = await planner.PlanAsync(Archive.Site, status => status.Shard.Bucket is "2016-11" or "2016-12", Token);
        ShardPlan second = await planner.PlanAsync(Archive.Site, status => status.Shard.Bucket is "2016-09" or "2016-10" or "2016-12", Token);

        Assert.Equal((new ShardPlan(3, 0, 0), new ShardPlan(0, 1, 2)), (first, second));
        IReadOnlyList<LinkCheckMessage> sent = await archive.ReceiveMessagesAsync();
        Assert.Equal(3, sent.Count);
        Assert.Superset(new HashSet<string> { "2016-11", "2016-12" }, sent.Select(message => message.Bucket).ToHashSet());
        Assert.All(sent, message => Assert.Equal(Archive.Site, message.Site));
    }
}
