using System.Text;
using System.Text.Json;
using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Links;

namespace NewsFunctions.IntegrationTests.Visits;

/// <summary>Tests a malicious dump, from upload to evidence.</summary>
public sealed class RefusedLinkTests(AzuriteFixture azurite)
{
    private static readonly string[] Pictures =
    [
        "http://169.254.169.254/latest/meta-data.jpg",
        "http://168.63.129.16/machine.jpg",
        "https://localhost/a.jpg",
        "https://en.alalam.ir\ufffdnews/x.jpg",
        "//user@127.0.0.1/a.jpg",
        "javascript:alert(1).jpg",
        "file:///etc/passwd.jpg",
        "/../../admin.jpg",
        "/2016/03/07/a.jpg\r\nHost: 127.0.0.1.jpg",
        "http://127.0.0.1\\@media.example/a.jpg",
    ];

    [Fact]
    public async Task Forbidden_address_is_recorded_as_refused_and_nothing_sent()
    {
        await using TestSite site = await TestSite.StartAsync();
        await using Archive archive = await Archive.CreateAsync(
            azurite, site, beside: null, new("LinkChecks:AllowedNetworks:0", "192.0.2.0/24"), new("LinkChecks:AllowedPorts:1", "80"), new("LinkChecks:AllowedPorts:2", "443"));
        string items = string.Join(" ,", Pictures.Select((pic, index) =>
            $$"""{"id":"","sort":"{{index + 1}}","contenttypeid":"21","pic":{{JsonSerializer.Serialize(pic)}},"title":"Item"}"""));
        string json = $"[{items} ]";
        await archive.UploadAsync("dump.txt", $"Fri Mar 11, 2016 16:23:23\nA paragraph.\nstring({Encoding.UTF8.GetByteCount(json)}) \"{json}\"\n");
        await archive.IngestAsync("dump.txt");

        // Each link is in its own shard, and one scheduler run sends eight shards of a site.
        await archive.CheckDueLinksAsync();
        await archive.CheckDueLinksAsync();

        IReadOnlyList<Link> links = await archive.LinksAsync();
        Assert.Equal(Pictures.Order(StringComparer.Ordinal), links.Select(link => link.Path).Order(StringComparer.Ordinal));
        foreach (Link link in links)
        {
            Assert.Equal((LinkState.Blocked, Verdict.Refused), (link.State, link.Verdict));
            Assert.True(link.NextDue > archive.Time.GetUtcNow());
            LinkCheck check = Assert.Single(await archive.ChecksAsync(link.Id));
            LocationFacts facts = Assert.Single(Evidence.Read(check.Evidence).Locations);
            Assert.Equal(check.Reason, facts.Failure?.Detail);
            Assert.All(facts.Hops, hop => Assert.Null(hop.Response));
        }

        Assert.Equal(0, site.Requests);
        Assert.Equal(0, await archive.PlanAsync());
    }
}
