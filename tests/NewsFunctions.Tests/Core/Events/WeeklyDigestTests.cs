using NewsFunctions.Core.Events;

namespace NewsFunctions.Tests.Core.Events;

public sealed class WeeklyDigestTests
{
    [Theory]
    [InlineData("2026-11-30T00:00:00Z", "2026-W49", "2026-11-30")]
    [InlineData("2026-11-29T23:59:59Z", "2026-W48", "2026-11-23")]
    [InlineData("2026-11-30T02:00:00+03:00", "2026-W48", "2026-11-23")]
    [InlineData("2027-01-03T12:00:00Z", "2026-W53", "2026-12-28")]
    [InlineData("2027-01-04T00:00:00Z", "2027-W01", "2027-01-04")]
    [InlineData("2024-12-31T12:00:00Z", "2025-W01", "2024-12-30")]
    public void Week_starts_on_Monday_at_midnight_UTC(string at, string week, string monday)
    {
        var of = IsoWeek.Of(DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture));

        Assert.Equal((week, monday), (of.ToString(), of.Start.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)));
        Assert.Equal((of, of), (of.Next.Previous, IsoWeek.Of(of.End.AddTicks(-1))));
    }

    [Fact]
    public void Digest_leaves_out_links_that_returned_unless_they_died_again()
    {
        var losses = WeekLosses.Of(
        [
            ("again", EventWhat.Dead), ("back", EventWhat.Revived), ("again", EventWhat.Revived), ("back", EventWhat.Dead),
            ("lost", EventWhat.Dead), ("again", EventWhat.Dead), ("host.example", EventWhat.HostDead), ("lost", EventWhat.Drifted),
        ]);

        Assert.Equal(["again", "lost"], losses.Lost.Order(StringComparer.Ordinal));
        Assert.Equal(1, losses.Revived);
    }

    [Theory]
    [InlineData(2, "2 lost, 1 replaceable, 2 hosts in trouble.")]
    [InlineData(1, "2 lost, 1 replaceable, 1 host in trouble.")]
    public void Digest_has_its_numbers_in_one_line_dated_at_the_week_end(int hosts, string expected)
    {
        var week = new IsoWeek(2026, 48);

        ArchiveEvent published = new WeekLosses(["a", "b"], 0).ToDigest(week, replaceable: 1, hosts).ToEvent("samples");

        Assert.Equal((expected, "2026-W48", week.End), (published.Reason, published.Subject, published.At));
    }
}
