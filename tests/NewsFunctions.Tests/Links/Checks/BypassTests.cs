using System.Net;
using System.Net.Sockets;
using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;
using NewsFunctions.Core.Sites;
using NewsFunctions.Links.Checks;
using NewsFunctions.Links.Hosts;
using NewsFunctions.Links.Http;
using NewsFunctions.Tests.Dumps.Reading;

namespace NewsFunctions.Tests.Links.Checks;

/// <summary>Tests that every line of docs/bypasses.md is refused before any connection, wherever the URL comes from.</summary>
public sealed class BypassTests
{
    private const string Site = "http://site.example/dir/a.jpg";
    private const string RedirectsAlone = "Redirects alone";
    private const string PathsAlone = "Paths alone";

    private static readonly SiteProfiles Sites =
        ReadText.Sites(options => options.Sites["alalam"] = new SiteOptions { MediaUrls = ["https://media.example/original/{pic}"] });

    public static TheoryData<string> Locations => [.. Lines(bypass => bypass.Group is not (RedirectsAlone or PathsAlone))];

    public static TheoryData<string> DumpPaths => [.. Lines(bypass => bypass.Group != RedirectsAlone)];

    /// <summary>URLs with line ends are left out, because a line end would end the header. The others are sent
    /// unchanged.</summary>
    public static TheoryData<string> Redirects => [.. Lines(bypass => bypass.Group != PathsAlone && !bypass.Url.AsSpan().ContainsAny("\r\n\0"))];

    [Fact]
    public void List_is_long_and_has_no_duplicates()
    {
        Assert.InRange(Bypass.All.Count, 150, 1_000);
        Assert.Equal(Bypass.All.Count, Bypass.All.DistinctBy(bypass => (bypass.Group, bypass.Written)).Count());
        Assert.Equal(12, Bypass.All.Select(bypass => bypass.Group).Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(Locations))]
    public async Task Location_is_refused_before_any_connection(string line)
    {
        Bypass bypass = Line(line);
        StubNetwork network = new(_ => bypass.Resolved);

        LinkCheck check = await CheckAsync(network, bypass.Url);

        AssertRefused(check, bypass.Kind);
        Assert.Empty(network.Connections);
    }

    [Theory]
    [MemberData(nameof(DumpPaths))]
    public async Task Address_in_a_dump_path_is_refused_before_any_connection(string line)
    {
        Bypass bypass = Line(line);
        StubNetwork network = new(_ => bypass.Resolved);
        Link link = new() { Site = "alalam", Id = LinkId.ForMedia(LinkKind.Image, bypass.Url), Path = bypass.Url };

        LinkCheck check = await CheckAsync(network, [.. Sites.ToCheck(link)]);

        AssertRefused(check, bypass.Kind);
        Assert.Empty(network.Connections);
    }

    [Theory]
    [MemberData(nameof(Redirects))]
    public async Task Redirect_target_is_refused_before_any_other_connection(string line)
    {
        Bypass bypass = Line(line);
        StubNetwork network = new(
            host => host == "site.example" ? [StubNetwork.PublicAddress] : bypass.Resolved,
            $"HTTP/1.1 302 Found\r\nLocation: {bypass.Url}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");

        LinkCheck check = await CheckAsync(network, Site);

        AssertRefused(check, bypass.Kind);
        Assert.Equal([302], Evidence.Read(check.Evidence).Locations.Single().Hops.Select(hop => hop.Response?.Status).OfType<int>());
        Assert.Equal([new IPEndPoint(StubNetwork.PublicAddress, 80)], network.Connections);
    }

    /// <summary>A refresh to a scheme other than http and https is not a redirect, so the page itself is judged.</summary>
    [Theory]
    [MemberData(nameof(Redirects))]
    public async Task Refresh_target_is_refused_and_only_its_page_is_requested(string line)
    {
        Bypass bypass = Line(line);
        StubNetwork network = new(
            host => host == "site.example" ? [StubNetwork.PublicAddress] : bypass.Resolved,
            $"HTTP/1.1 200 OK\r\nRefresh: 0; url={bypass.Url}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");

        LinkCheck check = await CheckAsync(network, Site);

        Assert.Equal(bypass.Kind == FailureKind.UnsupportedScheme ? Verdict.Empty : Verdict.Refused, check.Verdict);
        Assert.Equal([new IPEndPoint(StubNetwork.PublicAddress, 80)], network.Connections);
    }

    [Fact]
    public async Task DNS_rebinding_is_refused_and_only_vetted_addresses_are_connected()
    {
        int lookups = 0;
        StubNetwork network = new(
            _ => [Interlocked.Increment(ref lookups) == 1 ? StubNetwork.PublicAddress : IPAddress.Loopback],
            "HTTP/1.1 302 Found\r\nLocation: /again.jpg\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");

        LinkCheck check = await CheckAsync(network, "http://rebinding.example/a.jpg");

        AssertRefused(check, FailureKind.AddressRefused);
        Assert.Equal(2, lookups);
        Assert.Equal([new IPEndPoint(StubNetwork.PublicAddress, 80)], network.Connections);
    }

    [Theory]
    [InlineData("93.184.216.34", "64:ff9b::5db8:d822")]
    [InlineData("93.184.216.34", "2002:5db8:d822::1")]
    public async Task Translated_public_address_is_skipped_without_refusing_the_name(params string[] addresses)
    {
        StubNetwork network = new(_ => [.. addresses.Select(IPAddress.Parse)], "HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n");

        Assert.Equal(Verdict.ServerError, (await CheckAsync(network, Site)).Verdict);
        Assert.Equal([new IPEndPoint(StubNetwork.PublicAddress, 80)], network.Connections);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("127.0.0.2")]
    [InlineData("2130706433")]
    [InlineData("0x7f.1")]
    [InlineData("0177.0.0.1")]
    [InlineData("0")]
    [InlineData("127.0.0.1.")]
    [InlineData("１２７.０.０.１")]
    [InlineData("[::1]")]
    [InlineData("[::]")]
    [InlineData("[::ffff:127.0.0.1]")]
    [InlineData("localhost")]
    public async Task Loopback_server_gets_no_connection(string host)
    {
        using TcpListener listener = TcpListener.Create(0);
        listener.Start();
        int port = ((IPEndPoint)listener.LocalEndpoint).Port;

        LinkCheck check = await CheckAsync(HostNetwork.OfThisMachine, port, $"http://{host}:{port}/a.jpg");

        AssertRefused(check, FailureKind.AddressRefused);
        Assert.False(listener.Pending());
    }

    [Fact]
    public void Proxy_settings_of_the_environment_are_ignored()
    {
        using SocketsHttpHandler handler = new CheckParts().Connector().CreateHandler();

        Assert.False(handler.UseProxy);
        Assert.Null(handler.Proxy);
        Assert.Null(handler.Credentials);
        Assert.False(handler.AllowAutoRedirect);
    }

    private static IEnumerable<string> Lines(Func<Bypass, bool> where) => Bypass.All.Where(where).Select(bypass => $"{bypass.Group}: {bypass.Written}");

    private static Bypass Line(string line) => Bypass.All.Single(bypass => $"{bypass.Group}: {bypass.Written}" == line);

    private static Task<LinkCheck> CheckAsync(StubNetwork network, params string[] locations) => CheckAsync(network.Network, port: 80, locations);

    private static async Task<LinkCheck> CheckAsync(HostNetwork network, int port, params string[] locations)
    {
        CheckParts options = new()
        {
            Addresses = new AddressGuardOptions { AllowedPorts = [port, 443] },
            Hosts = new HostOptions { PerHost = new PerHostOptions { Interval = TimeSpan.Zero } },
        };
        using LinkChecker checker = options.Checker(network: network);
        return await checker.CheckAsync(
            LinkCheckerFixture.LinkOf(LinkKind.Image), locations, options.Outcomes(), TestContext.Current.CancellationToken);
    }

    private static void AssertRefused(LinkCheck check, FailureKind kind)
    {
        LocationFacts facts = Assert.Single(Evidence.Read(check.Evidence).Locations);
        Assert.Equal((Verdict.Refused, kind), (check.Verdict, facts.Failure?.Kind));
        Assert.Equal(facts.Failure!.Detail, check.Reason);
    }
}
