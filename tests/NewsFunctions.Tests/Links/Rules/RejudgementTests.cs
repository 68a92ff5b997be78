using System.Text.Json;
using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;
using NewsFunctions.Links.Rules;
using NewsFunctions.Tests.Core.Facts;
using NewsFunctions.Tests.Links.Checks;

namespace NewsFunctions.Tests.Links.Rules;

public sealed class RejudgementTests
{
    private static readonly DateTimeOffset FirstCheck = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Now = FirstCheck.AddDays(40);

    [Fact]
    public void Evidence_is_rejudged_by_current_rules_at_its_own_time()
    {
        LinkCheck old = Check(Verdict.WrongType, FactsOf.Answer(200, "image/png"));

        LinkCheck again = Again(old);

        Assert.Equal((Verdict.Alive, VerdictRules.Version), (again.Verdict, again.RulesVersion));
        Assert.Equal((FirstCheck, Now), (again.RejudgementOf, again.RejudgedAt));
        Assert.InRange(again.CheckedAt - FirstCheck, TimeSpan.FromTicks(1), TimeSpan.FromTicks(100));
        Assert.Equal(TimeSpan.Zero, again.Duration);
        Assert.Equal(FactsOf.Image, again.Location);
        Assert.Equal(old.Evidence, again.Evidence);
    }

    [Fact]
    public void Repeated_rejudgement_keeps_one_row_per_check()
    {
        LinkCheck once = Again(Check(Verdict.WrongType, FactsOf.Answer(200, "image/png")));

        LinkCheck twice = Again(once);

        Assert.Equal((once.CheckedAt, once.RejudgementOf), (twice.CheckedAt, twice.RejudgementOf));
    }

    [Fact]
    public void Evidence_with_omitted_locations_cannot_be_rejudged() =>
        AssertObstacle(
            RejudgementObstacle.EvidenceCut,
            new LinkFacts { Locations = [FactsOf.Answer(404)], LocationsLeftOut = 1 });

    [Fact]
    public void Evidence_with_omitted_hops_cannot_be_rejudged() =>
        AssertObstacle(
            RejudgementObstacle.EvidenceCut,
            new LinkFacts { Locations = [FactsOf.Answer(404) with { HopsLeftOut = 3 }] });

    [Fact]
    public void Evidence_with_a_cut_address_cannot_be_rejudged()
    {
        string url = $"https://a.example/{new string('a', 5_000)}.jpg";
        Evidence evidence = Evidence.Of(
            new LinkFacts { Locations = [.. Enumerable.Range(0, 4).Select(i => FactsOf.Answer(404, location: $"{url}?{i}"))] }, judged: $"{url}?0");

        AssertObstacle(RejudgementObstacle.EvidenceCut, evidence);
    }

    [Theory]
    [InlineData("""{"evidenceTooLarge":20000}""")]
    [InlineData("""{}""")]
    [InlineData("""null""")]
    [InlineData("""[]""")]
    [InlineData("""{"locations":null}""")]
    [InlineData("""{"locations":[null]}""")]
    [InlineData("""{"locations":[{"location":"https://a.example/","hops":[]}]}""")]
    [InlineData("""{"locations":[{"location":"https://a.example/","hops":[null]}]}""")]
    [InlineData("""{"locations":[{"location":"https://a.example/","hops":[],"failure":{"stage":"Policy","kind":"SomethingNew","detail":""}}]}""")]
    [InlineData("""{"status":200,"note":"of another program"}""")]
    public void Evidence_of_another_form_cannot_be_rejudged(string evidence) =>
        AssertObstacle(RejudgementObstacle.EvidenceUnreadable, Evidence.FromJson(JsonElement.Parse(evidence)));

    [Fact]
    public void Link_without_a_location_is_judged_as_before() =>
        Assert.Equal(Verdict.Refused, Again(Check(Verdict.Refused)).Verdict);

    private static LinkCheck Again(LinkCheck check)
    {
        Rejudgement rejudgement = Rejudgement.Of(check, Now);
        Assert.Null(rejudgement.Obstacle);
        return rejudgement.Again!;
    }

    private static void AssertObstacle(RejudgementObstacle obstacle, LinkFacts facts) =>
        AssertObstacle(obstacle, Evidence.Of(facts, facts.Locations[0].Location));

    private static void AssertObstacle(RejudgementObstacle obstacle, Evidence evidence) =>
        Assert.Equal(new Rejudgement(null, obstacle), Rejudgement.Of(Check(Verdict.Gone) with { Evidence = evidence }, Now));

    private static LinkCheck Check(Verdict verdict, params LocationFacts[] locations) => new()
    {
        Link = LinkCheckerFixture.LinkOf(LinkKind.Image).Id,
        CheckedAt = FirstCheck,
        Verdict = verdict,
        Reason = "As it was judged then.",
        Location = FactsOf.Image,
        Duration = TimeSpan.FromSeconds(1),
        RulesVersion = 1,
        Evidence = Evidence.Of(new LinkFacts { Locations = locations }, FactsOf.Image),
    };
}
