using System.Xml;
using System.Xml.Linq;
using NewsFunctions.Archive.Api;
using NewsFunctions.Archive.Http;
using NewsFunctions.Core.Events;
using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Ids;
using NewsFunctions.Storage.Events;

namespace NewsFunctions.Tests.Archive.Http;

public sealed class EventFeedTests
{
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly ArchiveEvent Dead = new()
    {
        Site = "alalam",
        At = Noon,
        What = EventWhat.Dead,
        Subject = "i2016-03-0123456789abcdef",
        Kind = LinkKind.Image,
        Path = "/2016/03/07/a.jpg",
        Title = "Harbour",
        Verdict = Verdict.Gone,
        Reason = "Status 404.",
        ArticleCount = 7,
        Articles = [ArticleId.Parse("1797706")],
    };

    private static readonly ArchiveEvent Down = new() { Site = "alalam", At = Noon.AddHours(-1), What = EventWhat.HostDown, Subject = "[2001:db8::1]:8080" };

    [Fact]
    public void Feed_has_the_elements_required_by_RFC_4287()
    {
        XElement feed = Read(new EventFilter(), Dead, Down);

        Assert.Equal("urn:newsfunctions:events::", Text(feed, "id"));
        Assert.Equal("2026-03-01T12:00:00Z", Text(feed, "updated"));
        Assert.NotEqual("", Text(feed, "title"));
        Assert.NotEqual("", Text(feed.Element(Atom + "author")!, "name"));
        Assert.Equal("/api/feeds/events.xml", feed.Elements(Atom + "link").Single(link => link.Attribute("rel")?.Value == "self").Attribute("href")?.Value);
        Assert.Equal(2, feed.Elements(Atom + "entry").Count());
        Assert.All(feed.Elements(Atom + "entry"), entry =>
        {
            Assert.StartsWith("urn:newsfunctions:event:alalam:", Text(entry, "id"), StringComparison.Ordinal);
            Assert.True(Uri.TryCreate(Text(entry, "id"), UriKind.Absolute, out _));
            Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$", Text(entry, "updated"));
            Assert.NotEqual("", Text(entry, "title"));
            Assert.Equal("text", entry.Element(Atom + "content")?.Attribute("type")?.Value);
        });
        XElement dead = feed.Elements(Atom + "entry").First();
        Assert.Equal("Dead: Harbour", Text(dead, "title"));
        Assert.Equal("/api/links/alalam/i2016-03-0123456789abcdef", dead.Element(Atom + "link")?.Attribute("href")?.Value);
        Assert.Contains("Status 404.", Text(dead, "content"), StringComparison.Ordinal);
    }

    [Fact]
    public void Same_events_give_the_same_feed_and_another_filter_another_feed()
    {
        Assert.Equal(Write(new EventFilter(), Dead, Down), Write(new EventFilter(), Dead, Down));
        Assert.Equal("urn:newsfunctions:events:alalam:dead", Text(Read(new EventFilter { Site = "alalam", What = EventWhat.Dead }, Dead), "id"));
    }

    [Fact]
    public void Feed_filtered_by_kind_and_host_has_its_own_id()
    {
        XElement feed = Read(new EventFilter { Site = "alalam", Kind = LinkKind.Image, Host = "Media.example:8080" }, Dead);

        Assert.Equal("urn:newsfunctions:events:alalam::image:media.example%3A8080", Text(feed, "id"));
        Assert.Equal("Link rot of alalam: image, media.example:8080", Text(feed, "title"));
        Assert.Equal(
            "/api/feeds/events.xml?site=alalam&kind=image&host=media.example%3A8080",
            feed.Elements(Atom + "link").Single(link => link.Attribute("rel")?.Value == "self").Attribute("href")?.Value);
    }

    [Fact]
    public void Digest_entry_has_the_week_in_its_title()
    {
        ArchiveEvent digest = new WeekLosses(["a", "b"], 1).ToDigest(new IsoWeek(2026, 8), replaceable: 1, hostsInTrouble: 2).ToEvent("alalam");

        XElement entry = Read(new EventFilter { What = EventWhat.Digest }, digest).Element(Atom + "entry")!;

        Assert.Equal("alalam, week 2026-W08: 2 lost, 1 replaceable, 2 hosts in trouble", Text(entry, "title"));
        Assert.EndsWith(":digest:2026-W08", Text(entry, "id"), StringComparison.Ordinal);
    }

    [Fact]
    public void Feed_without_events_says_that_it_was_updated_today() =>
        Assert.Equal("2026-03-01T00:00:00Z", Text(Read(new EventFilter { Site = "elsewhere" }), "updated"));

    [Theory]
    [InlineData("<script>alert(1)</script> & \"more\" ]]>", "<script>alert(1)</script> & \"more\" ]]>")]
    [InlineData("a\0b\u000bc\u001b[31m\ufffe", "a\ufffdb\ufffdc\ufffd[31m\ufffd")]
    public void Text_of_dumps_and_servers_is_escaped(string said, string read)
    {
        XElement feed = Read(new EventFilter(), Dead with { Title = said, Reason = said, Path = said });

        XElement entry = feed.Element(Atom + "entry")!;
        Assert.Equal($"Dead: {read}", Text(entry, "title"));
        Assert.Contains(read, Text(entry, "content"), StringComparison.Ordinal);
    }

    [Fact]
    public void Unpaired_surrogates_are_replaced_and_pairs_kept()
    {
        string whole = char.ConvertFromUtf32(0x1F600);

        XElement feed = Read(new EventFilter(), Dead with { Title = $"{whole[0]} {whole} {whole[1]}{whole[0]}" });

        Assert.Equal($"Dead: \ufffd {whole} \ufffd\ufffd", Text(feed.Element(Atom + "entry")!, "title"));
    }

    private static string Text(XElement parent, string name) => Assert.Single(parent.Elements(Atom + name)).Value;

    private static byte[] Write(EventFilter filter, params ArchiveEvent[] events) =>
        EventFeed.Write(filter, [.. events.Select(EventResponse.From)], Noon);

    private static XElement Read(EventFilter filter, params ArchiveEvent[] events)
    {
        using var bytes = new MemoryStream(Write(filter, events));
        using var reader = XmlReader.Create(bytes, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, CheckCharacters = true });
        XElement feed = XDocument.Load(reader).Root!;
        Assert.Equal(Atom + "feed", feed.Name);
        return feed;
    }
}
