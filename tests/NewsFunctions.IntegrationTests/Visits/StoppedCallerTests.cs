using Azure.Core;
using Azure.Core.Pipeline;
using NewsFunctions.Archive.Visits;
using NewsFunctions.Core.Ids;
using NewsFunctions.IntegrationTests.Storage;
using NewsFunctions.Storage.Queues;

namespace NewsFunctions.IntegrationTests.Visits;

/// <summary>Stops the caller between the lease of a shard and the message for its visit, as a client does that hangs up. Without the message
/// nobody would visit the shard until the lease ends.</summary>
public sealed class StoppedCallerTests(AzuriteFixture azurite)
{
    private static readonly LinkShard Shard = new(Archive.Site, LinkKind.Image, "2016-03");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Plan_whose_caller_stops_sends_the_shards_that_it_claimed()
    {
        await using Archive archive = await Archive.CreateAsync(azurite);
        await archive.Shards.MarkAsync([Shard, Shard with { Bucket = "2016-04" }], Token);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        await using Archive stopped = archive.Beside(new StopPolicy(stop, afterTransactions: 1));

        await stopped.Get<LinkCheckPlanner>().PlanAsync(stop.Token);

        Assert.True(stop.IsCancellationRequested);
        Assert.Equal(["2016-03", "2016-04"], (await archive.ReceiveMessagesAsync()).Select(message => message.Bucket).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Visit_that_is_stopped_at_its_end_sends_the_shard_on()
    {
        await using Archive archive = await Archive.CreateAsync(azurite);
        await archive.Shards.MarkAsync([Shard], Token);
        await archive.PlanAsync();
        LinkCheckMessage first = Assert.Single(await archive.ReceiveMessagesAsync());
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var held = new HeldPolicy(IsTransaction, then: new StopPolicy(stop, afterTransactions: 2));
        await using Archive stopped = archive.Beside(held);

        // The mark changes during the visit. So its first transaction fails, and the second acquires a lease for the next visit.
        Task visit = stopped.Get<LinkVisits>().VisitAsync(first, stop.Token);
        await held.ArrivedAsync(1);
        await archive.Shards.MarkAsync([Shard], Token);
        held.Open();
        await visit;

        Assert.True(stop.IsCancellationRequested);
        LinkCheckMessage next = Assert.Single(await archive.ReceiveMessagesAsync());
        Assert.Equal((first.Run + 1, first.Bucket), (next.Run, next.Bucket));
    }

    private static bool IsTransaction(HttpMessage message) => message.Request.Uri.ToString().EndsWith("/$batch", StringComparison.Ordinal);

    /// <summary>Cancels after a number of transactions.</summary>
    private sealed class StopPolicy(CancellationTokenSource stop, int afterTransactions) : HttpPipelinePolicy
    {
        private int _transactions;

        public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
        {
            await ProcessNextAsync(message, pipeline);
            if (IsTransaction(message) && ++_transactions == afterTransactions)
            {
                await stop.CancelAsync();
            }
        }

        public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) =>
            throw new NotSupportedException("The stores are asynchronous.");
    }
}
