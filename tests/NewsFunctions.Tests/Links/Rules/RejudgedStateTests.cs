using System.Text.Json;
using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Hosts;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;
using NewsFunctions.Core.States;
using NewsFunctions.Tests.Core.Facts;
using NewsFunctions.Tests.Links.Checks;

namespace NewsFunctions.Tests.Links.Rules;

/// <summary>Tests how rejudging the last check changes the state of a link.</summary>
public sealed class RejudgedStateTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly LinkStateOptions Options = new();

    public static TheoryData<Verdict, Verdict> AllVerdicts =>
        [.. Enum.GetValues<Verdict>().SelectMany(from => Enum.GetValues<Verdict>().Select(to => (from, to)))];

    [Theory]
    [MemberData(nameof(AllVerdicts))]
    public void Rejudgement_neither_kills_nor_delays_the_next_check(Verdict from, Verdict to)
    {
        foreach (Verdict[] history in (Verdict[][])[[], [Verdict.Alive], [Verdict.Gone], [Verdict.Gone, Verdict.Gone], [Verdict.Gone, Verdict.Gone, Verdict.Gone], [Verdict.Blocked]])
        {
            (Link link, LinkCheck last) = After([.. history, from]);

            Link judged = Rejudge(link, last, to);

            Assert.True(judged.State != LinkState.Dead || link.State == LinkState.Dead);
            Assert.True(judged.NextDue <= link.NextDue);
            Assert.Equal((to, link.Checks, link.FirstChecked), (judged.Verdict, judged.Checks, judged.FirstChecked));
            Assert.InRange(judged.Strikes, 0, link.Strikes + 1);
            Assert.Equal(VerdictEffects.Of(to) == VerdictEffect.Alive, judged.LastAlive == judged.LastChecked);
        }
    }

    [Theory]
    [MemberData(nameof(AllVerdicts))]
    public void Unchanged_verdict_leaves_the_link_unchanged(Verdict from, Verdict to)
    {
        (Link link, LinkCheck last) = After(Verdict.Gone, from);

        Link back = Rejudge(Rejudge(link, last, to), Judged(last, to), from);

        if (VerdictEffects.Of(from) == VerdictEffects.Of(to))
        {
            Assert.Equal((link.State, link.Strikes, link.NextDue, link.RecheckInterval), (back.State, back.Strikes, back.NextDue, back.RecheckInterval));
        }

        Assert.True(back.Strikes <= link.Strikes);
    }

    [Fact]
    public void Dead_link_whose_last_check_becomes_alive_is_revived()
    {
        (Link dead, LinkCheck last) = After(Verdict.Gone, Verdict.Gone, Verdict.WrongType);
        Assert.Equal(LinkState.Dead, dead.State);

        Link revived = Rejudge(dead, last, Verdict.Alive);

        Assert.Equal((LinkState.Alive, 0, null), (revived.State, revived.Strikes, revived.LastStrike));
        Assert.Equal((revived.LastChecked, revived.LastChecked), (revived.LastAlive, revived.StateSince));
        Assert.Equal(Options.Recheck.Alive, revived.RecheckInterval);
    }

    [Theory]
    [InlineData(Verdict.Blocked, LinkState.Blocked)]
    [InlineData(Verdict.ServerError, LinkState.Suspect)]
    public void Dead_link_that_loses_its_last_evidence_is_one_strike_from_death(Verdict verdict, LinkState state)
    {
        foreach (int more in (int[])[0, 1])
        {
            (Link dead, LinkCheck last) = After([.. Enumerable.Repeat(Verdict.Gone, 3 + more)]);
            Assert.Equal((LinkState.Dead, 3), (dead.State, dead.Strikes));

            Link judged = Rejudge(dead, last, verdict);

            Assert.Equal((state, 2), (judged.State, judged.Strikes));
        }
    }

    [Fact]
    public void Dead_link_stays_dead_when_its_last_check_is_irrelevant()
    {
        (Link dead, LinkCheck last) = After(Verdict.Gone, Verdict.Gone, Verdict.Gone, Verdict.Timeout);

        Assert.Equal((LinkState.Dead, 3), Seen(Rejudge(dead, last, Verdict.Blocked)));
        Assert.Equal((LinkState.Dead, 3), Seen(Rejudge(dead, last, Verdict.Gone)));
    }

    [Fact]
    public void Verdict_rejudged_as_a_strike_never_kills_by_itself()
    {
        (Link alive, LinkCheck aliveLast) = After(Verdict.Alive, Verdict.Alive);
        Assert.Equal((LinkState.Suspect, 1), Seen(Rejudge(alive, aliveLast, Verdict.SoftNotFound)));

        (Link suspect, LinkCheck last) = After(Verdict.Gone, Verdict.Gone, Verdict.Blocked);
        Link judged = Rejudge(suspect, last, Verdict.SoftNotFound);
        Assert.Equal((LinkState.Suspect, 2), Seen(judged));

        Link dead = LinkStateRules.Apply(judged, Check(judged.Id, Verdict.Gone, judged.NextDue!.Value), hostAnswers: true, Options);
        Assert.Equal((LinkState.Dead, 3), Seen(dead));
    }

    [Fact]
    public void Verdict_that_becomes_a_strike_within_the_gap_does_not_count()
    {
        (Link link, _) = After(Verdict.Gone);
        LinkCheck soon = Check(link.Id, Verdict.Blocked, Start.AddDays(1));
        link = LinkStateRules.Apply(link, soon, hostAnswers: true, Options);

        Assert.Equal((LinkState.Suspect, 1), Seen(Rejudge(link, soon, Verdict.Gone)));
    }

    [Fact]
    public void Link_that_was_not_alive_loses_its_fingerprint()
    {
        (Link link, LinkCheck last) = After(Verdict.Alive);
        link = link with { Fingerprint = new Fingerprint { Url = FactsOf.Image, ETag = "\"1\"" } };

        Link judged = Rejudge(link, last, Verdict.Timeout);

        Assert.Equal((LinkState.Unknown, null, null), (judged.State, judged.LastAlive, judged.Fingerprint));
    }

    [Fact]
    public void Alive_link_stays_alive_when_its_last_check_is_no_evidence()
    {
        (Link link, LinkCheck last) = After(Verdict.Alive, Verdict.Alive);

        Link judged = Rejudge(link, last, Verdict.ServerError);

        Assert.Equal((LinkState.Alive, Start), (judged.State, judged.LastAlive));
    }

    [Fact]
    public void Another_verdict_with_the_same_effect_changes_only_the_verdict()
    {
        (Link link, LinkCheck last) = After(Verdict.Gone, Verdict.WrongType);

        Link judged = Rejudge(link, last, Verdict.SoftNotFound);

        Assert.Equal((LinkState.Suspect, 2, Verdict.SoftNotFound), (judged.State, judged.Strikes, judged.Verdict));
        Assert.Equal((link.NextDue, link.RecheckInterval, link.Checks), (judged.NextDue, judged.RecheckInterval, judged.Checks));
    }

    [Fact]
    public void Link_dead_with_its_hosts_stays_dead_until_found_alive()
    {
        (Link link, LinkCheck last) = After(Verdict.Gone, Verdict.Gone);
        HostDeath death = new("a.example", Start.AddDays(30));
        link = link with { State = LinkState.Dead, HostDead = death };

        Assert.Equal((LinkState.Dead, death), (Rejudge(link, last, Verdict.ServerError).State, Rejudge(link, last, Verdict.ServerError).HostDead));
        Assert.Equal((LinkState.Alive, null), (Rejudge(link, last, Verdict.Alive).State, Rejudge(link, last, Verdict.Alive).HostDead));
    }

    [Theory]
    [InlineData(new[] { Verdict.Truncated, Verdict.Truncated, Verdict.Timeout }, Verdict.Alive, LinkState.Alive, 0)]
    [InlineData(new[] { Verdict.Truncated, Verdict.Truncated, Verdict.Truncated, Verdict.Timeout }, Verdict.Alive, LinkState.Alive, 0)]
    [InlineData(new[] { Verdict.Truncated, Verdict.Truncated, Verdict.Truncated, Verdict.Timeout }, Verdict.ServerError, LinkState.Unknown, 0)]
    [InlineData(new[] { Verdict.Truncated, Verdict.Truncated, Verdict.Gone }, Verdict.Alive, LinkState.Suspect, 1)]
    [InlineData(new[] { Verdict.Truncated, Verdict.Truncated, Verdict.Gone, Verdict.Gone }, Verdict.Alive, LinkState.Suspect, 1)]
    [InlineData(new[] { Verdict.Gone, Verdict.Truncated, Verdict.Gone }, Verdict.ServerError, LinkState.Suspect, 2)]
    [InlineData(new[] { Verdict.Gone, Verdict.Truncated, Verdict.Gone }, Verdict.Alive, LinkState.Suspect, 1)]
    [InlineData(new[] { Verdict.Truncated, Verdict.Blocked }, Verdict.Alive, LinkState.Blocked, 0)]
    [InlineData(new[] { Verdict.Truncated, Verdict.Alive, Verdict.Gone, Verdict.Timeout }, Verdict.Alive, LinkState.Suspect, 1)]
    [InlineData(new[] { Verdict.Gone, Verdict.Gone, Verdict.Gone, Verdict.Timeout }, Verdict.Alive, LinkState.Dead, 3)]
    public void Earlier_strikes_that_no_longer_count_are_removed(Verdict[] history, Verdict truncatedIs, LinkState state, int strikes)
    {
        List<LinkCheck> checks = [];
        Link link = LinkCheckerFixture.LinkOf(LinkKind.Image);
        for (int i = 0; i < history.Length; i++)
        {
            checks.Insert(0, Check(link.Id, history[i], Start.AddDays(4 * i)));
            link = LinkStateRules.Apply(link, checks[0], hostAnswers: false, Options);
        }

        Link judged = LinkStateRules.TakeBack(
            link, checks.Skip(1).Select(check => (check, check.Verdict == Verdict.Truncated ? check with { Verdict = truncatedIs } : check)), Options);

        Assert.Equal((state, strikes), Seen(judged));
        Assert.True(judged.NextDue <= link.NextDue);
    }

    private static (LinkState State, int Strikes) Seen(Link link) => (link.State, link.Strikes);

    private static Link Rejudge(Link link, LinkCheck last, Verdict to) => LinkStateRules.Rejudge(link, last, Judged(last, to), Options);

    private static LinkCheck Judged(LinkCheck last, Verdict to) =>
        last with { Verdict = to, CheckedAt = Start.AddTicks(last.CheckedAt.Ticks - Start.Ticks).AddTicks(last.RejudgementOf is null ? 3 : 0), RejudgementOf = last.CheckedAt };

    /// <summary>Returns a link after checks four days apart, and the last of them.</summary>
    private static (Link Link, LinkCheck Last) After(params Verdict[] verdicts)
    {
        Link link = LinkCheckerFixture.LinkOf(LinkKind.Image);
        LinkCheck? last = null;
        for (int i = 0; i < verdicts.Length; i++)
        {
            last = Check(link.Id, verdicts[i], Start.AddDays(4 * i));
            link = LinkStateRules.Apply(link, last, hostAnswers: true, Options);
        }

        return (link, last!);
    }

    private static LinkCheck Check(LinkId link, Verdict verdict, DateTimeOffset at) => new()
    {
        Link = link,
        CheckedAt = at,
        Verdict = verdict,
        Reason = "A test.",
        Location = FactsOf.Image,
        Duration = TimeSpan.Zero,
        RulesVersion = 1,
        Evidence = Evidence.FromJson(JsonElement.Parse("{}")),
    };
}
