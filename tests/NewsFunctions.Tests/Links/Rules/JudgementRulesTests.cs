using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;
using NewsFunctions.Core.States;
using NewsFunctions.Links.Rules;

namespace NewsFunctions.Tests.Links.Rules;

public sealed class JudgementRulesTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly LinkStateOptions Options = new();

    [Theory]
    [InlineData(JudgementKind.Alive, LinkState.Alive)]
    [InlineData(JudgementKind.Dead, LinkState.Dead)]
    [InlineData(JudgementKind.Ignore, LinkState.Ignored)]
    public void Judgement_decides_the_state_while_checks_continue(JudgementKind says, LinkState expected)
    {
        Link link = LinkStateRules.Judge(Apply(NewLink(), Verdict.Alive, Start), Judged(says, Start.AddDays(1)));

        Link struck = Apply(Apply(link, Verdict.Gone, Start.AddDays(7)), Verdict.Gone, Start.AddDays(14));

        Assert.Equal((expected, expected), (link.State, struck.State));
        Assert.Equal((LinkState.Suspect, 2, Verdict.Gone), (struck.Judgement!.State, struck.Strikes, struck.Verdict!.Value));
        Assert.Equal(says == JudgementKind.Alive ? Start : Start.AddDays(1), struck.StateSince);
    }

    [Fact]
    public void Withdrawn_judgement_restores_the_state_of_the_checks()
    {
        Link plain = Apply(NewLink(), Verdict.Alive, Start);
        Link judged = LinkStateRules.Judge(plain, Judged(JudgementKind.Dead, Start.AddDays(1)));
        foreach (int day in new[] { 7, 14 })
        {
            plain = Apply(plain, Verdict.Gone, Start.AddDays(day));
            judged = Apply(judged, Verdict.Gone, Start.AddDays(day));
        }

        Link after = LinkStateRules.EndJudgement(judged, Start.AddDays(20));

        Assert.Equal(plain with { StateSince = Start.AddDays(20) }, after);
    }

    [Fact]
    public void Later_judgement_replaces_the_earlier_one()
    {
        Link suspect = Apply(NewLink(), Verdict.Gone, Start);

        Link judged = LinkStateRules.Judge(
            LinkStateRules.Judge(suspect, Judged(JudgementKind.Dead, Start.AddDays(1))), Judged(JudgementKind.Alive, Start.AddDays(2)));

        Assert.Equal((LinkState.Alive, LinkState.Suspect, Start.AddDays(2)), (judged.State, judged.Judgement!.State, judged.StateSince!.Value));
    }

    [Fact]
    public void Ignored_link_is_due_only_when_its_judgement_ends()
    {
        Link alive = Apply(NewLink(), Verdict.Alive, Start);

        Link forever = LinkStateRules.Judge(alive, Judged(JudgementKind.Ignore, Start));
        Link forAWhile = LinkStateRules.Judge(alive, Judged(JudgementKind.Ignore, Start) with { Until = Start.AddDays(3) });

        Assert.Equal((null, Start.AddDays(3)), (forever.NextDue, forAWhile.NextDue));
        Assert.Null(Apply(forever, Verdict.Gone, Start.AddDays(1)).NextDue);
        Assert.Null(LinkStateRules.EndJudgement(forever, Start.AddDays(9)).NextDue);
    }

    [Fact]
    public void Visit_is_due_when_a_judgement_ends_before_the_next_check()
    {
        Link alive = Apply(NewLink(), Verdict.Alive, Start);

        Link judged = LinkStateRules.Judge(alive, Judged(JudgementKind.Dead, Start) with { Until = Start.AddDays(1) });

        Assert.Equal(Start.AddDays(1), judged.NextDue);
    }

    [Fact]
    public void Expired_judgement_is_ignored()
    {
        Link judged = LinkStateRules.Judge(
            Apply(NewLink(), Verdict.Alive, Start), Judged(JudgementKind.Dead, Start.AddDays(1)) with { Until = Start.AddDays(2) });

        Link before = LinkStateRules.AsOf(judged, Start.AddDays(2).AddTicks(-1));
        Link after = LinkStateRules.AsOf(judged, Start.AddDays(2));

        Assert.Equal((LinkState.Dead, LinkState.Alive), (before.State, after.State));
        Assert.Equal((null, Start.AddDays(2)), (after.Judgement, after.StateSince!.Value));
    }

    [Fact]
    public void Death_covered_by_a_judgement_is_not_published()
    {
        Link alive = LinkStateRules.Judge(Apply(NewLink(), Verdict.Alive, Start), Judged(JudgementKind.Alive, Start));
        for (int day = 7; day < 40; day += 7)
        {
            LinkCheck check = Check(alive, Verdict.Gone, Start.AddDays(day));
            Link after = LinkStateRules.Apply(alive, check, hostAnswers: true, Options);
            Assert.Null(LinkTransitions.Of(alive, check, after));
            alive = after;
        }

        Assert.Equal((LinkState.Alive, LinkState.Dead), (alive.State, alive.Judgement!.State));
    }

    [Fact]
    public void Drift_of_an_ignored_link_is_not_published()
    {
        Link ignored = LinkStateRules.Judge(Apply(NewLink(), Verdict.Alive, Start), Judged(JudgementKind.Ignore, Start));
        LinkCheck check = Check(ignored, Verdict.Drifted, Start.AddDays(7));

        Assert.Null(LinkTransitions.Of(ignored, check, LinkStateRules.Apply(ignored, check, hostAnswers: true, Options)));
    }

    [Theory]
    [InlineData(JudgementKind.Alive, LinkState.Alive)]
    [InlineData(JudgementKind.None, LinkState.Suspect)]
    public void Running_check_keeps_a_judgement_made_meanwhile(JudgementKind meanwhile, LinkState expected)
    {
        Link read = Apply(NewLink(), Verdict.Alive, Start);
        read = meanwhile == JudgementKind.None ? LinkStateRules.Judge(read, Judged(JudgementKind.Dead, Start.AddDays(1))) : read;
        Link seen = Apply(read, Verdict.Gone, Start.AddDays(7));
        Link row = meanwhile == JudgementKind.None
            ? LinkStateRules.EndJudgement(read, Start.AddDays(8))
            : LinkStateRules.Judge(read, Judged(meanwhile, Start.AddDays(8)));

        Link written = LinkStateRules.UnderJudgementOf(seen, row);

        Assert.Equal((expected, 1, row.Judgement?.Given), (written.State, written.Strikes, written.Judgement?.Given));
        Assert.Equal(LinkState.Suspect, LinkStateRules.WithoutJudgement(written).State);
    }

    [Fact]
    public void Reason_names_the_judge_the_cause_and_the_checks()
    {
        LinkCheck check = Check(NewLink(), Verdict.Alive, Start);
        Link link = LinkStateRules.Apply(NewLink(), check, hostAnswers: true, Options);
        PersonJudgement given = Judged(JudgementKind.Dead, Start.AddDays(1)) with { Reason = "shows another picture.", Until = Start.AddDays(100) };

        string reason = StateReason.Explain(LinkStateRules.Judge(link, given), [check, JudgementRow.Of(link.Id, given)]);

        Assert.Equal(
            "Judged dead by ada until 2026-04-11 00:00 UTC: shows another picture. The checks say Alive: alive at the last check, 1 Jan 2026.", reason);
    }

    private static PersonJudgement Judged(JudgementKind says, DateTimeOffset at) => new() { Says = says, At = at, By = "ada" };

    private static Link NewLink() => new() { Site = "example", Id = LinkId.ForMedia(LinkKind.Image, "/2016/03/07/a.jpg"), Path = "/2016/03/07/a.jpg" };

    private static Link Apply(Link link, Verdict verdict, DateTimeOffset at) =>
        LinkStateRules.Apply(link, Check(link, verdict, at), hostAnswers: true, Options);

    private static LinkCheck Check(Link link, Verdict verdict, DateTimeOffset at) => new()
    {
        Link = link.Id,
        CheckedAt = at,
        Verdict = verdict,
        Reason = "As seen.",
        Location = "https://media.example/a.jpg",
        Duration = TimeSpan.Zero,
        RulesVersion = VerdictRules.Version,
        Evidence = Evidence.FromJson(System.Text.Json.JsonElement.Parse("{}")),
    };
}
