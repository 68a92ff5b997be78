using System.Buffers.Binary;
using System.Globalization;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;
using NewsFunctions.Storage.Connection;
using NewsFunctions.Storage.Links;
using NewsFunctions.Storage.Queues;

namespace NewsFunctions.IntegrationTests.Visits;

/// <summary>
/// Tests the cost of a check against docs/storage.md, "Budgets": at most 0.03 operations, counted over a whole visit.
/// </summary>
public sealed class VisitBudgetTests(AzuriteFixture azurite)
{
    private const int Links = 1000;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Visit_of_a_thousand_links_of_a_host_costs_seventeen_operations()
    {
        await using TestSite site = await TestSite.StartAsync();
        await using Archive archive = await Archive.CreateAsync(azurite, site);
        LinkMention[] mentions = [.. Enumerable.Range(0, Links).Select(Mention)];
        foreach (int number in Enumerable.Range(0, Links))
        {
            // Unique bytes for each picture: the same bytes under several paths would be a placeholder.
            site.Answer(mentions[number].Path, async context => await context.Response.Body.WriteAsync(Jpeg(number)));
        }

        await archive.Links.RegisterAsync(mentions, "dump.txt", Token);
        await archive.Shards.MarkAsync([mentions[0].Shard], Token);
        await archive.PlanAsync();
        LinkCheckMessage message = Assert.Single(await archive.ReceiveMessagesAsync());
        archive.Get<OperationCounter>().Reset();

        await archive.VisitAsync(message);

        // The shard is read and ended. The host is read, acquired and released. The links are read once and written 98
        // at a time.
        Assert.Equal(2 + 3 + 1 + 11, archive.Get<OperationCounter>().Tables);
        ShardStatus shard = (await archive.Shards.GetAsync(mentions[0].Shard, Token))!;
        Assert.Equal(Links, shard.Counts.ByState[LinkState.Alive]);
    }

    private static LinkMention Mention(int number)
    {
        string path = string.Create(CultureInfo.InvariantCulture, $"/2016/03/07/picture_{number:0000}.jpg");
        return new LinkMention
        {
            Site = Archive.Site,
            Id = LinkId.ForMedia(LinkKind.Image, path),
            Path = path,
            Title = null,
            MentionedBy = ArticleId.Parse("1797706"),
        };
    }

    private static byte[] Jpeg(int number)
    {
        byte[] jpeg = [0xFF, 0xD8, 0xFF, 0xFE, 0, 6, 0, 0, 0, 0, 0xFF, 0xD9];
        BinaryPrimitives.WriteInt32BigEndian(jpeg.AsSpan(6), number);
        return jpeg;
    }
}
