using System.Text.Json;
using NewsFunctions.Core.Events;
using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Hosts;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;

namespace NewsFunctions.Tests.Core.Links;

public sealed class LinkTransitionsTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly Fingerprint Old = Bytes('a');
    private static readonly Fingerprint New = Bytes('b');

    [Theory]
    [InlineData(LinkState.Suspect, LinkState.Dead, EventWhat.Dead)]
    [InlineData(LinkState.Unknown, LinkState.Dead, EventWhat.Dead)]
    [InlineData(LinkState.Dead, LinkState.Alive, EventWhat.Revived)]
    [InlineData(LinkState.Dead, LinkState.Blocked, EventWhat.Revived)]
    [InlineData(LinkState.Dead, LinkState.Dead, null)]
    [InlineData(LinkState.Unknown, LinkState.Suspect, null)]
    [InlineData(LinkState.Suspect, LinkState.Alive, null)]
    [InlineData(LinkState.Alive, LinkState.Blocked, null)]
    public void Only_death_and_revival_are_published(LinkState before, LinkState after, EventWhat? what) =>
        Assert.Equal(what is { } one ? [one] : null, Published(LinkKind.Image, before, Verdict.Gone, Old, Verdict.Alive, New, after));

    [Theory]
    [InlineData(Verdict.Alive)]
    [InlineData(Verdict.Timeout)]
    [InlineData(null)]
    public void Drift_is_published_once(Verdict? before)
    {
        Assert.Equal([EventWhat.Drifted], Published(LinkKind.Image, LinkState.Alive, before, Old, Verdict.Drifted, New, LinkState.Alive));
        Assert.Null(Published(LinkKind.Image, LinkState.Alive, Verdict.Drifted, New, Verdict.Drifted, New, LinkState.Alive));
    }

    [Fact]
    public void Second_drift_to_other_bytes_is_another_event() =>
        Assert.Equal([EventWhat.Drifted], Published(LinkKind.Image, LinkState.Alive, Verdict.Drifted, Old, Verdict.Drifted, New, LinkState.Alive));

    [Fact]
    public void Page_that_stays_another_article_gives_one_event() =>
        Assert.Null(Published(LinkKind.Page, LinkState.Alive, Verdict.Drifted, Old, Verdict.Drifted, New, LinkState.Alive));

    [Fact]
    public void Dead_link_that_returns_as_something_else_gives_two_events() => Assert.Equal(
        [EventWhat.Revived, EventWhat.Drifted],
        Published(LinkKind.Video, LinkState.Dead, Verdict.Gone, Old, Verdict.Drifted, New, LinkState.Alive));

    [Fact]
    public void Every_spelling_of_an_event_type_is_parsed() =>
        Assert.All(Enum.GetValues<EventWhat>(), what => Assert.Equal(what, EventWhats.FromName(EventWhats.Name(what))));

    [Fact]
    public void Link_that_dies_with_its_host_is_published_only_to_articles()
    {
        var death = new HostDeath("media.example", Noon);

        Assert.Empty(Published(LinkKind.Image, LinkState.Alive, Verdict.Timeout, Old, Verdict.HostOutage, New, LinkState.Dead, after: death)!);
        Assert.Empty(Published(LinkKind.Image, LinkState.Dead, Verdict.HostOutage, Old, Verdict.Alive, New, LinkState.Alive, before: death)!);
        Assert.Null(Published(LinkKind.Image, LinkState.Dead, Verdict.HostOutage, Old, Verdict.HostOutage, New, LinkState.Dead, death, death));
    }

    private static IReadOnlyList<EventWhat>? Published(
        LinkKind kind,
        LinkState stateBefore,
        Verdict? last,
        Fingerprint known,
        Verdict verdict,
        Fingerprint now,
        LinkState stateAfter,
        HostDeath? before = null,
        HostDeath? after = null)
    {
        var link = new Link
        {
            Site = "example",
            Id = kind == LinkKind.Page ? LinkId.ForPage(ArticleId.Parse("1797706")) : LinkId.ForMedia(kind, "/2016/03/07/a.jpg"),
            Path = "/2016/03/07/a.jpg",
            State = stateBefore,
            HostDead = before,
            Verdict = last,
            Fingerprint = known,
        };
        var check = new LinkCheck
        {
            Link = link.Id,
            CheckedAt = Noon,
            Verdict = verdict,
            Reason = "It answered.",
            Location = "https://media.example/a.jpg",
            Duration = TimeSpan.Zero,
            Fingerprint = now,
            RulesVersion = 1,
            Evidence = Evidence.FromJson(JsonElement.Parse("{}")),
        };
        return LinkTransitions.Of(link, check, link with { State = stateAfter, HostDead = after });
    }

    private static Fingerprint Bytes(char first) =>
        new() { Url = "https://media.example/a.jpg", Size = 100, Bytes = 100, Sha256 = new string(first, 64) };
}
