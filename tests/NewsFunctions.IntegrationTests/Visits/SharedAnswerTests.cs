using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;
using NewsFunctions.Storage.Connection;
using NewsFunctions.Storage.Links;
using NewsFunctions.Storage.Queues;

namespace NewsFunctions.IntegrationTests.Visits;

/// <summary>
/// Tests one picture served under several paths. A later visit finds this out and judges the earlier paths again.
/// </summary>
public sealed class SharedAnswerTests(AzuriteFixture azurite)
{
    private static readonly byte[] StandIn =
        [0xFF, 0xD8, 0xFF, 0xE0, 0, 16, (byte)'J', (byte)'F', (byte)'I', (byte)'F', 0, 1, 1, 0, 0, 1, 0, 1, 0, 0, 0xFF, 0xD9];

    [Fact]
    public async Task Third_path_of_a_picture_strikes_the_earlier_ones_without_requests()
    {
        await using TestSite site = await TestSite.StartAsync();
        await using Archive archive = await Archive.CreateAsync(azurite, site);
        await IngestAsync(archive, "one.txt", 11, 12, 13);
        Answer(site, 11, 12);
        await archive.CheckDueLinksAsync();
        Assert.All(await PicturesAsync(archive), link => Assert.Equal((LinkState.Alive, Verdict.Alive), (link.State, link.Verdict)));
        int before = site.Requests;

        archive.Time.Advance(TimeSpan.FromHours(1));
        Answer(site, 14);
        await IngestAsync(archive, "two.txt", 14);
        await archive.CheckDueLinksAsync();

        // One request for the new picture and one for the new page. The earlier pictures were judged from stored
        // evidence.
        Assert.Equal(before + 2, site.Requests);
        Link[] links = await PicturesAsync(archive);
        Assert.Equal(
            ["11: Placeholder 1", "12: Placeholder 1", "13: Alive 0", "14: Placeholder 1"],
            links.Select(link => $"{link.Path[^6..^4]}: {link.Verdict} {link.Strikes}").Order());
        IReadOnlyList<LinkCheck> checks = await archive.ChecksAsync(links.Single(link => link.Path == DumpText.Picture(11)).Id);
        Assert.Equal([Verdict.Placeholder, Verdict.Alive], checks.Select(check => check.Verdict));
        LinkFacts facts = Evidence.Read(checks[0].Evidence);
        Assert.Equal((true, 3, 0), (facts.Locations.Single().Remembered, facts.Locations.Single().SharedBytes!.Links, facts.Locations.Single().Hops.Count));
        ShardStatus shard = (await archive.Shards.GetAsync(links[0].Shard, TestContext.Current.CancellationToken))!;
        Assert.Equal((3, 1), (shard.Counts.ByVerdict[Verdict.Placeholder], shard.Counts.ByState[LinkState.Alive]));

        // The stored evidence must not be judged a second time.
        archive.Time.Advance(TimeSpan.FromHours(1));
        await archive.CheckDueLinksAsync();
        Assert.All(await PicturesAsync(archive), link => Assert.InRange(link.Strikes, 0, 1));
    }

    [Fact]
    public async Task Judging_fifty_links_again_costs_a_query_and_a_transaction()
    {
        await using TestSite site = await TestSite.StartAsync();
        await using Archive archive = await Archive.CreateAsync(azurite, site);
        int[] ids = [.. Enumerable.Range(11, 50)];
        await IngestAsync(archive, "one.txt", ids);
        await archive.PlanAsync();
        LinkCheckMessage pictures = (await archive.ReceiveMessagesAsync()).Single(message => message.Kind == LinkKind.Image);
        await archive.VisitAsync(pictures);

        // All pictures change, each to a different one. A placeholder is recorded as a change too, so both visits write
        // the same.
        foreach (int id in ids)
        {
            site.Answer(DumpText.Picture(id), context => context.Response.Body.WriteAsync((byte[])[.. StandIn[..^2], (byte)id, .. StandIn[^2..]]).AsTask());
        }

        long plain = await CostOfVisitAsync(archive);
        Answer(site, ids);
        long shared = await CostOfVisitAsync(archive);

        Assert.Equal(plain + 2, shared);
        Assert.All(await PicturesAsync(archive), link => Assert.Equal(Verdict.Placeholder, link.Verdict));
    }

    private static async Task<long> CostOfVisitAsync(Archive archive)
    {
        archive.Time.Advance(TimeSpan.FromDays(30));
        await archive.PlanAsync();
        LinkCheckMessage pictures = (await archive.ReceiveMessagesAsync()).Single(message => message.Kind == LinkKind.Image);
        OperationCounter counter = archive.Get<OperationCounter>();
        counter.Reset();
        await archive.VisitAsync(pictures);
        return counter.Tables;
    }

    private static void Answer(TestSite site, params int[] ids)
    {
        foreach (int id in ids)
        {
            site.Answer(DumpText.Picture(id), context => context.Response.Body.WriteAsync(StandIn).AsTask());
        }
    }

    private static async Task IngestAsync(Archive archive, string name, params int[] related)
    {
        await archive.UploadAsync(name, DumpText.Of("Fri Mar 11, 2016 16:23:23", $"A paragraph of {name}.", related));
        await archive.IngestAsync(name);
    }

    private static async Task<Link[]> PicturesAsync(Archive archive) => [.. (await archive.LinksAsync()).Where(link => link.Kind == LinkKind.Image)];
}
