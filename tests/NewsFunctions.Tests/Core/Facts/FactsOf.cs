using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Ids;
using NewsFunctions.Links.Rules;

namespace NewsFunctions.Tests.Core.Facts;

/// <summary>Makes facts for tests in one line each.</summary>
internal static class FactsOf
{
    public const string Image = "https://a.example/2016/03/07/a.jpg";

    public static LocationFacts Answer(int status, string? sniffed = null, string? declared = null, int bytes = 100, string location = Image) =>
        Chain(location, (location, Response(status, sniffed, declared, bytes)));

    public static LocationFacts Failure(FailureKind kind, FailureStage stage = FailureStage.Connect, FailureKind? cause = null, string location = Image) =>
        new()
        {
            Location = location,
            Hops = [],
            Failure = new FailureFacts { Stage = stage, Kind = kind, Cause = cause, Detail = "It failed." },
        };

    public static LocationFacts Chain(string location, params (string Url, ResponseFacts Response)[] hops) => new()
    {
        Location = location,
        Hops = [.. hops.Select(hop => new HopFacts { Method = "GET", Url = hop.Url, Response = hop.Response })],
    };

    public static ResponseFacts Response(int status, string? sniffed = null, string? declared = null, int bytes = 100) => new()
    {
        Status = status,
        BodyBytes = bytes,
        SniffedType = sniffed,
        Headers = declared is null ? new Dictionary<string, string>() : new Dictionary<string, string> { ["content-type"] = declared },
    };

    /// <param name="nowhere">The host's response for an article that cannot exist.</param>
    public static LocationFacts Page(string location, PageFacts page, BaselineFacts? nowhere = null) =>
        Chain(location, (location, Response(200, "text/html", "text/html") with { Page = page })) with { Probe = nowhere };

    public static BaselineFacts Nowhere(PageFacts page, int status = 200) =>
        new() { At = DateTimeOffset.UnixEpoch, Status = status, Url = "https://a.example/news/948113570", Page = page };

    public static Judgement Judged(LinkKind kind, params LocationFacts[] locations) =>
        VerdictRules.Judge(kind, new LinkFacts { Locations = locations });
}
