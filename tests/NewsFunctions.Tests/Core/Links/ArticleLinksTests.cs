using NewsFunctions.Core.Articles;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;
using NewsFunctions.Tests.Dumps.Reading;

namespace NewsFunctions.Tests.Core.Links;

public sealed class ArticleLinksTests
{
    private const string Text =
        "Own\nFri May 14, 2021 18:05:41\nText.\nstring(1) \"["
        + """{"id":"900402","pic":"/a.jpg","title":"A"} ,{"id":"900402","pic":"/a.jpg","title":"again"} ,"""
        + """{"id":"not|legal","pic":"https://cdn.example.org/b.mp4","title":"B"} ]" """;

    [Fact]
    public void Each_link_is_mentioned_once_with_its_first_title()
    {
        Article article = ReadText.Read(Text).Articles[0].Article;

        IReadOnlyList<LinkMention> links = ArticleLinks.Of(article);

        Assert.Equal(
            [(LinkKind.Image, "/a.jpg", "A"), (LinkKind.Page, "900402", "A"), (LinkKind.Video, "https://cdn.example.org/b.mp4", "B")],
            links.Select(l => (l.Id.Kind, l.Path, l.Title)));
        Assert.All(links, l => Assert.Equal((article.Site, article.Id), (l.Site, l.MentionedBy)));
    }

    [Theory]
    [InlineData(2_048, 1)]
    [InlineData(2_049, 0)]
    public void Path_over_the_maximum_length_is_not_a_link(int length, int links)
    {
        Article article = ReadText.Read($$"""string(1) "[{"pic":"/{{new string('a', length - 1)}}"} ]" """).Articles[0].Article;

        Assert.Equal(length, Assert.Single(article.Related).Pic!.Length);
        Assert.Equal(links, ArticleLinks.Of(article).Count);
    }

    [Theory]
    [InlineData("900417.txt", "Own")]
    [InlineData("900402.txt", "Own")]
    public void Article_page_is_a_link_if_the_id_is_the_publishers(string name, string title)
    {
        Article article = ReadText.Read(Text, ReadText.Blob(name)).Articles[0].Article;

        LinkMention own = Assert.Single(ArticleLinks.Of(article), l => l.Id == LinkId.ForPage(article.Id));

        Assert.Equal(title, own.Title);
    }
}
