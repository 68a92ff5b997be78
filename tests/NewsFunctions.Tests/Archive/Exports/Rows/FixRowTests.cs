using NewsFunctions.Archive.Exports.Rows;
using NewsFunctions.Core.Captures;
using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Hosts;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;
using NewsFunctions.Core.WebArchives;

namespace NewsFunctions.Tests.Archive.Exports.Rows;

public sealed class FixRowTests
{
    private static readonly DateTimeOffset Died = MadeRows.Noon.AddDays(9);

    private static readonly Link Dead = new()
    {
        Site = "example",
        Id = LinkId.ForMedia(LinkKind.Image, "/2016/03/07/a.jpg"),
        Path = "/2016/03/07/a.jpg",
        State = LinkState.Dead,
        Verdict = Verdict.Gone,
        StateSince = Died,
        LastAlive = MadeRows.Noon,
        Fingerprint = new Fingerprint { Url = "https://a.example/a.jpg", Sha1 = "OURS" },
    };

    private static readonly LinkRescue Found = new()
    {
        Outcome = RescueOutcome.Found,
        At = Died,
        Memento = new Memento { Url = "https://archive.example/a.jpg", At = MadeRows.Noon.AddDays(-1), Digest = "OURS" },
    };

    private static readonly LinkCapture Captured = new()
    {
        TriedAt = MadeRows.Noon,
        File = new CapturedFile { Sha256 = "0f", Sha1 = "OURS", At = MadeRows.Noon.AddDays(1), Bytes = 3, Type = "image/jpeg", Url = "https://a.example/a.jpg" },
    };

    [Fact]
    public void Dead_link_without_a_capture_has_no_replacement()
    {
        FixRow row = Row(Dead);

        Assert.Equal((null, null, null, null), (row.ReplacementUrl, row.ReplacementAt, row.ReplacementFrom, row.SameBytes));
        Assert.Equal((Died, MadeRows.Noon), (row.DiedAt, row.LastAlive));
        Assert.Equal("The server says that it is gone (404 or 410)", row.VerdictText);
    }

    [Fact]
    public void Memento_comes_before_our_own_capture()
    {
        FixRow row = Row(Dead with { Rescue = Found, Capture = Captured });

        Assert.Equal(("https://archive.example/a.jpg", ReplacementFrom.Memento), (row.ReplacementUrl, row.ReplacementFrom));
        Assert.Equal(MadeRows.Noon.AddDays(-1), row.ReplacementAt);
    }

    [Fact]
    public void Capture_is_the_replacement_if_no_web_archive_has_a_memento()
    {
        FixRow row = Row(Dead with { Capture = Captured, Rescue = Found with { Outcome = RescueOutcome.NotArchived, Memento = null } });

        Assert.Equal(("/api/captures/0f", ReplacementFrom.Capture), (row.ReplacementUrl, row.ReplacementFrom));
        Assert.Equal(MadeRows.Noon.AddDays(1), row.ReplacementAt);
    }

    [Theory]
    [InlineData("OURS", SameBytes.Yes)]
    [InlineData("OTHER", SameBytes.No)]
    [InlineData(null, SameBytes.Unknown)]
    public void Capture_is_compared_with_the_bytes_last_seen_alive(string? seen, SameBytes same)
    {
        Link link = Dead with { Fingerprint = Dead.Fingerprint! with { Sha1 = seen } };

        Assert.Equal(same, Row(link with { Rescue = Found }).SameBytes);
        Assert.Equal(same, Row(link with { Capture = Captured }).SameBytes);
    }

    [Fact]
    public void Suspect_link_has_no_death_date() => Assert.Null(Row(Dead with { State = LinkState.Suspect }).DiedAt);

    [Fact]
    public void Link_that_died_with_its_host_names_the_host()
    {
        FixRow row = Row(Dead with { Verdict = Verdict.HostOutage, HostDead = new HostDeath("a.example", Died.AddDays(1)) });

        Assert.Equal(("Its host a.example is dead", Died.AddDays(1)), (row.VerdictText, row.DiedAt));
    }

    [Fact]
    public void Every_verdict_has_its_own_description() =>
        Assert.Distinct(Enum.GetValues<Verdict>().Select(VerdictWords.Of));

    private static FixRow Row(Link link) => FixRow.From(link, ArticleId.Parse("900429"), article: null, publishedAt: null, pageUrl: null, lostUrl: null);
}
