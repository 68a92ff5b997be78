using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;
using NewsFunctions.Core.WebArchives;
using NewsFunctions.Links.WebArchives;

namespace NewsFunctions.Tests.Links.WebArchives;

public sealed class RescueRulesTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly RescueOptions Options = new();
    private static readonly Memento Copy = new() { Url = "https://web.archive.org/web/2016/x", At = Noon, Digest = "3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ" };

    [Theory]
    [InlineData(LinkState.Unknown, false)]
    [InlineData(LinkState.Alive, false)]
    [InlineData(LinkState.Blocked, false)]
    [InlineData(LinkState.Suspect, true)]
    [InlineData(LinkState.Dead, true)]
    public void Links_are_looked_up_when_they_are_dying(LinkState state, bool wanted) => Assert.Equal(wanted, RescueRules.IsWanted(Picture(state), Noon));

    [Fact]
    public void Failed_lookup_is_retried_after_one_day_doubling_to_thirty()
    {
        LinkRescue? rescue = null;
        List<double> days = [];
        for (DateTimeOffset at = Noon; days.Count < 7; at = rescue.Next!.Value)
        {
            rescue = RescueRules.Apply(rescue, RescueOutcome.NoAnswer, null, at, Options);
            days.Add((rescue.Next!.Value - at).TotalDays);
        }

        Assert.Equal([1, 2, 4, 8, 16, 30, 30], days);
    }

    [Fact]
    public void Missing_memento_is_looked_up_again_after_ninety_days()
    {
        LinkRescue none = RescueRules.Apply(null, RescueOutcome.NotArchived, null, Noon, Options);
        LinkRescue found = RescueRules.Apply(none, RescueOutcome.Found, Copy, Noon, Options);

        Assert.Equal(Noon.AddDays(90), none.Next);
        Assert.False(RescueRules.IsWanted(Picture(LinkState.Dead) with { Rescue = none }, Noon.AddDays(89)));
        Assert.True(RescueRules.IsWanted(Picture(LinkState.Dead) with { Rescue = none }, Noon.AddDays(90)));
        Assert.False(RescueRules.IsWanted(Picture(LinkState.Dead) with { Rescue = found }, Noon.AddYears(9)));
    }

    [Theory]
    [InlineData("3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ", true)]
    [InlineData("QQ2H3S6NNFQ2MSVX7XZKYAYSCX5QBYJA", false)]
    [InlineData(null, null)]
    public void Digest_shows_whether_the_bytes_had_drifted(string? ours, bool? same) => Assert.Equal(same, RescueRules.HasOurBytes(Picture(LinkState.Dead) with
    {
        Rescue = new LinkRescue { Outcome = RescueOutcome.Found, At = Noon, Memento = Copy },
        Fingerprint = new Fingerprint { Url = "https://media.example.org/a.jpg", Sha1 = ours },
    }));

    [Theory]
    [InlineData("https://media.example.org/a.jpg", true)]
    [InlineData("http://MEDIA.Example.ORG./a.jpg", true)]
    [InlineData("https://203.0.114.7/a.jpg", true)]
    [InlineData("http://127.0.0.1:7071/a.jpg", false)]
    [InlineData("http://[::1]/a.jpg", false)]
    [InlineData("http://10.1.2.3/a.jpg", false)]
    [InlineData("http://localhost/a.jpg", false)]
    [InlineData("http://media/a.jpg", false)]
    [InlineData("http://media.localhost/a.jpg", false)]
    [InlineData("http://nas.local/a.jpg", false)]
    [InlineData("http://wiki.corp/a.jpg", false)]
    [InlineData("ftp://media.example.org/a.jpg", false)]
    public void Only_URLs_with_public_names_are_sent_to_web_archives(string url, bool isSent) => Assert.Equal(isSent, PublicName.IsHostOf(url));

    [Theory]
    [InlineData("/2016/03/07/a.jpg", "2016-03-07T23:59:59Z")]
    [InlineData("/news/2016/03/07", "2016-03-07T23:59:59Z")]
    [InlineData("/2016/02/30/a.jpg", null)]
    [InlineData("/a.jpg", null)]
    public void Memento_of_media_is_looked_up_at_the_day_in_its_path(string path, string? at) => Assert.Equal(
        at is null ? null : DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture),
        RescueRules.PublishedAt(new Link { Site = "example", Id = LinkId.ForMedia(LinkKind.Image, path), Path = path }));

    private static Link Picture(LinkState state) =>
        new() { Site = "example", Id = LinkId.ForMedia(LinkKind.Image, "/2016/03/07/a.jpg"), Path = "/2016/03/07/a.jpg", State = state };
}
