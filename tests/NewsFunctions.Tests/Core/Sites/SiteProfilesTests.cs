using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using NewsFunctions.Archive.Composition;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;
using NewsFunctions.Core.Sites;
using NewsFunctions.Tests.Dumps.Reading;

namespace NewsFunctions.Tests.Core.Sites;

public sealed class SiteProfilesTests
{
    [Fact]
    public void Built_in_site_has_its_locations_in_order()
    {
        SiteProfiles sites = ReadText.Sites();

        Assert.Equal(
            [
                "https://media.alalam.ir/news/image/original/2016/03/07/a.jpg",
                "https://media.alalam.ir/news/image/855x495/2016/03/07/a.jpg",
                "https://media.alalamtv.net/news/image/855x495/2016/03/07/a.jpg",
            ],
            sites.Locations(Media("/2016/03/07/a.jpg")));
        Assert.Equal(["https://en.alalam.ir/news/1797706"], sites.Locations(Page("1797706")));
        Assert.Equal("Asia/Tehran", sites.Get("alalam").TimeZone.Id);
    }

    [Theory]
    [InlineData("/a b.jpg", "https://m.example/i/a%20b.jpg")]
    [InlineData("/تصویر.jpg", "https://m.example/i/%D8%AA%D8%B5%D9%88%DB%8C%D8%B1.jpg")]
    [InlineData("/a%20b.jpg", "https://m.example/i/a%20b.jpg")]
    [InlineData("/100%.jpg", "https://m.example/i/100%25.jpg")]
    [InlineData("/a\"b<c>.jpg", "https://m.example/i/a%22b%3Cc%3E.jpg")]
    [InlineData("/a#b.jpg?x=1", "https://m.example/i/a%23b.jpg?x=1")]
    [InlineData("@evil.example/x.jpg", "https://m.example/i/@evil.example/x.jpg")]
    [InlineData("\\\\evil.example\\x.jpg", "https://m.example/i/%5C%5Cevil.example%5Cx.jpg")]
    [InlineData("/a\r\nHost: evil.jpg", null)]
    [InlineData("/a%0d%0aHost: evil.jpg", null)]
    [InlineData("/../x.jpg", null)]
    [InlineData("/a/%2e%2E/x.jpg", null)]
    [InlineData("/a/..\\x.jpg", null)]
    [InlineData("/a%2f..%2fx.jpg", null)]
    [InlineData("/", null)]
    [InlineData("https://cdn.example.org/x y.jpg", "https://cdn.example.org/x%20y.jpg")]
    [InlineData("HTTP://cdn.example.org/x.jpg", "http://cdn.example.org/x.jpg")]
    [InlineData("https://@evil.example/x.jpg", null)]
    [InlineData("https://m.example@evil.example/x.jpg", null)]
    [InlineData("https://evil.example\\@m.example/x.jpg", null)]
    [InlineData("https://", null)]
    [InlineData("//cdn.example.org/x y.jpg", "https://cdn.example.org/x%20y.jpg")]
    [InlineData("//m.example@evil.example/x.jpg", null)]
    [InlineData("///x.jpg", null)]
    [InlineData("https://en.alalam.ir\ufffdnews/x.jpg", null)]
    [InlineData("ftp://cdn.example.org/x.jpg", null)]
    [InlineData("javascript:alert(1)", null)]
    [InlineData("data:image/png;base64,AAAA", null)]
    [InlineData(" /a.jpg ", "https://m.example/i/a.jpg")]
    [InlineData("\t/a b.jpg\r\n", "https://m.example/i/a%20b.jpg")]
    [InlineData("\n\n/a.jpg\u00a0\u2028", "https://m.example/i/a.jpg")]
    [InlineData("\r\nhttps://cdn.example.org/x.jpg\t", "https://cdn.example.org/x.jpg")]
    [InlineData(" //cdn.example.org/x.jpg ", "https://cdn.example.org/x.jpg")]
    [InlineData("\u200b /a.jpg", "https://m.example/i/a.jpg")]
    [InlineData("\ufeff/a.jpg\u200f\r\n", "https://m.example/i/a.jpg")]
    [InlineData("\u200bhttps://cdn.example.org/x.jpg", "https://cdn.example.org/x.jpg")]
    [InlineData("\u200bftp://cdn.example.org/x.jpg", null)]
    [InlineData("\u200b\ufeff", null)]
    [InlineData("/a.jpg%20", "https://m.example/i/a.jpg%20")]
    [InlineData("/a\t.jpg", null)]
    [InlineData(" ../x.jpg", null)]
    [InlineData(" \t\r\n", null)]
    [InlineData(" ftp://cdn.example.org/x.jpg", null)]
    public void A_path_can_change_neither_host_nor_folder(string pic, string? location)
    {
        SiteProfiles sites = ReadText.Sites(o => o.Sites["alalam"] = new SiteOptions { MediaUrls = ["https://m.example/i/{pic}"] });

        Assert.Equal(location is null ? [] : [location], sites.Locations(Media(pic)));
    }

    [Fact]
    public void Spaces_around_a_path_are_kept_in_link_and_refusal()
    {
        Link link = Media(" /a.jpg\r\n");

        Assert.Equal(Media("/a.jpg").Kind, link.Kind);
        Assert.NotEqual(Media("/a.jpg").Id, link.Id);
        Assert.Equal([" \t"], ReadText.Sites().ToCheck(Media(" \t")));
    }

    [Theory]
    [InlineData("http://m.example{pic}", "/2016/a.jpg", "http://m.example/2016/a.jpg")]
    [InlineData("http://m.example{pic}", "2016/a.jpg", "http://m.example/2016/a.jpg")]
    [InlineData("http://127.0.0.1:8081{pic}", "/a.jpg", "http://127.0.0.1:8081/a.jpg")]
    [InlineData("http://m.example:80{pic}?w=1", "/a.jpg", "http://m.example/a.jpg?w=1")]
    [InlineData("http://m.example{pic}", "@evil.example/x.jpg", "http://m.example/@evil.example/x.jpg")]
    [InlineData("http://m.example{pic}", ".evil.example/x.jpg", "http://m.example/.evil.example/x.jpg")]
    [InlineData("http://m.example{pic}", "/../x.jpg", null)]
    public void Path_directly_after_the_host_never_changes_the_host(string template, string pic, string? location)
    {
        SiteProfiles sites = ReadText.Sites(o => o.Sites["alalam"] = new SiteOptions { MediaUrls = [template] });

        Assert.Equal(location is null ? [] : [location], sites.Locations(Media(pic)));
    }

    [Theory]
    [InlineData("..")]
    [InlineData(".")]
    public void Page_id_of_dots_has_no_location(string id) => Assert.Empty(ReadText.Sites().Locations(Page(id)));

    [Fact]
    public void A_site_that_is_not_configured_has_no_locations_and_utc()
    {
        SiteProfiles sites = ReadText.Sites();

        Assert.Empty(sites.Locations(Media("/a.jpg") with { Site = "nowhere" }));
        Assert.Empty(sites.ToCheck(Media("/a.jpg") with { Site = "nowhere" }));
        Assert.Equal(["ftp://a.example/"], sites.ToCheck(Media("ftp://a.example/") with { Site = "nowhere" }));
        Assert.Equal(TimeZoneInfo.Utc, sites.Get("nowhere").TimeZone);
    }

    [Fact]
    public void Without_a_setting_the_default_site_is_local_and_requests_nothing()
    {
        SiteProfiles sites = Services().GetRequiredService<SiteProfiles>();

        Assert.Equal(("local", false), (sites.DefaultSite, sites.IsDefaultSiteSet));
        Assert.Empty(sites.ToCheck(Media("/a.jpg") with { Site = "local" }));
        Assert.Equal(TimeZoneInfo.Utc, sites.Get("local").TimeZone);
        Assert.Equal(["alalam", "local"], sites.All.Select(site => site.Name));
    }

    [Fact]
    public void Unconfigured_default_site_is_an_error_listing_the_sites()
    {
        ServiceProvider services = Services(("DefaultSite", "nosuch"), ("Sites:orrin:TimeZone", "UTC"));

        string error = Assert.Throws<OptionsValidationException>(services.GetRequiredService<SiteProfiles>).Message;

        Assert.Contains("alalam, local, orrin", error, StringComparison.Ordinal);
        Assert.Contains("Sites:nosuch:MediaUrls:0", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Settings_replace_only_what_they_name()
    {
        SiteProfiles sites = Services(
            ("DefaultSite", "orrin"),
            ("Sites:alalam:MediaUrls:0", "http://127.0.0.1:81/{pic}"),
            ("Sites:orrin:TimeZone", "Europe/Oslo")).GetRequiredService<SiteProfiles>();

        Assert.Equal(["http://127.0.0.1:81/a.jpg"], sites.Locations(Media("/a.jpg")));
        Assert.Equal(["https://en.alalam.ir/news/1"], sites.Locations(Page("1")));
        Assert.Equal(("orrin", "Europe/Oslo"), (sites.DefaultSite, sites.Get("orrin").TimeZone.Id));
    }

    [Theory]
    [InlineData("DefaultSite", "Al Alam", "DefaultSite")]
    [InlineData("Sites:Orrin:TimeZone", "UTC", "Sites:Orrin")]
    [InlineData("Sites:orrin:TimeZone", "Mars/Olympus", "Sites:orrin:TimeZone")]
    [InlineData("Sites:orrin:MediaUrls:0", "https://m.example/i/", "Sites:orrin:MediaUrls:0")]
    [InlineData("Sites:orrin:MediaUrls:0", "https://{pic}/i", "Sites:orrin:MediaUrls:0")]
    [InlineData("Sites:orrin:MediaUrls:0", "https://m.example", "Sites:orrin:MediaUrls:0")]
    [InlineData("Sites:orrin:MediaUrls:0", "https://user@m.example{pic}", "Sites:orrin:MediaUrls:0")]
    [InlineData("Sites:orrin:MediaUrls:0", "https://m.example?{pic}", "Sites:orrin:MediaUrls:0")]
    [InlineData("Sites:orrin:PageUrls:0", "https://m.example{id}", "Sites:orrin:PageUrls:0")]
    [InlineData("Sites:orrin:MediaUrls:0", "ftp://m.example/{pic}", "Sites:orrin:MediaUrls:0")]
    [InlineData("Sites:orrin:PageUrls:0", "https://m.example/?id={id}", "Sites:orrin:PageUrls:0")]
    public void Invalid_setting_fails_startup_and_names_its_key(string key, string value, string named)
    {
        ServiceProvider services = Services((key, value));

        OptionsValidationException error = Assert.Throws<OptionsValidationException>(
            () => services.GetRequiredService<IStartupValidator>().Validate());

        Assert.Contains(named, error.Message, StringComparison.Ordinal);
        Assert.Contains("legal is", error.Message, StringComparison.Ordinal);
    }

    private static ServiceProvider Services(params (string Key, string Value)[] settings) => new ServiceCollection()
        .AddSites(new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(s => s.Key, s => (string?)s.Value)).Build())
        .BuildServiceProvider();

    private static Link Media(string path) => new() { Site = "alalam", Id = LinkId.ForMedia(LinkKind.Image, path), Path = path };

    private static Link Page(string id) => new() { Site = "alalam", Id = LinkId.ForPage(ArticleId.Parse(id)), Path = id };
}
