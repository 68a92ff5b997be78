using NewsFunctions.Cli.Checks;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Sites;

namespace NewsFunctions.Tests.Cli.Checks;

public sealed class LinksOfUrlTests
{
    private static readonly SiteProfiles Sites = new(new SitesOptions());

    [Theory]
    [InlineData("https://media.alalam.ir/news/image/original/2016/03/07/a_4x3.jpg", LinkKind.Image, "/2016/03/07/a_4x3.jpg")]
    [InlineData("https://media.alalamtv.net/news/image/855x495/2016/03/07/a.mp4", LinkKind.Video, "/2016/03/07/a.mp4")]
    [InlineData("https://media.alalam.ir/news/image/original/2016/a%20b.jpg", LinkKind.Image, "/2016/a b.jpg")]
    public void Media_URL_leads_to_its_path(string url, LinkKind kind, string path) =>
        Assert.Contains(("alalam", LinkId.ForMedia(kind, path)), LinksOfUrl.Find(url, new Uri(url), Sites));

    [Fact]
    public void Page_URL_with_a_slug_leads_to_its_article() =>
        Assert.Equal(("alalam", LinkId.Parse("p1797706")), LinksOfUrl.Find("", new Uri("https://en.alalam.ir/news/1797706/some-title"), Sites).First());

    [Fact]
    public void URL_written_in_a_dump_is_found_unchanged() =>
        Assert.Contains(
            ("local", LinkId.ForMedia(LinkKind.Image, "https://pics.example/1.jpg")),
            LinksOfUrl.Find("https://pics.example/1.jpg", new Uri("https://pics.example/1.jpg"), Sites));
}
