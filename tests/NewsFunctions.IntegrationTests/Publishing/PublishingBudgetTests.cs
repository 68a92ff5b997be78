using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;
using NewsFunctions.Storage.Connection;
using NewsFunctions.Storage.Queues;

namespace NewsFunctions.IntegrationTests.Publishing;

/// <summary>
/// Compares the cost of publishing with a visit that has nothing to publish: docs/storage.md, "Budgets".
/// </summary>
public sealed class PublishingBudgetTests(AzuriteFixture azurite)
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 60)]
    [InlineData(100, 100)]
    public async Task A_link_that_dies_costs_at_most_four_table_operations_more(int dying, int links)
    {
        await using TestSite site = await TestSite.StartAsync();
        // A circuit breaker would keep so many links from dying at once.
        await using Archive archive = await Archive.CreateAsync(azurite, site, settings: [new("LinkChecks:PerHost:CircuitFailures", "1000000")]);
        int[] pictures = [.. Enumerable.Range(100, links)];

        // A dozen pictures per article, as in real dumps.
        int number = 0;
        foreach (int[] related in pictures.Chunk(12))
        {
            await archive.UploadAsync($"80{number:0000}.txt", DumpText.Of($"Fri Mar 11, 2016 16:{number:00}:23", $"Article {number}.", related));
            await archive.IngestAsync($"80{number++:0000}.txt");
        }

        await archive.CheckUntilAsync(pictures, link => link.State == LinkState.Alive);
        await archive.StrikeAsync(site, pictures[..dying]);
        archive.Time.Advance(TimeSpan.FromDays(20));
        long dead = await CostOfVisitAsync(archive);
        archive.Time.Advance(TimeSpan.FromDays(100));
        long stillDead = await CostOfVisitAsync(archive);
        foreach (int picture in pictures)
        {
            site.AnswerAlive(DumpText.Picture(picture));
        }

        archive.Time.Advance(TimeSpan.FromDays(200));
        long revived = await CostOfVisitAsync(archive);

        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{dying} of {links} links: {stillDead} table operations a visit, {dead} when they die, {revived} when they come back");
        Assert.Equal(2 * dying, (await archive.EventsAsync()).Count);
        Assert.Equal(links, (await archive.LinksAsync()).Count(link => link is { Kind: LinkKind.Image, Checks: > 3 }));
        Assert.InRange(dead - stillDead, 1, 4 * dying);
        Assert.InRange(revived - stillDead, 1, 4 * dying);
        if (dying == 100)
        {
            // A hundred deaths together may cost no more than a few separate ones.
            Assert.InRange(dead - stillDead, 1, 10);
        }
    }

    [Fact]
    public async Task A_thousand_checks_cost_at_most_thirty_table_operations()
    {
        await using TestSite site = await TestSite.StartAsync();
        await using Archive archive = await Archive.CreateAsync(azurite, site);
        await archive.UploadAsync("many.txt", DumpText.Of("Fri Mar 11, 2016 16:23:23", "Very many.", [.. Enumerable.Range(1000, 1000)]));
        await archive.IngestAsync("many.txt");

        long cost = await CostOfVisitAsync(archive);

        TestContext.Current.TestOutputHelper?.WriteLine($"{cost} table operations for 1,000 checks");
        Assert.InRange(cost, 1, 30);
        Assert.Equal(1000, (await archive.LinksAsync()).Count(link => link is { Kind: LinkKind.Image, Checks: 1 }));
    }

    private static async Task<long> CostOfVisitAsync(Archive archive)
    {
        await archive.PlanAsync();
        LinkCheckMessage message = Assert.Single(await archive.ReceiveMessagesAsync(), one => one.Kind == LinkKind.Image);
        OperationCounter counter = archive.Get<OperationCounter>();
        counter.Reset();
        await archive.VisitAsync(message);
        return counter.Tables;
    }
}
