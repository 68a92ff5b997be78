using System.Globalization;
using System.Net;
using NewsFunctions.Archive.Rescues;
using NewsFunctions.Archive.Summaries;
using NewsFunctions.Core.Links;
using NewsFunctions.Core.WebArchives;
using NewsFunctions.IntegrationTests.Publishing;
using NewsFunctions.Storage.Connection;
using WireMock.Logging;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;
using WireMock.Server;

namespace NewsFunctions.IntegrationTests.Rescues;

public sealed class LinkOfferTests(AzuriteFixture azurite) : IDisposable
{
    private const string Dateline = "Fri Mar 11, 2016 16:23:23";

    private readonly WireMockServer _service = WireMockServer.Start();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Url => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{_service.Port}/save");

    [Fact]
    public async Task Nothing_is_read_or_sent_while_the_setting_is_off()
    {
        await using TestSite site = await TestSite.StartAsync();
        await using Archive archive = await LosingAsync(site, enabled: false);
        archive.Get<OperationCounter>().Reset();

        await OfferAsync(archive);

        Assert.Empty(_service.LogEntries);
        Assert.Equal(0, archive.Get<OperationCounter>().Tables);
    }

    [Fact]
    public async Task Live_links_of_a_losing_host_are_offered_once_for_a_memento()
    {
        await using TestSite site = await TestSite.StartAsync();
        await using Archive archive = await LosingAsync(site);
        AcceptOffers();
        archive.Get<OperationCounter>().Reset();

        await OfferAsync(archive);

        // Offers and walk position; lease acquired; services; LinkShards and the shards with live links; for each of
        // these links the count, the offer and the link; position; lease released.
        long operations = archive.Get<OperationCounter>().Tables;
        List<Link> alive = await AliveAsync(archive);
        Assert.Equal(1 + 2 + 1 + 1 + alive.Select(link => link.Shard).Distinct().Count() + (3 * alive.Count) + 1 + 2, operations);
        Assert.Equal(alive.Count, PostedOffers().Count);
        Assert.All(PostedOffers(), posted => Assert.Equal("LOW key:secret", posted.RequestMessage!.Headers!["Authorization"].Single()));
        Link offered = await LinkAsync(archive, 12);
        Assert.Equal((OfferOutcome.Pending, archive.Time.GetUtcNow()), (offered.Offer!.Outcome, offered.Offer.At));
        Assert.Null((await LinkAsync(archive, 11)).Offer);

        ReportStatus("""{"status":"success","timestamp":"20260301121500"}""");
        await OfferAsync(archive);
        await OfferAsync(archive);

        Assert.Equal(alive.Count, PostedOffers().Count);
        Link saved = await LinkAsync(archive, 12);
        Assert.Equal((OfferOutcome.Saved, RescueOutcome.Found), (saved.Offer!.Outcome, saved.Rescue!.Outcome));
        Assert.Equal($"{Url[..^4]}web/20260301121500/{site.Url}{DumpText.Picture(12)}", saved.Rescue.Memento!.Url);

        archive.Get<OperationCounter>().Reset();
        await OfferAsync(archive);
        Assert.Equal(1, archive.Get<OperationCounter>().Tables);
    }

    [Fact]
    public async Task Save_service_that_refuses_gets_the_offer_later()
    {
        await using TestSite site = await TestSite.StartAsync();
        await using Archive archive = await LosingAsync(site);
        Answer(Request.Create().WithPath("/save"), "", HttpStatusCode.TooManyRequests, retryAfter: "7200");

        await OfferAsync(archive);
        archive.Time.Advance(TimeSpan.FromHours(1));
        await OfferAsync(archive);
        Assert.Single(_service.LogEntries);
        Assert.Null((await LinkAsync(archive, 12)).Offer);

        archive.Time.Advance(TimeSpan.FromHours(1.1));
        AcceptOffers();
        await OfferAsync(archive);
        Assert.Equal(OfferOutcome.Pending, (await LinkAsync(archive, 12)).Offer!.Outcome);
    }

    [Fact]
    public async Task Daily_limit_of_offers_is_shared_by_all_instances()
    {
        await using TestSite site = await TestSite.StartAsync();
        await using Archive archive = await LosingAsync(site, more: [new("Rescue:SaveNowPerDay", "1")]);
        await using Archive other = await Archive.CreateAsync(azurite, site, archive, Settings([new("Rescue:SaveNowPerDay", "1")]));
        AcceptOffers();

        await OfferAsync(archive);
        await OfferAsync(other);
        Assert.Single(PostedOffers());

        archive.Time.Advance(TimeSpan.FromDays(1));
        await OfferAsync(other);
        Assert.Equal(2, PostedOffers().Count);
    }

    [Fact]
    public async Task Refused_offer_is_recorded_and_not_repeated_that_month()
    {
        await using TestSite site = await TestSite.StartAsync();
        await using Archive archive = await LosingAsync(site);
        Answer(Request.Create().WithPath("/save"), """{"status":"error","status_ext":"error:blocked-url","message":"It is in the block list."}""");

        await OfferAsync(archive);
        archive.Time.Advance(TimeSpan.FromDays(2));
        await OfferAsync(archive);

        Assert.Equal((await AliveAsync(archive)).Count, PostedOffers().Count);
        LinkOffer offer = (await LinkAsync(archive, 12)).Offer!;
        Assert.Equal((OfferOutcome.Refused, "It is in the block list."), (offer.Outcome, offer.Reason));
    }

    public void Dispose() => _service.Dispose();

    private static Task OfferAsync(Archive archive) => archive.Get<LinkOffers>().OfferAsync(Token);

    private static async Task<Link> LinkAsync(Archive archive, int picture) =>
        (await archive.Links.GetAsync(Archive.Site, DyingArchive.Picture(picture), Token))!.Link;

    private static async Task<List<Link>> AliveAsync(Archive archive) => [.. (await archive.LinksAsync()).Where(link => link.State == LinkState.Alive)];

    private List<ILogEntry> PostedOffers() => [.. _service.LogEntries.Where(entry => entry.RequestMessage!.Method == "POST")];

    /// <summary>Accepts every offer and reports it as pending.</summary>
    private void AcceptOffers()
    {
        _service.ResetMappings();
        Answer(Request.Create().WithPath("/save").UsingPost(), """{"job_id":"spn2-1"}""");
        ReportStatus("""{"status":"pending"}""");
    }

    private void ReportStatus(string status) => Answer(Request.Create().WithPath("/save/status/*").UsingGet(), status);

    private void Answer(IRequestBuilder request, string body, HttpStatusCode status = HttpStatusCode.OK, string? retryAfter = null)
    {
        IResponseBuilder response = Response.Create().WithStatusCode(status).WithBody(body);
        _service.Given(request).AtPriority(-_service.Mappings.Count).RespondWith(retryAfter is null ? response : response.WithHeader("Retry-After", retryAfter));
    }

    private KeyValuePair<string, string?>[] Settings(KeyValuePair<string, string?>[] more) =>
    [
        new("LinkChecks:AllowedPorts:1", _service.Port.ToString(CultureInfo.InvariantCulture)),
        new("Rescue:AvailabilityUrl", ""),
        new("Rescue:CdxUrl", ""),
        new("Rescue:Enabled", "false"),
        new("Rescue:SaveNow", "true"),
        new("Rescue:SaveNowUrl", Url),
        new("Rescue:SaveNowAccessKey", "key"),
        new("Rescue:SaveNowSecretKey", "secret"),
        .. more,
    ];

    /// <summary>
    /// Creates an archive of three pictures and a page, with one picture gone and a summary that counts it.
    /// </summary>
    private async Task<Archive> LosingAsync(TestSite site, bool enabled = true, KeyValuePair<string, string?>[]? more = null)
    {
        KeyValuePair<string, string?>[] settings = [.. Settings(more ?? []), .. enabled ? [] : new[] { KeyValuePair.Create("Rescue:SaveNow", (string?)"false") }];
        Archive archive = await Archive.CreateAsync(azurite, site, settings: [.. settings.GroupBy(one => one.Key).Select(one => one.Last())]);
        await archive.IngestAsync("800501.txt", DumpText.Of(Dateline, "Three pictures.", 11, 12, 13));
        site.Answer(DumpText.Picture(11), HttpStatusCode.NotFound);
        await archive.CheckDueLinksAsync();
        await archive.Get<Summarizing>().MakeAsync(Token);
        return archive;
    }
}
