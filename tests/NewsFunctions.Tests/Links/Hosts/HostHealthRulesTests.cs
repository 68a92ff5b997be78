using NewsFunctions.Core.Events;
using NewsFunctions.Core.Hosts;
using NewsFunctions.Links.Hosts;

namespace NewsFunctions.Tests.Links.Hosts;

public sealed class HostHealthRulesTests
{
    private const string Host = "media.example";
    private const string Site = "asite";
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly HostOptions Options = new();
    private static readonly HostHealthRecord Up = new() { LastAnswer = Start };

    [Fact]
    public void Circuit_opens_when_most_recently_alive_links_fail()
    {
        HostHealthRecord four = Judged(Up, 4, LinkOutcome.Outage, Start);
        Assert.Null(four.OpenSince);

        HostHealthRecord five = Judged(four, 1, LinkOutcome.Outage, Start.AddMinutes(1));

        Assert.Equal((Start.AddMinutes(1), HostTrouble.Outage), (five.OpenSince, five.Trouble));
    }

    [Theory]
    [InlineData(0.9, 0)]
    [InlineData(1, 1)]
    [InlineData(-1, -1)]
    public void Answer_time_is_stored_to_the_second(double seconds, double remembered) => Assert.Equal(
        Up with { LastAnswer = Start.AddSeconds(remembered) }, HostHealthRules.Answered(Up, Start.AddSeconds(seconds)));

    [Fact]
    public void Any_answer_ends_a_silence() => Assert.Equal(
        Up with { LastAnswer = Start.AddSeconds(0.1) },
        HostHealthRules.Answered(Up with { SilentSince = Start, DownDays = 2, LastDownDay = Start.AddDays(-1) }, Start.AddSeconds(0.1)));

    [Theory]
    [InlineData(5, 5, false)]
    [InlineData(4, 5, true)]
    [InlineData(100, 100, false)]
    [InlineData(99, 100, true)]
    public void Half_of_the_links_is_not_a_majority(int alive, int failed, bool opens)
    {
        HostHealthRecord seen = Judged(Judged(Up, alive, LinkOutcome.Alive, Start), failed, LinkOutcome.Change, Start);

        Assert.Equal(opens, seen.OpenSince is not null);
    }

    [Fact]
    public void Failures_before_the_window_do_not_count()
    {
        HostHealthRecord seen = Judged(Up, 4, LinkOutcome.Outage, Start);

        Assert.Null(Judged(seen, 4, LinkOutcome.Outage, Start.AddMinutes(10)).OpenSince);
        Assert.NotNull(Judged(seen, 4, LinkOutcome.Outage, Start.AddMinutes(9)).OpenSince);
    }

    [Fact]
    public void Unchecked_links_do_not_count() =>
        Assert.Equal(Up, Judged(Up, 100, LinkOutcome.None, Start));

    [Theory]
    [InlineData(2, 3, HostTrouble.Change)]
    [InlineData(3, 2, HostTrouble.Outage)]
    public void Reason_is_the_most_frequent_failure(int outages, int changes, HostTrouble trouble) =>
        Assert.Equal(trouble, Judged(Judged(Up, outages, LinkOutcome.Outage, Start), changes, LinkOutcome.Change, Start).Trouble);

    [Fact]
    public void Open_circuit_allows_one_trial_per_minute()
    {
        HostHealthRecord open = Open(Start, LinkOutcome.Outage);
        Assert.False(MayProbe(open, wasAlive: true, Start.AddSeconds(59)));
        Assert.True(MayProbe(open, wasAlive: true, Start.AddMinutes(1)));

        open = HostHealthRules.ProbeBegun(open, Start.AddMinutes(1));

        Assert.False(MayProbe(open, wasAlive: true, Start.AddMinutes(1.9)));
        Assert.True(MayProbe(open, wasAlive: true, Start.AddMinutes(2)));
        Assert.False(MayProbe(open, wasAlive: false, Start.AddHours(23)));
        Assert.True(MayProbe(open, wasAlive: false, Start.AddHours(25)));
    }

    [Theory]
    [InlineData(LinkOutcome.Outage)]
    [InlineData(LinkOutcome.Change)]
    [InlineData(LinkOutcome.None)]
    public void Only_an_alive_link_closes_a_circuit(LinkOutcome failed)
    {
        HostHealthRecord open = HostHealthRules.Answered(Open(Start, LinkOutcome.Change), Start.AddMinutes(1));
        Assert.NotNull(AfterTrial(open, failed, Start.AddMinutes(1)).OpenSince);

        HostHealthRecord back = AfterTrial(open, LinkOutcome.Alive, Start.AddMinutes(2));

        Assert.Equal((null, null, 0), (back.OpenSince, back.DownSince, back.Recent.Count));
    }

    [Fact]
    public void Host_outage_and_return_are_published_once_our_network_is_ruled_out()
    {
        HostHealthRecord open = Open(Start, LinkOutcome.Outage);
        Assert.Empty(HostHealthRules.Confirmed(open, otherAnswered: null, Host).Pending);
        Assert.Empty(HostHealthRules.Confirmed(open, Start.AddSeconds(-1), Host).Pending);

        HostHealthRecord published = HostHealthRules.Confirmed(open, Start.AddHours(1), Host);
        published = HostHealthRules.Confirmed(published, Start.AddHours(2), Host);
        published = AfterTrial(published, LinkOutcome.Alive, Start.AddHours(3));

        Assert.Equal([(EventWhat.HostDown, Start), (EventWhat.HostBack, Start.AddHours(3))], published.Pending.Select(one => (one.What, one.At)));
        Assert.All(published.Pending, one => Assert.Equal(Site, one.Site));
        Assert.Empty(AfterTrial(open, LinkOutcome.Alive, Start.AddHours(3)).Pending);
    }

    [Fact]
    public void Host_with_different_content_is_published_at_once() =>
        Assert.Contains("different content", Assert.Single(HostHealthRules.Confirmed(Open(Start, LinkOutcome.Change), null, Host).Pending).Reason, StringComparison.Ordinal);

    [Fact]
    public void Host_without_any_answer_for_thirty_days_is_dead()
    {
        HostHealthRecord known = new();
        for (int day = 0; day < 30; day++)
        {
            known = Silent(known, Start.AddDays(day));
            Assert.Null(known.DeadSince);
        }

        known = Silent(known, Start.AddDays(30));
        known = Silent(known, Start.AddDays(31));

        Assert.Equal(Start.AddDays(30), known.DeadSince);
        Assert.NotNull(known.OpenSince);
        Assert.Equal((EventWhat.HostDead, Start.AddDays(30)), Assert.Single(known.Pending.Select(one => (one.What, one.At))));
        Assert.DoesNotContain(HostHealthRules.Confirmed(known, Start.AddDays(40), Host).Pending, one => one.What == EventWhat.HostDown);

        HostHealthRecord back = AfterTrial(HostHealthRules.Answered(known, Start.AddDays(50)), LinkOutcome.Alive, Start.AddDays(50));
        Assert.Equal((null, null), (back.DeadSince, back.OpenSince));
        Assert.Equal(EventWhat.HostBack, back.Pending[^1].What);
    }

    [Fact]
    public void Answer_in_between_restarts_the_thirty_days()
    {
        HostHealthRecord known = Silent(Silent(Silent(new HostHealthRecord(), Start), Start.AddDays(1)), Start.AddDays(29));
        known = HostHealthRules.Answered(known, Start.AddDays(29));
        known = Silent(Silent(Silent(known, Start.AddDays(31)), Start.AddDays(32)), Start.AddDays(60));

        Assert.Null(known.DeadSince);
    }

    [Fact]
    public void Two_failures_a_month_apart_are_no_month_of_silence()
    {
        HostHealthRecord known = Silent(Silent(new HostHealthRecord(), Start), Start.AddDays(60));
        Assert.Null(known.DeadSince);

        known = Silent(Silent(known, Start.AddDays(60)), Start.AddDays(61));
        Assert.Equal(Start.AddDays(61), known.DeadSince);
    }

    [Fact]
    public void A_circuit_that_is_open_for_thirty_days_kills_the_host_too()
    {
        HostHealthRecord known = HostHealthRules.Confirmed(Open(Start, LinkOutcome.Change), null, Host);
        foreach (int day in (int[])[1, 2, 29, 30])
        {
            known = AfterTrial(HostHealthRules.Answered(known, Start.AddDays(day)), LinkOutcome.Change, Start.AddDays(day));
        }

        Assert.Equal(Start.AddDays(30), known.DeadSince);
        Assert.Equal([EventWhat.HostDown, EventWhat.HostDead], known.Pending.Select(one => one.What));
    }

    [Fact]
    public void No_host_dies_unless_another_host_answers()
    {
        HostHealthRecord known = Open(Start, LinkOutcome.Outage);
        for (int day = 1; day < 100; day++)
        {
            known = HostHealthRules.Probed(known, LinkOutcome.Outage, proven: false, Start.AddDays(day), Host, Site, Options);
        }

        Assert.Null(known.DeadSince);
    }

    [Fact]
    public void Network_works_for_a_host_if_another_host_answered()
    {
        NetworkWitness network = new();
        Assert.Null(network.OthersThan(Host));
        network.Answered(Host, Start);
        Assert.Null(network.OthersThan(Host));

        network.Answered("other.example", Start.AddHours(1));
        network.Answered(Host, Start.AddHours(2));
        network.Answered(Host, Start.AddHours(3));

        Assert.Equal(Start.AddHours(1), network.OthersThan(Host));
        Assert.Equal(Start.AddHours(3), network.OthersThan("other.example"));
        Assert.Equal(Start.AddHours(3), network.OthersThan("third.example"));
    }

    private static HostHealthRecord Open(DateTimeOffset at, LinkOutcome outcome) => Judged(Up, 5, outcome, at);

    private static HostHealthRecord Judged(HostHealthRecord known, int times, LinkOutcome outcome, DateTimeOffset at) =>
        Enumerable.Range(0, times).Aggregate(known, (before, _) => HostHealthRules.Judged(before, outcome, at, Site, Options.PerHost));

    private static HostHealthRecord AfterTrial(HostHealthRecord known, LinkOutcome outcome, DateTimeOffset at) =>
        HostHealthRules.Probed(known, outcome, proven: true, at, Host, Site, Options);

    private static HostHealthRecord Silent(HostHealthRecord known, DateTimeOffset at) => HostHealthRules.Silent(known, at, Host, Site, Options);

    private static bool MayProbe(HostHealthRecord known, bool wasAlive, DateTimeOffset at) =>
        HostHealthRules.MayProbe(known, wasAlive, at, Options.PerHost);
}
