using System.Text.Json;
using NewsFunctions.Archive.Api;
using NewsFunctions.Core.Articles;
using NewsFunctions.Core.Diagnostics;
using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Ledger;
using NewsFunctions.Core.Links;
using NewsFunctions.Storage.Articles;
using NewsFunctions.Storage.Words;

namespace NewsFunctions.Tests.Archive.Http;

public sealed class ResponseShapeTests
{
    private static readonly DateTimeOffset Dateline = new(2016, 3, 11, 16, 23, 23, TimeSpan.FromHours(3.5));
    private static readonly DateTimeOffset Noon = new(2016, 3, 12, 12, 0, 0, TimeSpan.Zero);

    private static readonly RelatedItem Item = new()
    {
        Id = "1796428",
        Sort = "3509991",
        ContentTypeId = "21",
        Pic = "/2016/03/07/example_635929720961368213_4x3.jpg",
        Title = "Market reopens",
        Kind = LinkKind.Image,
        UploadedAt = new DateTime(635929720961368213),
    };

    [Fact]
    public void Listed_article_has_the_documented_members()
    {
        var item = ArticleListItem.From(new ArticleSummary
        {
            Site = "alalam",
            Id = ArticleId.Parse("1797706"),
            Title = null,
            PublishedAt = Dateline,
            Signature = "S/SH 11",
            RelatedCount = 12,
            DumpName = "a.txt",
            Diagnostics = 1,
            Language = "en",
            DamageScore = 0.25,
            DeadLinks = [LinkId.ForPage(ArticleId.Parse("17"))],
        }, new ArticleMedia(MediaState.Suspect, new MediaCounts(9, 0, 2, 1)), new Excerpt("the ", "Storks", " came"));

        Assert.Equal(
            """{"items":[{"site":"alalam","id":"1797706","title":null,"publishedAt":"2016-03-11T16:23:23+03:30","signature":"S/SH 11","relatedCount":12,"dumpName":"a.txt","diagnostics":1,"language":"en","damageScore":0.25,"mediaState":"suspect","media":{"total":9,"dead":0,"suspect":2,"unknown":1},"deadLinks":["p17"],"moreDeadLinks":false,"excerpt":{"before":"the ","match":"Storks","after":" came"}}],"continuation":null,"scannedTo":null,"note":null}""",
            JsonSerializer.Serialize(new ArticleListResponse([item], null, null, null), ApiJson.Web.ArticleListResponse));
    }

    [Fact]
    public void An_article_shows_its_related_items_with_their_links()
    {
        LinkId media = LinkId.ForMedia(LinkKind.Image, Item.Pic!);
        var links = new Dictionary<LinkId, Link> { [media] = new() { Site = "alalam", Id = media, Path = Item.Pic!, State = LinkState.Dead } };

        JsonElement json = JsonSerializer.SerializeToElement(ArticleResponse.From(Stored("1797706", Item), links), ApiJson.Web.ArticleResponse);

        JsonElement related = Assert.Single(json.GetProperty("related").EnumerateArray());
        Assert.Equal(
            ["id", "sort", "contentTypeId", "pic", "title", "kind", "uploadedAt", "linkId", "linkState", "pageLinkId"],
            related.EnumerateObject().Select(member => member.Name));
        Assert.Equal("image", related.GetProperty("kind").GetString());
        Assert.Equal("2016-03-07T18:28:16.1368213", related.GetProperty("uploadedAt").GetString());
        Assert.Equal((media.Value, "Dead"), (related.GetProperty("linkId").GetString(), related.GetProperty("linkState").GetString()));
        Assert.Equal("p1796428", related.GetProperty("pageLinkId").GetString());
        Assert.Equal("p1797706", json.GetProperty("pageLinkId").GetString());
        Assert.Equal("new.txt", json.GetProperty("dumpName").GetString());
        Assert.Equal("warning", json.GetProperty("diagnostics")[0].GetProperty("severity").GetString());
        Assert.Equal((2410, 2407), (json.GetProperty("declaredLength").GetInt64(), json.GetProperty("actualLength").GetInt64()));
    }

    [Fact]
    public void Item_without_path_and_id_has_no_links()
    {
        var related = RelatedResponse.From(Item with { Pic = null, Id = null }, new Dictionary<LinkId, Link>());

        Assert.Equal((null, null, null), (related.LinkId, related.LinkState, related.PageLinkId));
    }

    [Fact]
    public void Text_id_has_no_publisher_page() =>
        Assert.Null(ArticleResponse.From(Stored("20160311-0123456789abcdef"), new Dictionary<LinkId, Link>()).PageLinkId);

    [Fact]
    public void Link_has_the_documented_members()
    {
        LinkId id = LinkId.Parse("p1797706");
        var link = new Link { Site = "alalam", Id = id, Path = "1797706", State = LinkState.Suspect, Verdict = Verdict.SoftNotFound, Strikes = 1, LastChecked = Noon };

        JsonElement json = JsonSerializer.SerializeToElement(LinkResponse.From(link, ["https://en.example/news/1797706"]), ApiJson.Web.LinkResponse);

        Assert.Equal(
            [
                "linkId", "site", "kind", "path", "title", "state", "verdict", "strikes", "firstChecked", "lastChecked", "lastAlive", "nextDue",
                "locations", "hostDead", "mementoUrl", "mementoAt", "mementoSame", "rescue", "offer", "captureUrl", "judgement", "checkedState",
            ],
            json.EnumerateObject().Select(member => member.Name));
        Assert.Equal(("page", "Suspect", "SoftNotFound"), (json.GetProperty("kind").GetString(), json.GetProperty("state").GetString(), json.GetProperty("verdict").GetString()));
    }

    [Fact]
    public void Evidence_is_shown_as_JSON_with_escaped_markup()
    {
        var check = new LinkCheck
        {
            Link = LinkId.Parse("p1"),
            CheckedAt = Noon,
            Verdict = Verdict.Gone,
            Reason = "404",
            Location = null,
            Duration = TimeSpan.FromMilliseconds(12.3456),
            RulesVersion = 1,
            Evidence = Evidence.FromJson(TestRequests.Json("""{"server":"<b>x</b>"}""")),
        };

        string json = JsonSerializer.Serialize(new PageResponse<LinkCheckResponse>([LinkCheckResponse.From(check)], null), ApiJson.Web.PageResponseLinkCheckResponse);

        Assert.DoesNotContain("<", json, StringComparison.Ordinal);
        JsonElement item = TestRequests.Json(json).GetProperty("items")[0];
        Assert.Equal("<b>x</b>", item.GetProperty("evidence").GetProperty("server").GetString());
        Assert.Equal(12.346, item.GetProperty("durationMilliseconds").GetDouble());
    }

    [Fact]
    public void Upload_without_a_row_is_waiting()
    {
        var dump = new DumpBlob { Name = "a.txt", ETag = "\"1\"", LastModified = Noon, Size = 3, Metadata = new Dictionary<string, string>() };

        JsonElement json = JsonSerializer.SerializeToElement(DumpResponse.Waiting(dump), ApiJson.Web.DumpResponse);

        Assert.Equal(("Waiting", dump.Id.ToString()), (json.GetProperty("status").GetString(), json.GetProperty("dumpId").GetString()));
        Assert.Equal(0, json.GetProperty("counts").GetProperty("articles").GetInt64());
    }

    private static StoredArticle Stored(string id, params RelatedItem[] related)
    {
        var article = new Article
        {
            Site = "alalam",
            Id = ArticleId.Parse(id),
            Title = "Bridge opens",
            Section = null,
            PublishedAt = Dateline,
            Signature = null,
            Paragraphs = ["It opened."],
            Related = related,
            DeclaredLength = 2410,
            ActualLength = 2407,
            Damage = Damage.None,
            Language = null,
            Extra = null,
            Diagnostics = [new DumpDiagnostic("ND999", DiagnosticSeverity.Warning, 0, "shorter than declared")],
            ContentHash = "0123456789abcdef",
        };
        return new StoredArticle(article, [Found("new.txt", Noon.AddDays(1)), Found("old.txt", Noon)], "\"1\"") { IsCurrent = true };
    }

    private static Provenance Found(string dump, DateTimeOffset uploadedAt) => new()
    {
        DumpName = dump,
        DumpId = "1",
        Member = string.Empty,
        Offset = 0,
        Length = 100,
        UploadedAt = uploadedAt,
        CrawledAt = null,
    };
}
