using System.Text.Json;
using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;
using NewsFunctions.Core.States;
using NewsFunctions.Links.Rules;
using NewsFunctions.Tests.Core.Facts;
using NewsFunctions.Tests.Links.Checks;

namespace NewsFunctions.Tests.Links.Rules;

/// <summary>Tests how other vantages change the state of a link that would otherwise die.</summary>
public sealed class VantageRulesTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly LinkStateOptions Alone = new();
    private static readonly LinkStateOptions WithVantage = new() { HasVantages = true };

    [Fact]
    public void With_a_vantage_our_strikes_alone_never_kill()
    {
        Link link = LinkCheckerFixture.LinkOf(LinkKind.Image);
        for (int i = 0; i < 10; i++)
        {
            LinkCheck check = Check(link, Verdict.Gone, Start.AddDays(4 * i));
            link = LinkStateRules.Apply(link, check, hostAnswers: true, WithVantage);
            Assert.Equal(LinkState.Suspect, link.State);
            Assert.Equal(i >= 2, LinkStateRules.AwaitsVantage(link, check, WithVantage));
            Assert.Equal(WithVantage.Recheck.Suspect, link.RecheckInterval);
        }
    }

    [Fact]
    public void Link_also_gone_at_the_vantage_is_dead()
    {
        Link link = Awaiting();

        Link dead = LinkStateRules.Confirm(link, Check(link, Verdict.SoftNotFound, Start.AddDays(9), "elsewhere"), WithVantage);

        Assert.Equal((LinkState.Dead, 3, Verdict.SoftNotFound), (dead.State, dead.Strikes, dead.Verdict));
        Assert.Equal((Start.AddDays(9), Start.AddDays(9), link.Checks + 1), (dead.StateSince, dead.LastChecked, dead.Checks));
        Assert.Equal(WithVantage.Recheck.Dead, dead.RecheckInterval);
    }

    [Fact]
    public void Link_alive_through_a_vantage_is_never_killed_by_our_strikes()
    {
        Link link = Awaiting();

        Link alive = LinkStateRules.Confirm(link, Check(link, Verdict.Alive, Start.AddDays(9), "elsewhere"), WithVantage);
        Assert.Equal((LinkState.Alive, 0, "elsewhere"), (alive.State, alive.Strikes, alive.AliveThrough));

        for (int i = 0; i < 10; i++)
        {
            alive = LinkStateRules.Apply(alive, Check(link, Verdict.Gone, Start.AddDays(20 + (4 * i))), hostAnswers: true, Alone);
            Assert.Equal(LinkState.Suspect, alive.State);
        }
    }

    [Fact]
    public void Link_found_alive_from_here_again_can_die_normally()
    {
        Link link = Awaiting() with { AliveThrough = "elsewhere" };

        link = LinkStateRules.Apply(link, Check(link, Verdict.Alive, Start.AddDays(20)), hostAnswers: true, Alone);
        Assert.Null(link.AliveThrough);

        for (int i = 0; i < 3; i++)
        {
            link = LinkStateRules.Apply(link, Check(link, Verdict.Gone, Start.AddDays(30 + (4 * i))), hostAnswers: true, Alone);
        }

        Assert.Equal(LinkState.Dead, link.State);
    }

    [Theory]
    [InlineData(Verdict.Timeout)]
    [InlineData(Verdict.ConnectionFailure)]
    [InlineData(Verdict.ServerError)]
    [InlineData(Verdict.Blocked)]
    [InlineData(Verdict.Refused)]
    public void Vantage_without_evidence_changes_nothing_and_is_asked_at_the_next_strike(Verdict verdict)
    {
        Link link = Awaiting();

        Assert.Equal(link, LinkStateRules.Confirm(link, Check(link, verdict, Start.AddDays(9), "elsewhere"), WithVantage));

        LinkCheck next = Check(link, Verdict.Gone, link.NextDue!.Value);
        Assert.True(LinkStateRules.AwaitsVantage(LinkStateRules.Apply(link, next, hostAnswers: true, WithVantage), next, WithVantage));
    }

    [Theory]
    [InlineData(Verdict.Timeout)]
    [InlineData(Verdict.Blocked)]
    [InlineData(Verdict.Alive)]
    public void Vantage_is_not_asked_for_a_check_that_is_no_strike(Verdict verdict)
    {
        Link link = Awaiting();
        LinkCheck check = Check(link, verdict, link.NextDue!.Value);

        Assert.False(LinkStateRules.AwaitsVantage(LinkStateRules.Apply(link, check, hostAnswers: true, WithVantage), check, WithVantage));
    }

    [Fact]
    public void Without_vantages_a_link_dies_by_its_strikes()
    {
        Link link = LinkCheckerFixture.LinkOf(LinkKind.Image);
        LinkCheck? check = null;
        for (int i = 0; i < 3; i++)
        {
            check = Check(link, Verdict.Gone, Start.AddDays(4 * i));
            link = LinkStateRules.Apply(link, check, hostAnswers: true, Alone);
        }

        Assert.Equal(LinkState.Dead, link.State);
        Assert.False(LinkStateRules.AwaitsVantage(link, check!, Alone));
    }

    /// <summary>Returns the link after three strikes four days apart.</summary>
    private static Link Awaiting()
    {
        Link link = LinkCheckerFixture.LinkOf(LinkKind.Image);
        for (int i = 0; i < 3; i++)
        {
            link = LinkStateRules.Apply(link, Check(link, Verdict.Gone, Start.AddDays(4 * i)), hostAnswers: true, WithVantage);
        }

        return link;
    }

    private static LinkCheck Check(Link link, Verdict verdict, DateTimeOffset at, string? vantage = null) => new()
    {
        Link = link.Id,
        CheckedAt = at,
        Verdict = verdict,
        Reason = "A test.",
        Location = FactsOf.Image,
        Duration = TimeSpan.Zero,
        RulesVersion = VerdictRules.Version,
        Vantage = vantage,
        Evidence = Evidence.FromJson(JsonElement.Parse("{}")),
    };
}
