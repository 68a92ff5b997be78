using System.Net;
using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;

namespace NewsFunctions.IntegrationTests.Visits;

/// <summary>Tests visits with a proxy as a second vantage, which sees another site under the same address.</summary>
public sealed class VantageTests(AzuriteFixture azurite)
{
    private static readonly LinkId Picture = LinkId.ForMedia(LinkKind.Image, DumpText.Picture(11));

    [Fact]
    public async Task Link_gone_from_both_vantages_is_dead_with_both_checks_recorded()
    {
        await using TestSite here = await TestSite.StartAsync();
        await using TestSite there = await TestSite.StartAsync();
        await using ConnectProxy proxy = new(_ => there.Port);
        await using Archive archive = await ArchiveAsync(here, proxy);
        here.Answer(DumpText.Picture(11), HttpStatusCode.NotFound);
        there.Answer(DumpText.Picture(11), HttpStatusCode.Gone);

        Link link = await AfterStrikesAsync(archive, 3);

        Assert.Equal((LinkState.Dead, 3), (link.State, link.Strikes));
        IReadOnlyList<LinkCheck> history = await archive.ChecksAsync(Picture);
        Assert.Equal(["elsewhere", null, null, null], history.Select(check => check.Vantage));
        Assert.Equal((link.LastChecked, link.StateSince), (history[0].CheckedAt, history[0].CheckedAt));
        Assert.Equal(1, there.Requests);
    }

    [Fact]
    public async Task Link_alive_through_a_vantage_is_alive_and_names_it()
    {
        await using TestSite here = await TestSite.StartAsync();
        await using TestSite there = await TestSite.StartAsync();
        await using ConnectProxy proxy = new(_ => there.Port);
        await using Archive archive = await ArchiveAsync(here, proxy);
        here.Answer(DumpText.Picture(11), HttpStatusCode.NotFound);

        Link link = await AfterStrikesAsync(archive, 3);

        Assert.Equal((LinkState.Alive, Verdict.Alive, 0, "elsewhere"), (link.State, link.Verdict, link.Strikes, link.AliveThrough));
        Assert.Equal(["elsewhere", null, null, null], (await archive.ChecksAsync(Picture)).Select(check => check.Vantage));
    }

    [Fact]
    public async Task Link_without_vantage_evidence_waits_until_next_due()
    {
        await using TestSite here = await TestSite.StartAsync();
        await using TestSite there = await TestSite.StartAsync();
        bool connects = false;
        await using ConnectProxy proxy = new(_ => connects ? there.Port : 0);
        await using Archive archive = await ArchiveAsync(here, proxy);
        here.Answer(DumpText.Picture(11), HttpStatusCode.NotFound);
        there.Answer(DumpText.Picture(11), HttpStatusCode.NotFound);

        Link waiting = await AfterStrikesAsync(archive, 3);
        Assert.Equal((LinkState.Suspect, Verdict.Gone, 3), (waiting.State, waiting.Verdict, waiting.Strikes));
        Assert.Equal([("elsewhere", Verdict.ConnectionFailure), (null, Verdict.Gone)], (await archive.ChecksAsync(Picture)).Take(2).Select(check => (check.Vantage, check.Verdict)));

        connects = true;
        Assert.Equal(LinkState.Dead, (await AfterStrikesAsync(archive, 1)).State);
        Assert.Equal(2, proxy.Requests.Count);
    }

    private async Task<Archive> ArchiveAsync(TestSite site, ConnectProxy proxy)
    {
        Archive archive = await Archive.CreateAsync(
            azurite, site, beside: null, new("LinkChecks:Vantages:0:Name", "elsewhere"), new("LinkChecks:Vantages:0:Proxy", proxy.Url));
        await archive.UploadAsync("dump.txt", DumpText.Of("Fri Mar 11, 2016 16:23:23", "A paragraph.", 11));
        await archive.IngestAsync("dump.txt");
        return archive;
    }

    private static async Task<Link> AfterStrikesAsync(Archive archive, int strikes)
    {
        for (int i = 0; i < strikes; i++)
        {
            // A shard with only a few due links waits up to a day for more.
            archive.Time.Advance(TimeSpan.FromDays(5));
            await archive.CheckDueLinksAsync();
        }

        return (await archive.LinksAsync()).Single(link => link.Id == Picture);
    }
}
