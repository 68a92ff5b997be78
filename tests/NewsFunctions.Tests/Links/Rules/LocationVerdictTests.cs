using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Ids;
using NewsFunctions.Links.Rules;
using NewsFunctions.Tests.Core.Facts;

namespace NewsFunctions.Tests.Links.Rules;

public sealed class LocationVerdictTests
{
    private const string Page = "https://a.example/news/1797706";

    [Theory]
    [InlineData(200, Verdict.Alive)]
    [InlineData(203, Verdict.Alive)]
    [InlineData(206, Verdict.Alive)]
    [InlineData(404, Verdict.Gone)]
    [InlineData(410, Verdict.Gone)]
    [InlineData(401, Verdict.Blocked)]
    [InlineData(402, Verdict.Blocked)]
    [InlineData(403, Verdict.Blocked)]
    [InlineData(407, Verdict.Blocked)]
    [InlineData(429, Verdict.Blocked)]
    [InlineData(451, Verdict.Blocked)]
    [InlineData(999, Verdict.Blocked)]
    [InlineData(400, Verdict.Blocked)]
    [InlineData(405, Verdict.Blocked)]
    [InlineData(408, Verdict.Timeout)]
    [InlineData(416, Verdict.ServerError)]
    [InlineData(421, Verdict.ServerError)]
    [InlineData(500, Verdict.ServerError)]
    [InlineData(503, Verdict.ServerError)]
    [InlineData(304, Verdict.ServerError)]
    public void Status_decides_the_verdict(int status, Verdict verdict) =>
        Assert.Equal(verdict, FactsOf.Judged(LinkKind.Image, FactsOf.Answer(status, "image/jpeg")).Verdict);

    [Theory]
    [InlineData(LinkKind.Image, "image/jpeg", null, Verdict.Alive)]
    [InlineData(LinkKind.Image, "image/png", "image/jpeg", Verdict.Alive)]
    [InlineData(LinkKind.Image, "text/html", "image/jpeg", Verdict.WrongType)]
    [InlineData(LinkKind.Image, "video/mp4", null, Verdict.WrongType)]
    [InlineData(LinkKind.Image, null, "image/jpeg", Verdict.WrongType)]
    [InlineData(LinkKind.Image, null, "image/jpg", Verdict.WrongType)]
    [InlineData(LinkKind.Image, null, "image/jp2", Verdict.Alive)]
    [InlineData(LinkKind.Image, null, null, Verdict.WrongType)]
    [InlineData(LinkKind.Video, "video/mp4", null, Verdict.Alive)]
    [InlineData(LinkKind.Video, "audio/mp4", null, Verdict.Alive)]
    [InlineData(LinkKind.Video, "image/jpeg", null, Verdict.WrongType)]
    [InlineData(LinkKind.Other, null, null, Verdict.Alive)]
    [InlineData(LinkKind.Other, "application/pdf", null, Verdict.Alive)]
    [InlineData(LinkKind.Other, "text/html", null, Verdict.WrongType)]
    [InlineData(LinkKind.Page, "text/html", null, Verdict.Alive)]
    [InlineData(LinkKind.Page, null, "text/html; charset=utf-8", Verdict.Alive)]
    [InlineData(LinkKind.Page, "image/jpeg", null, Verdict.WrongType)]
    [InlineData(LinkKind.Page, null, "application/json", Verdict.WrongType)]
    public void Content_type_is_detected_from_the_first_bytes(LinkKind kind, string? sniffed, string? declared, Verdict verdict) =>
        Assert.Equal(verdict, FactsOf.Judged(kind, FactsOf.Answer(200, sniffed, declared)).Verdict);

    [Theory]
    [InlineData("https://media.example/a.JPG", true)]
    [InlineData("https://media.example/a.jpg?v=1.png", true)]
    [InlineData("https://media.example/a%2Ejpg", true)]
    [InlineData("https://media.example/a.png#.jpg", false)]
    [InlineData("https://media.example/a.jpg/b", true)]
    public void Expected_type_comes_from_the_extension_of_the_path(string location, bool fits)
    {
        Judgement judgement = FactsOf.Judged(LinkKind.Image, FactsOf.Answer(200, "image/jpeg") with { Location = location });

        Assert.Equal(!fits, judgement.Reason.Contains("differs from the extension", StringComparison.Ordinal));
    }

    [Fact]
    public void An_image_of_another_type_is_alive_with_a_note()
    {
        Judgement judgement = FactsOf.Judged(LinkKind.Image, FactsOf.Answer(200, "image/png"));

        Assert.Equal(Verdict.Alive, judgement.Verdict);
        Assert.Contains("differs from the extension", judgement.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(LinkKind.Image)]
    [InlineData(LinkKind.Page)]
    public void Body_without_bytes_is_empty(LinkKind kind) =>
        Assert.Equal(Verdict.Empty, FactsOf.Judged(kind, FactsOf.Answer(200, bytes: 0, declared: "text/html")).Verdict);

    [Fact]
    public void Unsatisfiable_range_of_an_empty_file_is_empty()
    {
        ResponseFacts response = FactsOf.Response(416) with { Headers = new Dictionary<string, string> { ["content-range"] = "bytes */0" } };

        Assert.Equal(Verdict.Empty, FactsOf.Judged(LinkKind.Image, FactsOf.Chain(FactsOf.Image, (FactsOf.Image, response))).Verdict);
    }

    [Theory]
    [InlineData(200)]
    [InlineData(404)]
    [InlineData(503)]
    public void Bot_wall_is_blocked_at_any_status(int status)
    {
        ResponseFacts response = FactsOf.Response(status, "text/html") with { BotWall = "Cloudflare challenge" };

        Assert.Equal(Verdict.Blocked, FactsOf.Judged(LinkKind.Page, FactsOf.Chain(Page, (Page, response))).Verdict);
    }

    [Theory]
    [InlineData(FailureKind.NoSuchName, Verdict.DnsFailure)]
    [InlineData(FailureKind.NoAddress, Verdict.DnsFailure)]
    [InlineData(FailureKind.NameServerFailure, Verdict.DnsFailure)]
    [InlineData(FailureKind.ConnectionRefused, Verdict.ConnectionFailure)]
    [InlineData(FailureKind.Unreachable, Verdict.ConnectionFailure)]
    [InlineData(FailureKind.ConnectionLost, Verdict.ConnectionFailure)]
    [InlineData(FailureKind.TlsExpired, Verdict.TlsFailure)]
    [InlineData(FailureKind.TlsNotYetValid, Verdict.TlsFailure)]
    [InlineData(FailureKind.TlsWrongName, Verdict.TlsFailure)]
    [InlineData(FailureKind.TlsSelfSigned, Verdict.TlsFailure)]
    [InlineData(FailureKind.TlsUntrusted, Verdict.TlsFailure)]
    [InlineData(FailureKind.TlsHandshake, Verdict.TlsFailure)]
    [InlineData(FailureKind.Timeout, Verdict.Timeout)]
    [InlineData(FailureKind.HostOutage, Verdict.HostOutage)]
    [InlineData(FailureKind.BadRedirect, Verdict.ServerError)]
    [InlineData(FailureKind.TooManyRedirects, Verdict.Refused)]
    [InlineData(FailureKind.BadUrl, Verdict.Refused)]
    [InlineData(FailureKind.UnsupportedScheme, Verdict.Refused)]
    [InlineData(FailureKind.CredentialsInUrl, Verdict.Refused)]
    [InlineData(FailureKind.PortRefused, Verdict.Refused)]
    [InlineData(FailureKind.AddressRefused, Verdict.Refused)]
    public void Failure_kind_decides_the_verdict(FailureKind kind, Verdict verdict) =>
        Assert.Equal(verdict, FactsOf.Judged(LinkKind.Image, FactsOf.Failure(kind)).Verdict);

    [Fact]
    public void Every_kind_of_failure_has_a_verdict() =>
        Assert.All(Enum.GetValues<FailureKind>(), kind =>
            Assert.NotEqual(VerdictEffect.Alive, VerdictEffects.Of(FactsOf.Judged(LinkKind.Image, FactsOf.Failure(kind)).Verdict)));

    [Theory]
    [InlineData(404, Verdict.Gone)]
    [InlineData(200, Verdict.Timeout)]
    public void Endless_body_is_evidence_only_with_an_error_status(int status, Verdict verdict)
    {
        LocationFacts facts = FactsOf.Answer(status, "image/jpeg") with
        {
            Failure = new FailureFacts { Stage = FailureStage.Body, Kind = FailureKind.Timeout, Detail = "Too slow." },
        };

        Assert.Equal(verdict, FactsOf.Judged(LinkKind.Image, facts).Verdict);
    }

    [Theory]
    [InlineData(301, "https://b.example/2016/03/07/a.jpg", Verdict.Moved)]
    [InlineData(308, "http://a.example:8080/2016/03/07/a.jpg", Verdict.Moved)]
    [InlineData(302, "https://b.example/2016/03/07/a.jpg", Verdict.Alive)]
    [InlineData(307, "https://b.example/2016/03/07/a.jpg", Verdict.Alive)]
    [InlineData(301, "https://b.example/elsewhere.jpg", Verdict.Alive)]
    [InlineData(301, "https://b.example/2016/03/07/a.jpg?x=1", Verdict.Alive)]
    public void Only_a_permanent_redirect_to_the_same_path_is_moved(int status, string target, Verdict verdict)
    {
        LocationFacts facts = FactsOf.Chain(
            FactsOf.Image, (FactsOf.Image, FactsOf.Response(status)), (target, FactsOf.Response(200, "image/jpeg")));

        Assert.Equal(verdict, FactsOf.Judged(LinkKind.Image, facts).Verdict);
    }

    [Theory]
    [InlineData(LinkKind.Page, "https://a.example/", Verdict.SoftNotFound)]
    [InlineData(LinkKind.Page, "https://a.example/news/1797706/the-title", Verdict.Alive)]
    [InlineData(LinkKind.Image, "https://a.example/", Verdict.WrongType)]
    public void Redirect_is_judged_by_its_target(LinkKind kind, string target, Verdict verdict)
    {
        LocationFacts facts = FactsOf.Chain(Page, (Page, FactsOf.Response(302)), (target, FactsOf.Response(200, "text/html")));

        Assert.Equal(verdict, FactsOf.Judged(kind, facts).Verdict);
    }
}
