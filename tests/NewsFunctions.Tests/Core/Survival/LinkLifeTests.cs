using System.Globalization;
using System.Text.Json;
using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Hosts;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;
using NewsFunctions.Core.States;
using NewsFunctions.Core.Survival;
using NewsFunctions.Links.Rules;

namespace NewsFunctions.Tests.Core.Survival;

public sealed class LinkLifeTests
{
    private static readonly DateTimeOffset Born = new(2016, 3, 7, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Watched = new(2026, 3, 7, 0, 0, 0, TimeSpan.Zero);
    private static readonly LinkStateOptions Options = new();

    [Fact]
    public void Dead_link_died_between_its_last_alive_check_and_the_first_strike()
    {
        LinkLife life = Life(Verdict.Alive, Verdict.Gone, Verdict.Gone, Verdict.Gone);

        Assert.Equal((Watched, Watched, Watched.AddDays(10)), (life.AliveFrom, life.LastAlive, life.DeadBy));
        Assert.Equal(new AgeInterval(119, 121), life.Age);
        Assert.False(life.DiedWithHost);
    }

    [Fact]
    public void Strikes_before_a_link_was_alive_again_do_not_count()
    {
        LinkLife life = Life(Verdict.Gone, Verdict.Gone, Verdict.Alive, Verdict.Gone, Verdict.Blocked, Verdict.Gone, Verdict.Gone);

        Assert.Equal((Watched.AddDays(20), Watched.AddDays(30)), (life.LastAlive, life.DeadBy));
    }

    [Fact]
    public void Link_dead_at_its_first_check_died_any_time_before() =>
        Assert.Equal(new AgeInterval(0, 120), Life(Verdict.Gone, Verdict.Gone, Verdict.Gone).Age);

    [Theory]
    [InlineData(Verdict.Gone)]
    [InlineData(Verdict.Blocked)]
    [InlineData(Verdict.Timeout)]
    public void Link_that_is_not_dead_is_censored_at_its_last_alive_check(Verdict last)
    {
        LinkLife life = Life(Verdict.Alive, Verdict.Alive, last);

        Assert.Null(life.DeadBy);
        Assert.Equal(new AgeInterval(120, null), life.Age);
    }

    [Fact]
    public void Revived_link_did_not_die()
    {
        LinkLife life = Life(Verdict.Alive, Verdict.Gone, Verdict.Gone, Verdict.Gone, Verdict.Alive);

        Assert.Equal((Watched, Watched.AddDays(40), null), (life.AliveFrom, life.LastAlive, life.DeadBy));
    }

    [Fact]
    public void Link_dead_with_its_host_died_at_the_death_of_the_host()
    {
        Link link = Checked(Verdict.Alive) with { State = LinkState.Dead, HostDead = new HostDeath("a.example", Watched.AddDays(70)) };

        LinkLife life = LinkLife.Of(link, null);

        Assert.True(life.DiedWithHost);
        Assert.Equal(new AgeInterval(119, 123), life.Age);
    }

    [Fact]
    public void Link_without_a_stored_first_strike_died_before_its_state_changed()
    {
        Link link = Checked(Verdict.Alive, Verdict.Gone, Verdict.Gone, Verdict.Gone) with { FirstStrike = null, FirstAlive = null };

        LinkLife life = LinkLife.Of(link, null);

        Assert.Equal((link.StateSince, null), (life.DeadBy, life.AliveFrom));
    }

    [Theory]
    [InlineData("/2016/03/07/a.jpg", "2016-03-07")]
    [InlineData("https://a.example/x/2016/03/31/b/a.jpg", "2016-03-31")]
    [InlineData("/2016/02/30/a.jpg", "2016-02-01")]
    [InlineData("/2016/03/a.jpg", "2016-03-01")]
    [InlineData("/2016/03/071/a.jpg", "2016-03-01")]
    public void Medium_is_born_at_the_date_in_its_path(string path, string day)
    {
        LinkBirth? birth = LinkBirth.Of(Media(path), mentionedAt: Watched);

        Assert.Equal(new LinkBirth(DateTimeOffset.Parse($"{day}T00:00:00Z", CultureInfo.InvariantCulture), BirthSource.Path), birth);
        Assert.True(LinkBirth.IsInPaths(Media(path).Shard));
    }

    [Fact]
    public void Link_without_a_date_is_born_with_the_article_that_mentions_it()
    {
        Link page = new() { Site = "example", Id = LinkId.ForPage(ArticleId.Parse("1797706")), Path = "1797706", LastChecked = Watched };

        Assert.False(LinkBirth.IsInPaths(page.Shard));
        Assert.False(LinkBirth.IsInPaths(Media("/pictures/a.jpg").Shard));
        Assert.Equal(new LinkBirth(Born, BirthSource.Article), LinkBirth.Of(page, Born));
        Assert.Equal(new LinkBirth(Born, BirthSource.Article), LinkBirth.Of(Media("/pictures/a.jpg"), Born));
        Assert.Null(LinkBirth.Of(page, null));
    }

    [Fact]
    public void Date_after_the_last_check_is_no_birth()
    {
        Assert.Equal(BirthSource.Article, LinkBirth.Of(Media("/2027/01/01/a.jpg"), Born)!.Source);
        Assert.Null(LinkBirth.Of(Media("/2027/01/01/a.jpg"), Watched.AddDays(1)));
    }

    [Fact]
    public void Ages_are_rounded_outwards_to_months()
    {
        Assert.Equal(new AgeInterval(1, 3), AgeInterval.Between(Born, Born.AddDays(45), Born.AddDays(70)));
        Assert.Equal(new AgeInterval(1, 2), AgeInterval.Between(Born, Born.AddDays(45), Born.AddDays(46)));
        Assert.Equal(new AgeInterval(0, 1), AgeInterval.Between(Born, Born.AddDays(-5), Born.AddDays(-3)));
        Assert.True(AgeInterval.Between(Born, null, null).IsSilent);
    }

    private static LinkLife Life(params Verdict[] verdicts) => LinkLife.Of(Checked(verdicts), null);

    private static Link Media(string path) => new() { Site = "example", Id = LinkId.ForMedia(LinkKind.Image, path), Path = path, LastChecked = Watched };

    /// <summary>Returns an image after checks ten days apart.</summary>
    private static Link Checked(params Verdict[] verdicts)
    {
        Link link = Media("/2016/03/07/a.jpg") with { LastChecked = null };
        foreach ((int number, Verdict verdict) in verdicts.Index())
        {
            LinkCheck check = new()
            {
                Link = link.Id,
                CheckedAt = Watched.AddDays(10 * number),
                Verdict = verdict,
                Reason = verdict.ToString(),
                Location = "https://a.example/2016/03/07/a.jpg",
                Duration = TimeSpan.Zero,
                RulesVersion = VerdictRules.Version,
                Evidence = Evidence.FromJson(JsonElement.Parse("{}")),
            };
            link = LinkStateRules.Apply(link, check, hostAnswers: true, Options);
        }

        return link;
    }
}
