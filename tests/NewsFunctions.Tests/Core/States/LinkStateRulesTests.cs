using System.Text.Json;
using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Hosts;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;
using NewsFunctions.Core.States;
using NewsFunctions.Links.Rules;

namespace NewsFunctions.Tests.Core.States;

public sealed class LinkStateRulesTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly LinkStateOptions Options = new();

    public static TheoryData<LinkState, Verdict> AllStatesAndVerdicts =>
        [.. Enum.GetValues<LinkState>().SelectMany(state => Enum.GetValues<Verdict>().Select(verdict => (state, verdict)))];

    [Theory]
    [MemberData(nameof(AllStatesAndVerdicts))]
    public void Every_verdict_changes_every_state_as_in_the_table_of_effects(LinkState state, Verdict verdict)
    {
        int strikes = state switch { LinkState.Dead => 3, LinkState.Suspect => 1, _ => 0 };
        Link before = NewLink() with { State = state, Strikes = strikes, StateSince = Start.AddDays(-40), LastStrike = Start.AddDays(-40) };

        Link after = Apply(before, verdict, Start);

        (LinkState State, int Strikes) expected = (VerdictEffects.Of(verdict), state) switch
        {
            (VerdictEffect.Alive, _) => (LinkState.Alive, 0),
            (VerdictEffect.Strike, LinkState.Dead) => (LinkState.Dead, 3),
            (VerdictEffect.Strike, _) => (LinkState.Suspect, strikes + 1),
            (VerdictEffect.Blocked, LinkState.Dead) => (LinkState.Dead, 3),
            (VerdictEffect.Blocked, _) => (LinkState.Blocked, strikes),
            _ => (state, strikes),
        };
        Assert.Equal(expected, (after.State, after.Strikes));
        Assert.Equal(verdict, after.Verdict);
        Assert.Equal(Start, after.FirstChecked);
        Assert.Equal(Start, after.LastChecked);
        Assert.Equal(1, after.Checks);
        Assert.Equal(after.State == state ? Start.AddDays(-40) : Start, after.StateSince);
        Assert.Equal(VerdictEffects.Of(verdict) == VerdictEffect.Alive ? Start : null, after.LastAlive);
        Assert.Equal(VerdictEffects.Of(verdict) == VerdictEffect.NoEvidence ? Start : null, after.NoEvidenceSince);
        Assert.True(after.NextDue > Start);
    }

    [Fact]
    public void Death_on_schedule_takes_three_strikes_and_over_six_days()
    {
        Link link = Apply(NewLink(), Verdict.Alive, Start);
        DateTimeOffset firstStrike = link.NextDue!.Value;
        link = Apply(link, Verdict.Gone, firstStrike);
        Assert.Equal((LinkState.Suspect, 1), (link.State, link.Strikes));

        link = Apply(link, Verdict.Gone, link.NextDue!.Value);
        Assert.Equal((LinkState.Suspect, 2), (link.State, link.Strikes));

        link = Apply(link, Verdict.Gone, link.NextDue!.Value);
        Assert.Equal((LinkState.Dead, 3), (link.State, link.Strikes));
        Assert.True(link.StateSince - firstStrike > TimeSpan.FromDays(6));
    }

    [Fact]
    public void Manual_rechecks_do_not_shorten_the_gap_between_strikes()
    {
        Link link = NewLink();
        for (int hour = 0; hour < 72; hour++)
        {
            link = Apply(link, Verdict.Gone, Start.AddHours(hour));
        }

        Assert.Equal((LinkState.Suspect, 1), (link.State, link.Strikes));
        Assert.Equal(Start, link.LastStrike);

        link = Apply(link, Verdict.Gone, Start.AddHours(72));
        Assert.Equal(2, link.Strikes);
    }

    [Fact]
    public void One_alive_check_clears_all_strikes()
    {
        Link link = Apply(Apply(NewLink(), Verdict.Gone, Start), Verdict.Gone, Start.AddDays(3));

        link = Apply(Apply(link, Verdict.Alive, Start.AddDays(6)), Verdict.Gone, Start.AddDays(7));

        Assert.Equal((LinkState.Suspect, 1), (link.State, link.Strikes));
    }

    [Fact]
    public void Strikes_outlast_checks_without_evidence()
    {
        Link link = Apply(Apply(NewLink(), Verdict.Gone, Start), Verdict.Timeout, Start.AddDays(3));
        Assert.Equal((LinkState.Suspect, 1), (link.State, link.Strikes));

        link = Apply(link, Verdict.Blocked, Start.AddDays(4));
        Assert.Equal((LinkState.Blocked, 1), (link.State, link.Strikes));

        link = Apply(link, Verdict.Gone, Start.AddDays(5));
        Assert.Equal((LinkState.Suspect, 2), (link.State, link.Strikes));
    }

    [Theory]
    [InlineData(true, LinkState.Suspect, 1)]
    [InlineData(false, LinkState.Unknown, 0)]
    public void Thirty_days_without_evidence_are_a_strike_if_the_host_answers_others(bool answers, LinkState state, int strikes)
    {
        Link link = Apply(NewLink(), Verdict.Timeout, Start);
        link = Apply(link, Verdict.ServerError, Start.AddDays(29), answers);
        Assert.Equal((LinkState.Unknown, 0), (link.State, link.Strikes));

        link = Apply(link, Verdict.ConnectionFailure, Start.AddDays(30), answers);
        Assert.Equal((state, strikes), (link.State, link.Strikes));

        link = Apply(link, Verdict.ConnectionFailure, Start.AddDays(31), answers);
        Assert.Equal((state, strikes), (link.State, link.Strikes));
    }

    [Fact]
    public void Any_response_ends_the_time_without_evidence()
    {
        Link link = Apply(Apply(NewLink(), Verdict.Timeout, Start), Verdict.Blocked, Start.AddDays(20));

        link = Apply(link, Verdict.Timeout, Start.AddDays(31), hostAnswers: true);

        Assert.Equal((LinkState.Blocked, 0), (link.State, link.Strikes));
    }

    [Theory]
    [InlineData(Verdict.Alive, "7 14 28 56 56")]
    [InlineData(Verdict.Gone, "3 3 30 60 90 90")]
    [InlineData(Verdict.Timeout, "1 2 4 8 14 14")]
    [InlineData(Verdict.Blocked, "1 2 4 8 14 14")]
    public void Equal_verdicts_on_schedule_lengthen_the_interval(Verdict verdict, string days)
    {
        Link link = NewLink();
        DateTimeOffset at = Start;
        List<double> intervals = [];
        for (int i = 0; i < days.Split(' ').Length; i++)
        {
            link = Apply(link, verdict, at);
            intervals.Add(link.RecheckInterval!.Value.TotalDays);
            at = link.NextDue!.Value;
        }

        Assert.Equal(days.Split(' ').Select(double.Parse), intervals);
    }

    [Fact]
    public void Another_verdict_resets_the_interval()
    {
        Link link = Apply(Apply(NewLink(), Verdict.Alive, Start), Verdict.Alive, Start.AddDays(8));
        Assert.Equal(TimeSpan.FromDays(14), link.RecheckInterval);

        link = Apply(link, Verdict.Timeout, Start.AddDays(30));
        Assert.Equal(TimeSpan.FromDays(1), link.RecheckInterval);

        link = Apply(link, Verdict.Alive, Start.AddDays(32));
        Assert.Equal(TimeSpan.FromDays(7), link.RecheckInterval);
    }

    [Fact]
    public void Early_check_does_not_lengthen_the_interval()
    {
        Link link = Apply(Apply(NewLink(), Verdict.Alive, Start), Verdict.Alive, Start.AddHours(1));

        Assert.Equal(TimeSpan.FromDays(7), link.RecheckInterval);
    }

    [Fact]
    public void Jitter_only_lengthens_and_depends_on_link_and_time_alone()
    {
        Link[] links = [.. Enumerable.Range(0, 50).Select(i => NewLink($"/2016/03/07/{i}.jpg"))];
        TimeSpan[] waits = [.. links.Select(link => Apply(link, Verdict.Alive, Start).NextDue!.Value - Start)];

        Assert.All(waits, wait => Assert.InRange(wait, TimeSpan.FromDays(7), TimeSpan.FromDays(7.7)));
        Assert.True(waits.Distinct().Count() > 40);
        Assert.Equal(waits, links.Select(link => Apply(link, Verdict.Alive, Start).NextDue!.Value - Start));
    }

    [Fact]
    public void Location_is_the_last_one_that_answered()
    {
        Link link = Apply(NewLink(), Verdict.Alive, Start);
        Assert.Equal("https://a.example/Alive", link.Location);

        Assert.Equal("https://a.example/Alive", Apply(link, Verdict.Timeout, Start.AddDays(8)).Location);
        Assert.Equal("https://a.example/Gone", Apply(link, Verdict.Gone, Start.AddDays(8)).Location);
    }

    [Theory]
    [MemberData(nameof(AllStatesAndVerdicts))]
    public void While_the_circuit_is_open_only_alive_checks_count(LinkState state, Verdict verdict)
    {
        Link before = NewLink() with
        {
            State = state,
            Strikes = state == LinkState.Dead ? 3 : 1,
            LastStrike = Start.AddDays(-40),
            StateSince = Start.AddDays(-40),
            NoEvidenceSince = Start.AddDays(-40),
            Location = "https://a.example/a.jpg",
        };

        Link after = Apply(before, verdict, Start, hostAnswers: true, frozen: true);

        if (VerdictEffects.Of(verdict) == VerdictEffect.Alive)
        {
            Assert.Equal((LinkState.Alive, 0), (after.State, after.Strikes));
            return;
        }

        Assert.Equal((before.State, before.Strikes, before.LastStrike, before.StateSince), (after.State, after.Strikes, after.LastStrike, after.StateSince));
        Assert.Equal((verdict, before.Location, 1), (after.Verdict, after.Location, after.Checks));
        Assert.InRange(after.NextDue!.Value, Start.AddDays(1), Start.AddDays(1.1));
    }

    [Fact]
    public void Link_dies_with_all_its_hosts_and_returns_as_before()
    {
        HostDeath death = new("a.example", Start.AddDays(-1));
        Link alive = Apply(NewLink(), Verdict.Alive, Start.AddDays(-60));
        Link suspect = Apply(alive, Verdict.Gone, Start.AddDays(-50));

        foreach (Link before in (Link[])[NewLink(), alive, suspect])
        {
            Link dead = Apply(before, Verdict.HostOutage, Start, frozen: true, death: death);
            Assert.Equal((LinkState.Dead, death, before.Strikes, Start), (dead.State, dead.HostDead, dead.Strikes, dead.StateSince));
            Assert.Equal(death, Apply(dead, Verdict.HostOutage, Start.AddDays(5), frozen: true, death: death).HostDead);

            Link revived = Apply(dead, Verdict.Alive, Start.AddDays(9));
            Assert.Equal((LinkState.Alive, null, 0, Start.AddDays(9)), (revived.State, revived.HostDead, revived.Strikes, revived.StateSince));
            Link gone = Apply(dead, Verdict.Gone, Start.AddDays(9));
            Assert.Equal((LinkState.Suspect, null, before.Strikes + 1), (gone.State, gone.HostDead, gone.Strikes));
            Link silent = Apply(dead, Verdict.Timeout, Start.AddDays(9));
            Assert.Equal((before.State, null), (silent.State, silent.HostDead));
        }
    }

    [Fact]
    public void Link_that_died_on_its_own_ignores_the_death_of_its_host()
    {
        Link dead = NewLink() with { State = LinkState.Dead, Strikes = 3 };

        Link after = Apply(dead, Verdict.HostOutage, Start, frozen: true, death: new HostDeath("a.example", Start));

        Assert.Equal((LinkState.Dead, null), (after.State, after.HostDead));
        Assert.Equal(LinkState.Dead, Apply(after, Verdict.Timeout, Start.AddDays(30)).State);
    }

    private static Link Apply(
        Link link, Verdict verdict, DateTimeOffset at, bool hostAnswers = false, bool frozen = false, HostDeath? death = null)
    {
        LinkCheck check = new()
        {
            Link = link.Id,
            CheckedAt = at,
            Verdict = verdict,
            Reason = "A test.",
            Location = $"https://a.example/{verdict}",
            Duration = TimeSpan.Zero,
            RulesVersion = VerdictRules.Version,
            Evidence = Evidence.FromJson(JsonElement.Parse("{}")),
        };
        return LinkStateRules.Apply(link, check, hostAnswers, Options, frozen, death);
    }

    private static Link NewLink(string path = "/2016/03/07/a.jpg") =>
        new() { Site = "alalam", Id = LinkId.ForMedia(LinkKind.Image, path), Path = path };
}
