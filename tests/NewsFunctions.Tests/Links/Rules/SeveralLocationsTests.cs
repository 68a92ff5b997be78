using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Ids;
using NewsFunctions.Links.Rules;
using NewsFunctions.Tests.Core.Facts;

namespace NewsFunctions.Tests.Links.Rules;

/// <summary>Tests the precedence table of docs/verdicts.md.</summary>
public sealed class SeveralLocationsTests
{
    [Theory]
    [InlineData("gone alive", Verdict.Alive, 1)]
    [InlineData("blocked alive gone", Verdict.Alive, 1)]
    [InlineData("gone blocked", Verdict.Blocked, 1)]
    [InlineData("error gone blocked", Verdict.Blocked, 2)]
    [InlineData("gone error", Verdict.ServerError, 1)]
    [InlineData("gone timeout", Verdict.Gone, 0)]
    [InlineData("gone refused", Verdict.Gone, 0)]
    [InlineData("gone noname", Verdict.Gone, 0)]
    [InlineData("empty gone", Verdict.Empty, 0)]
    [InlineData("timeout gone", Verdict.Timeout, 0)]
    [InlineData("outage gone", Verdict.HostOutage, 0)]
    [InlineData("refused gone", Verdict.Refused, 0)]
    [InlineData("resolver gone", Verdict.DnsFailure, 0)]
    [InlineData("noname gone", Verdict.Gone, 1)]
    [InlineData("nonamebefore gone", Verdict.Gone, 1)]
    [InlineData("noname timeout gone", Verdict.Timeout, 1)]
    [InlineData("noname noname", Verdict.DnsFailure, 0)]
    [InlineData("nonamebefore nonamebefore", Verdict.HostOutage, 0)]
    public void Location_with_the_strongest_verdict_decides(string seen, Verdict verdict, int location)
    {
        LocationFacts[] facts = [.. seen.Split(' ').Select((word, i) => Facts(word) with { Location = $"https://{i}.example/a.jpg" })];

        Judgement judgement = FactsOf.Judged(LinkKind.Image, facts);

        Assert.Equal(verdict, judgement.Verdict);
        Assert.Equal($"https://{location}.example/a.jpg", judgement.Location);
    }

    [Fact]
    public void A_link_without_a_location_is_refused()
    {
        Judgement judgement = FactsOf.Judged(LinkKind.Image);

        Assert.Equal(Verdict.Refused, judgement.Verdict);
        Assert.Null(judgement.Location);
    }

    private static LocationFacts Facts(string word) => word switch
    {
        "alive" => FactsOf.Answer(200, "image/jpeg"),
        "gone" => FactsOf.Answer(404),
        "empty" => FactsOf.Answer(200, bytes: 0),
        "blocked" => FactsOf.Answer(403),
        "error" => FactsOf.Answer(500),
        "timeout" => FactsOf.Failure(FailureKind.Timeout),
        "refused" => FactsOf.Failure(FailureKind.AddressRefused),
        "resolver" => FactsOf.Failure(FailureKind.NameServerFailure),
        "noname" => FactsOf.Failure(FailureKind.NoSuchName),
        "outage" => FactsOf.Failure(FailureKind.HostOutage, cause: FailureKind.Timeout),
        "nonamebefore" => FactsOf.Failure(FailureKind.HostOutage, cause: FailureKind.NoSuchName),
        _ => throw new ArgumentOutOfRangeException(nameof(word), word, null),
    };
}
