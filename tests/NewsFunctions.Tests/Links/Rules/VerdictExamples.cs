using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Ids;
using NewsFunctions.Links.Media;
using NewsFunctions.Tests.Core.Facts;

namespace NewsFunctions.Tests.Links.Rules;

/// <summary>Holds the facts of the worked examples in docs/verdicts.md by their case.</summary>
internal static class VerdictExamples
{
    private const string PageUrl = "https://a.example/news/1797706";
    private const string Title = "Saudi airstrike kills 12 civilians in Yemen";

    private static readonly Fingerprint Before = new() { Url = FactsOf.Image, ETag = "\"v1\"", Type = "image/jpeg", Size = 100, Bytes = 100, Sha256 = "aa" };
    private static readonly ResponseFacts Jpeg = FactsOf.Response(206, "image/jpeg", "image/jpeg") with
    {
        TotalSize = 100,
        BodySha256 = "aa",
        Media = new MediaFacts { Width = 640, Height = 480, End = FileEnd.Complete },
    };

    private static readonly Dictionary<string, string> FromStart = new() { ["content-range"] = "bytes 0-65535/200000" };
    private static readonly ResponseFacts Html = FactsOf.Response(200, "text/html", "text/html");
    private static readonly PageFacts NotFound = new() { Title = "Al Alam", TextHash = "00000000000000ff", Words = 40 };
    private static readonly PageFacts Denied = NotFound with { Heading = "Nothing here" };
    private static readonly PageFacts Article = new() { Title = "Al Alam", TextHash = "ffffffff00000000", Words = 300 };

    public static IReadOnlyDictionary<string, (LinkKind Kind, LinkFacts Facts)> All { get; } = new Dictionary<string, (LinkKind, LinkFacts)>
    {
        ["photo"] = Image(Jpeg),
        ["png-under-jpg"] = Image(Jpeg with { SniffedType = "image/png" }),
        ["avif-under-jpg"] = Image(Jpeg with { SniffedType = "image/avif", Media = null }),
        ["unchanged"] = Image(Unchanged()),
        ["head"] = Image(Asked(HttpMethod.Head.Method, Jpeg with
        {
            Status = 200,
            BodyBytes = 0,
            SniffedType = null,
            BodySha256 = null,
            Headers = new Dictionary<string, string> { ["content-type"] = "image/jpeg", ["etag"] = "\"v1\"" },
        })),
        ["article"] = Page(Article with { Title = "Yemen: Saudi airstrike kills 12 civilians | Al Alam" }, Title),
        ["article-by-other-title"] = Page(Article with { Title = $"{Title} | Al Alam" }, "Dozens dead after raid on market", others: [Title]),
        ["article-by-address"] = Page(Article with { Canonical = "https://a.example/news/1797706/yemen" }, Title),
        ["article-without-title"] = Page(new PageFacts { Words = 300 }, null),
        ["other-bytes"] = Image(Jpeg with { BodySha256 = "bb" }),
        ["other-article"] = Page(Article with { Title = "Talks resume in Vienna", Canonical = "https://a.example/news/1797799" }, Title),
        ["range-refused"] = Image(Asked("GET", Jpeg with { Status = 200 }, hop => hop with { RangedStatus = 416 })),
        ["mended"] = Image(Asked("GET", Jpeg, hop => hop with { Mended = [HeadDefect.HeaderLine] })),
        ["moved"] = Redirected(LinkKind.Image, FactsOf.Image, 301, "https://b.example/2016/03/07/a.jpg", Jpeg),
        ["gone"] = Image(FactsOf.Response(404)),
        ["front-page"] = Redirected(LinkKind.Page, PageUrl, 302, "https://a.example/", Html),
        ["refresh-to-front-page"] = Refreshed(new PageFacts { Refresh = "https://a.example/" }, "https://a.example/", Html),
        ["refresh-to-gone"] = Refreshed(new PageFacts { Refresh = "https://a.example/error" }, "https://a.example/error", FactsOf.Response(404)),
        ["refreshing-article"] = Refreshed(Article with { Title = Title, Refresh = "https://a.example/" }, "https://a.example/", Html),
        ["like-nothing"] = Page(NotFound with { TextHash = "00000000000000fe" }, Title, FactsOf.Nowhere(NotFound)),
        ["like-denied"] = Page(Denied, Title, FactsOf.Nowhere(Denied, 404)),
        ["echoed-address"] = Page(NotFound with { Canonical = PageUrl }, Title, FactsOf.Nowhere(NotFound) with { EchoesAddress = true }),
        ["sink"] = Redirected(LinkKind.Page, PageUrl, 302, "https://a.example/latest", Html, location => location with { SharedUrl = new SharedFacts { Links = 4 } }),
        ["pixel"] = Image(FactsOf.Response(200, "image/gif") with { Media = new MediaFacts { Width = 1, Height = 1, End = FileEnd.Complete } }),
        ["copies"] = Image(Asked("GET", Jpeg) with { SharedBytes = new SharedFacts { Links = 5 } }),
        ["like-nothing-image"] = Image(Asked("GET", Jpeg) with { SharedBytes = new SharedFacts { Links = 0 } }),
        ["unchanged-copy"] = Image(Unchanged() with { SharedBytes = new SharedFacts { Links = 5 } }),
        ["remembered"] = Image(new LocationFacts { Location = FactsOf.Image, Hops = [], Remembered = true, SharedBytes = new SharedFacts { Links = 3 } }),
        ["image-sink"] = Redirected(LinkKind.Image, FactsOf.Image, 302, "https://a.example/none.jpg", Jpeg, location => location with { SharedUrl = new SharedFacts { Links = 3 } }),
        ["html-for-image"] = Image(Html with { Headers = new Dictionary<string, string> { ["content-type"] = "image/jpeg" } }),
        ["hls-playlist"] = Video(FactsOf.Response(200, TypeSniffer.HlsPlaylist)),
        ["hls-for-image"] = Image(FactsOf.Response(200, TypeSniffer.HlsPlaylist)),
        ["image-for-video"] = Video(Jpeg),
        ["html-sink"] = Redirected(LinkKind.Image, FactsOf.Image, 302, "https://a.example/none.html", Html, location => location with { SharedUrl = new SharedFacts { Links = 3 } }),
        ["cut-off"] = InParts(new MediaFacts { End = FileEnd.Missing, Walked = true, Defect = "The JPEG ends in its image data, without an end-of-image marker." }),
        ["no-end-in-tail"] = InParts(new MediaFacts(), new WholeFileFacts { Status = 503, Bytes = 0, Failure = "The server did not send the file as it is." }),
        ["searched-jpeg"] = InParts(new MediaFacts { End = FileEnd.Missing, Defect = "The JPEG has no end-of-image marker." }),
        ["searched-gif"] = Image(Jpeg with { SniffedType = "image/gif", Media = new MediaFacts { End = FileEnd.Missing, Defect = "The GIF has no trailer." } }),
        ["searched-video"] = Video(Mp4("The box 'H??p' ends at byte 1219869058, the file at 11706.")),
        ["cut-video"] = Video(Mp4("The box 'mdat' ends at byte 300000, the file at 200000.")),
        ["free-first"] = Video(FactsOf.Response(206) with { FirstBytes = "0000001266726565636173652066726565", Headers = FromStart }),
        ["nothing"] = Image(FactsOf.Response(200, bytes: 0)),
        ["gzip-of-nothing"] = Image(FactsOf.Response(200, bytes: 0) with { Coding = "gzip" }),
        ["legal"] = (LinkKind.Page, Seen(FactsOf.Answer(451, location: PageUrl))),
        ["challenge"] = (LinkKind.Page, Seen(FactsOf.Chain(PageUrl, (PageUrl, Html with { BotWall = "Cloudflare challenge" })))),
        ["robot"] = (LinkKind.Page, Seen(FactsOf.Answer(999, location: PageUrl))),
        ["login"] = Redirected(LinkKind.Page, PageUrl, 302, "https://a.example/account/login?back=1", Html, location => location with { SharedUrl = new SharedFacts { Links = 4 } }),
        ["unreadable"] = Failed(FailureKind.UnreadableAnswer, FailureStage.Headers),
        ["two-targets"] = Failed(FailureKind.BadRedirect, FailureStage.Redirect),
        ["error"] = Image(FactsOf.Response(503)),
        ["unknown-coding"] = Image(FactsOf.Response(200) with { Coding = "zstd", Undecoded = true }),
        ["triple-gzip"] = Image(FactsOf.Response(200, TypeSniffer.Gzip) with { Coding = "gzip, gzip, gzip", Undecoded = true }),
        ["other-range"] = Image(FactsOf.Response(206, "text/html") with { Headers = new Dictionary<string, string> { ["content-range"] = "bytes 1000-1999/5000" } }),
        ["slow"] = Failed(FailureKind.Timeout, FailureStage.Headers),
        ["no-name"] = Failed(FailureKind.NoSuchName, FailureStage.Dns),
        ["expired"] = Failed(FailureKind.TlsExpired, FailureStage.Tls),
        ["refused-connection"] = Failed(FailureKind.ConnectionRefused, FailureStage.Connect),
        ["outage"] = Failed(FailureKind.HostOutage, FailureStage.Policy),
        ["private"] = Failed(FailureKind.AddressRefused, FailureStage.Policy),
    };

    private static LinkFacts Seen(LocationFacts location) => new() { Locations = [location], Before = Before };

    private static (LinkKind Kind, LinkFacts Facts) Image(ResponseFacts response) => Image(Asked("GET", response));

    private static (LinkKind Kind, LinkFacts Facts) Image(LocationFacts location) => (LinkKind.Image, Seen(location));

    private static (LinkKind Kind, LinkFacts Facts) Video(ResponseFacts response) =>
        (LinkKind.Video, Seen(FactsOf.Chain("https://a.example/v.mp4", ("https://a.example/v.mp4", response))));

    /// <summary>Returns a JPEG never checked before, whose head and tail were read.</summary>
    private static (LinkKind Kind, LinkFacts Facts) InParts(MediaFacts media, WholeFileFacts? whole = null)
    {
        ResponseFacts response = Jpeg with
        {
            BodyBytes = 65_536,
            TotalSize = 200_000,
            Tail = new TailFacts { Status = 206, Bytes = 65_536 },
            WholeFile = whole,
            Media = media,
        };
        return (LinkKind.Image, new LinkFacts { Locations = [Asked("GET", response)] });
    }

    private static ResponseFacts Mp4(string defect) =>
        FactsOf.Response(206, "video/mp4") with { Headers = FromStart, Media = new MediaFacts { End = FileEnd.Missing, Defect = defect } };

    private static (LinkKind Kind, LinkFacts Facts) Refreshed(PageFacts page, string target, ResponseFacts answer) => (
        LinkKind.Page,
        Seen(FactsOf.Chain(PageUrl, (PageUrl, Html with { Page = page }), (target, answer))) with { Expected = new ExpectedFacts { Id = "1797706", Title = Title } });

    private static (LinkKind Kind, LinkFacts Facts) Failed(FailureKind kind, FailureStage stage) => Image(FactsOf.Failure(kind, stage));

    private static (LinkKind Kind, LinkFacts Facts) Page(PageFacts page, string? title, BaselineFacts? baseline = null, string[]? others = null) => (
        LinkKind.Page,
        Seen(FactsOf.Page(PageUrl, page, baseline)) with
        {
            Expected = new ExpectedFacts { Id = "1797706", Title = title, OtherTitles = others },
        });

    private static (LinkKind Kind, LinkFacts Facts) Redirected(
        LinkKind kind, string location, int status, string target, ResponseFacts response, Func<LocationFacts, LocationFacts>? known = null)
    {
        LocationFacts facts = FactsOf.Chain(location, (location, FactsOf.Response(status)), (target, response));
        return (kind, Seen(known is null ? facts : known(facts)));
    }

    private static LocationFacts Asked(string method, ResponseFacts response, Func<HopFacts, HopFacts>? marked = null)
    {
        HopFacts hop = new() { Method = method, Url = FactsOf.Image, Response = response };
        return new LocationFacts { Location = FactsOf.Image, Hops = [marked is null ? hop : marked(hop)] };
    }

    private static LocationFacts Unchanged() => new()
    {
        Location = FactsOf.Image,
        Hops = [new HopFacts { Method = "GET", Url = FactsOf.Image, Conditional = true, Response = FactsOf.Response(304, bytes: 0) }],
    };
}
