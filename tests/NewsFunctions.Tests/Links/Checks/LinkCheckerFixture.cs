using NewsFunctions.Core.Hosts;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;
using NewsFunctions.Core.States;
using NewsFunctions.Links.Checks;
using NewsFunctions.Links.Hosts;
using NewsFunctions.Links.Http;

namespace NewsFunctions.Tests.Links.Checks;

/// <summary>Makes a checker that may connect only to the given loopback servers.</summary>
internal sealed class LinkCheckerFixture : IDisposable
{
    public static readonly byte[] Jpeg = [0xFF, 0xD8, 0xFF, 0xE0, 0x00, 0x08, 0x4A, 0x46, 0x49, 0x46, 0x00, 0x01, 0xFF, 0xD9];

    private readonly LinkChecker _checker;

    public LinkCheckerFixture(CheckParts options, TimeProvider? time = null, HostNetwork? network = null)
    {
        Options = options;
        _checker = options.Checker(time, network);
        Hosts = options.Outcomes(time);
    }

    public CheckParts Options { get; }

    public HostOutcomes Hosts { get; }

    public static CheckParts Allowing(params int[] ports) => new()
    {
        Addresses = new AddressGuardOptions { AllowedNetworks = ["127.0.0.0/8"], AllowedPorts = ports },
        Hosts = new HostOptions
        {
            PerHost = new PerHostOptions { Interval = TimeSpan.Zero },

            // No baselines: most test servers answer every path alike, and many tests count the requests.
            Lessons = new LessonOptions { ProbeInterval = TimeSpan.Zero },
        },
    };

    /// <summary>Makes a checker that learns about hosts, as in production.</summary>
    public static LinkCheckerFixture Learning(LoopbackServer server, TimeProvider? time = null)
    {
        CheckParts options = Allowing(server.Port);
        options.Hosts.Lessons = new LessonOptions();
        return new LinkCheckerFixture(options, time);
    }

    public static LinkCheckerFixture For(params LoopbackServer[] servers) => new(Allowing([.. servers.Select(server => server.Port)]));

    public Task<LinkCheck> CheckAsync(params string[] locations) => CheckAsync(LinkKind.Image, locations);

    public Task<LinkCheck> CheckAsync(LinkKind kind, params string[] locations) =>
        CheckInVisitAsync(kind, locations, TestContext.Current.CancellationToken);

    public Task<LinkCheck> CheckInVisitAsync(LinkKind kind, string[] locations, CancellationToken cancellationToken) =>
        _checker.CheckAsync(LinkOf(kind), locations, Hosts, cancellationToken);

    /// <summary>Checks a link and returns its new state.</summary>
    public async Task<Link> CheckAsync(Link link, string location)
    {
        LinkCheck check = await _checker.CheckAsync(link, [location], Hosts, TestContext.Current.CancellationToken);
        return LinkStateRules.Apply(link, check, hostAnswers: true, Options.State);
    }

    /// <summary>Checks a link and returns its new state and the check.</summary>
    public async Task<(Link After, LinkCheck Check)> CheckLinkAsync(Link link, string location)
    {
        LinkCheck check = await _checker.CheckAsync(link, [location], Hosts, TestContext.Current.CancellationToken);
        return (LinkStateRules.Apply(link, check, hostAnswers: true, Options.State), check);
    }

    /// <summary>Returns a link to an article page.</summary>
    public static Link PageOf(string id, string? title = null) =>
        new() { Site = "alalam", Id = LinkId.Parse($"p{id}"), Path = id, Title = title };

    public static Link MediaOf(string path, LinkKind kind = LinkKind.Image) =>
        new() { Site = "alalam", Id = LinkId.ForMedia(kind, path), Path = path };

    /// <summary>Makes a JPEG whose bytes differ for every number.</summary>
    public static byte[] JpegOf(int number) => [.. Jpeg[..^2], (byte)(number >> 8), (byte)number, 0xFF, 0xD9];

    public static Link LinkOf(LinkKind kind)
    {
        const string Path = "/2016/03/07/a.jpg";
        LinkId id = kind == LinkKind.Page ? LinkId.Parse("p1797706") : LinkId.ForMedia(kind, Path);
        return new Link { Site = "alalam", Id = id, Path = Path };
    }

    public void Dispose() => _checker.Dispose();
}
