using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Hosts;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;
using NewsFunctions.Core.States;
using NewsFunctions.Tests.Core.Facts;

namespace NewsFunctions.Tests.Core.States;

public sealed class StateReasonTests
{
    private static readonly DateTimeOffset Alive = Day(9, 2);

    [Fact]
    public void Dead_link_reports_its_strikes_and_when_it_was_last_alive() => Assert.Equal(
        "Answered 404 three times, 10 to 17 Nov 2026; last seen alive 2 Sep 2026.",
        Reason(LinkState.Dead, Alive, Gone(11, 10), Gone(11, 13), Gone(11, 17)));

    [Fact]
    public void Order_of_the_checks_does_not_matter() => Assert.Equal(
        "Answered 404 twice, 10 to 17 Nov 2026; last seen alive 2 Sep 2026.",
        Reason(LinkState.Suspect, Alive, Gone(11, 17), Check(9, 2, Verdict.Alive), Gone(11, 10)));

    [Fact]
    public void Checks_before_it_was_last_alive_do_not_count() => Assert.Equal(
        "Answered 404 once, 17 Nov 2026; last seen alive 2 Sep 2026.",
        Reason(LinkState.Suspect, Alive, Gone(8, 1), Gone(8, 5), Check(9, 2, Verdict.Alive), Gone(11, 17)));

    [Fact]
    public void Link_that_was_never_alive_says_so() => Assert.Equal(
        "Answered 404 once, 17 Nov 2026; never seen alive.", Reason(LinkState.Suspect, lastAlive: null, Gone(11, 17)));

    [Fact]
    public void Different_findings_are_counted_separately_by_first_occurrence() => Assert.Equal(
        "Answered 410 twice and answered once with no content, 10 to 17 Nov 2026; last seen alive 2 Sep 2026.",
        Reason(LinkState.Dead, Alive, Gone(11, 10, 410), Check(11, 13, Verdict.Empty), Gone(11, 17, 410)));

    [Fact]
    public void Many_different_findings_are_cut_short() => Assert.Equal(
        "Answered 404 once, answered once with no content and failed otherwise, 1 to 10 Nov 2026; never seen alive.",
        Reason(
            LinkState.Dead,
            lastAlive: null,
            Gone(11, 1), Check(11, 4, Verdict.Empty), Check(11, 7, Verdict.Truncated), Check(11, 10, Verdict.WrongType)));

    [Fact]
    public void Checks_without_evidence_between_strikes_are_left_out() => Assert.Equal(
        "Answered 404 twice, 10 to 17 Nov 2026; last seen alive 2 Sep 2026.",
        Reason(LinkState.Suspect, Alive, Gone(11, 10), Check(11, 12, Verdict.Timeout), Gone(11, 17), Check(11, 20, Verdict.DnsFailure)));

    [Fact]
    public void Link_that_died_of_silence_reports_the_silence() => Assert.Equal(
        "Failed three times to answer in time, 1 Oct to 17 Nov 2026; last seen alive 2 Sep 2026.",
        Reason(LinkState.Dead, Alive, Check(10, 1, Verdict.Timeout), Check(11, 10, Verdict.Timeout), Check(11, 17, Verdict.Timeout)));

    [Fact]
    public void Link_that_died_with_its_host_names_the_host() => Assert.Equal(
        "Its host media.example was declared dead 3 Nov 2026; last seen alive 2 Sep 2026.",
        StateReason.Explain(
            Link(LinkState.Dead, Alive, Check(11, 4, Verdict.HostOutage)) with { HostDead = new HostDeath("media.example", Day(11, 3)) },
            [Check(11, 4, Verdict.HostOutage)]));

    [Fact]
    public void Vantages_that_saw_it_gone_are_named() => Assert.Equal(
        "Answered 404 once, 17 Nov 2026, and was gone from Oslo and Quito, too; never seen alive.",
        Reason(
            LinkState.Dead,
            lastAlive: null,
            Gone(11, 17),
            Gone(11, 17) with { CheckedAt = Day(11, 17).AddMinutes(1), Vantage = "Oslo" },
            Gone(11, 17) with { CheckedAt = Day(11, 17).AddMinutes(2), Vantage = "Quito" },
            Check(11, 17, Verdict.Timeout) with { CheckedAt = Day(11, 17).AddMinutes(3), Vantage = "Lima" }));

    [Fact]
    public void Rejudged_check_counts_once_by_its_newest_judgement()
    {
        LinkCheck first = Check(11, 10, Verdict.Truncated);
        LinkCheck again = Gone(11, 10) with { CheckedAt = Day(11, 12), RejudgementOf = first.CheckedAt, RejudgedAt = Day(11, 12) };

        Assert.Equal("Answered 404 once, 10 Nov 2026; never seen alive.", Reason(LinkState.Suspect, lastAlive: null, first, again));
    }

    [Fact]
    public void Strikes_that_began_before_the_known_checks_say_at_least() => Assert.Equal(
        "Answered 404 at least twice, 10 to 17 Nov 2026; never seen alive.",
        StateReason.Explain(
            Link(LinkState.Dead, lastAlive: null, Gone(11, 17)) with { FirstChecked = Day(1, 1) }, [Gone(11, 10), Gone(11, 17)]));

    [Fact]
    public void Strikes_whose_first_check_is_known_are_exact() => Assert.Equal(
        "Answered 404 once, 17 Nov 2026; last seen alive 10 Nov 2026.",
        StateReason.Explain(
            Link(LinkState.Suspect, Day(11, 10), Gone(11, 17)) with { FirstChecked = Day(1, 1) },
            [Check(11, 10, Verdict.Alive), Gone(11, 17)]));

    [Theory]
    [InlineData(LinkKind.Image, Verdict.WrongType, "Answered once with something that is not an image")]
    [InlineData(LinkKind.Video, Verdict.WrongType, "Answered once with something that is not a video")]
    [InlineData(LinkKind.Page, Verdict.WrongType, "Answered once with something that is not a page")]
    [InlineData(LinkKind.Other, Verdict.WrongType, "Answered once with something that is not the file")]
    [InlineData(LinkKind.Image, Verdict.Gone, "Answered once that it is gone")]
    [InlineData(LinkKind.Page, Verdict.SoftNotFound, "Answered once with a page that says it is not there")]
    [InlineData(LinkKind.Image, Verdict.Placeholder, "Answered once with a placeholder")]
    [InlineData(LinkKind.Image, Verdict.Truncated, "Answered once with a file that is cut off")]
    [InlineData(LinkKind.Image, Verdict.Empty, "Answered once with no content")]
    public void Each_strike_verdict_has_its_own_description(LinkKind kind, Verdict verdict, string words) =>
        Assert.Equal($"{words}, 17 Nov 2026; never seen alive.", StateReason.Explain(
            Link(LinkState.Suspect, lastAlive: null, Check(11, 17, verdict)) with { Id = Id(kind) }, [Check(11, 17, verdict)]));

    [Theory]
    [InlineData(LinkState.Unknown, Verdict.ServerError, 503, "Answered 503 once")]
    [InlineData(LinkState.Unknown, Verdict.ServerError, null, "Answered once with a server error")]
    [InlineData(LinkState.Unknown, Verdict.Timeout, null, "Failed once to answer in time")]
    [InlineData(LinkState.Unknown, Verdict.DnsFailure, null, "Had once a host name that did not resolve")]
    [InlineData(LinkState.Unknown, Verdict.TlsFailure, null, "Failed once at the TLS connection")]
    [InlineData(LinkState.Unknown, Verdict.ConnectionFailure, null, "Failed once at the connection")]
    [InlineData(LinkState.Unknown, Verdict.HostOutage, null, "Was left out once while its host was down")]
    [InlineData(LinkState.Blocked, Verdict.Blocked, 403, "Refused us with 403 once")]
    [InlineData(LinkState.Blocked, Verdict.Blocked, null, "Refused us once")]
    [InlineData(LinkState.Blocked, Verdict.Refused, null, "Was refused once by our own policy")]
    public void Link_without_evidence_reports_what_came_instead(LinkState state, Verdict verdict, int? status, string words) =>
        Assert.Equal($"{words}, 17 Nov 2026; never seen alive.", Reason(state, lastAlive: null, Check(11, 17, verdict, status)));

    [Fact]
    public void Link_that_was_never_checked_says_so() => Assert.Equal(
        "Never checked.", StateReason.Explain(new Link { Site = "alalam", Id = Id(LinkKind.Image), Path = "/a.jpg" }, []));

    [Theory]
    [InlineData(Verdict.Alive, "Alive at the last check, 17 Nov 2026.")]
    [InlineData(Verdict.Moved, "Alive at the last check, 17 Nov 2026, at a new address.")]
    [InlineData(Verdict.Drifted, "Alive at the last check, 17 Nov 2026, with other content than before.")]
    public void Living_link_reports_when_and_how(Verdict verdict, string words) =>
        Assert.Equal(words, Reason(LinkState.Alive, Day(11, 17), Check(11, 10, Verdict.Alive), Check(11, 17, verdict)));

    [Fact]
    public void Link_that_is_alive_through_a_vantage_names_it() => Assert.Equal(
        "Alive from Oslo at the last check, 17 Nov 2026.",
        StateReason.Explain(
            Link(LinkState.Alive, Day(11, 17), Gone(11, 17)) with { AliveThrough = "Oslo" },
            [Gone(11, 16), Check(11, 17, Verdict.Alive) with { Vantage = "Oslo" }]));

    [Fact]
    public void Living_link_reports_later_checks_that_did_not_count() => Assert.Equal(
        "Last seen alive 2 Sep 2026; since then it failed twice to answer in time, 10 to 12 Nov 2026, which did not count.",
        Reason(LinkState.Alive, Alive, Check(9, 2, Verdict.Alive), Check(11, 10, Verdict.Timeout), Check(11, 12, Verdict.Timeout)));

    [Fact]
    public void State_without_known_checks_reports_the_last_verdict() => Assert.Equal(
        "Was found Gone at the last check, 17 Nov 2026; last seen alive 2 Sep 2026.",
        StateReason.Explain(Link(LinkState.Dead, Alive, Gone(11, 17)), []));

    [Theory]
    [InlineData("2026-11-10", "2026-11-17", "10 to 17 Nov 2026")]
    [InlineData("2026-10-28", "2026-11-17", "28 Oct to 17 Nov 2026")]
    [InlineData("2025-12-30", "2026-01-05", "30 Dec 2025 to 5 Jan 2026")]
    [InlineData("2026-11-17T23:30:00-02:00", "2026-11-18", "18 Nov 2026")]
    public void Dates_are_UTC_and_not_repeated(string from, string to, string words) =>
        Assert.Equal(words, SightingWords.Days(Time(from), Time(to)));

    [Theory]
    [InlineData(1, "once")]
    [InlineData(2, "twice")]
    [InlineData(3, "three times")]
    [InlineData(10, "ten times")]
    [InlineData(11, "11 times")]
    public void Small_counts_are_spelled_out(int count, string words) => Assert.Equal(words, SightingWords.Times(count, atLeast: false));

    private static string Reason(LinkState state, DateTimeOffset? lastAlive, params LinkCheck[] checks) =>
        StateReason.Explain(Link(state, lastAlive, checks), checks);

    private static Link Link(LinkState state, DateTimeOffset? lastAlive, params LinkCheck[] checks) => new()
    {
        Site = "alalam",
        Id = Id(LinkKind.Image),
        Path = "/2016/03/07/a.jpg",
        State = state,
        Verdict = checks[^1].Verdict,
        FirstChecked = checks.Min(check => check.CheckedAt),
        LastChecked = checks.Max(check => check.CheckedAt),
        LastAlive = lastAlive,
    };

    private static LinkId Id(LinkKind kind) => kind == LinkKind.Page ? LinkId.Parse("p1797706") : LinkId.ForMedia(kind, "/2016/03/07/a.jpg");

    private static LinkCheck Gone(int month, int day, int status = 404) => Check(month, day, Verdict.Gone, status);

    private static LinkCheck Check(int month, int day, Verdict verdict, int? status = null) => new()
    {
        Link = Id(LinkKind.Image),
        CheckedAt = Day(month, day),
        Verdict = verdict,
        Reason = "As seen.",
        Location = FactsOf.Image,
        Duration = TimeSpan.FromMilliseconds(12),
        RulesVersion = 1,
        Evidence = Evidence.Of(
            new LinkFacts { Locations = [status is { } code ? FactsOf.Answer(code) : FactsOf.Failure(FailureKind.Timeout)] }, FactsOf.Image),
    };

    private static DateTimeOffset Day(int month, int day) => new(2026, month, day, 12, 0, 0, TimeSpan.Zero);

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(
        text, System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AssumeUniversal);
}
