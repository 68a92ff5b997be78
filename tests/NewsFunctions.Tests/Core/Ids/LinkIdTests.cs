using NewsFunctions.Core.Ids;

namespace NewsFunctions.Tests.Core.Ids;

public sealed class LinkIdTests
{
    [Theory]
    [InlineData(LinkKind.Image, "/2016/03/07/alalam_635929720961368213_25f_4x3.jpg", "i2016-03-")]
    [InlineData(LinkKind.Video, "/news/2016/03/07/a.mp4", "v2016-03-")]
    [InlineData(LinkKind.Other, "/1989/03/07/a.pdf", "ox")]
    [InlineData(LinkKind.Image, "/2016/13/07/a.jpg", "ix")]
    [InlineData(LinkKind.Image, "a.jpg", "ix")]
    public void A_media_link_names_its_kind_and_bucket(LinkKind kind, string path, string start)
    {
        LinkId id = LinkId.ForMedia(kind, path);

        Assert.StartsWith(start, id.Value, StringComparison.Ordinal);
        Assert.True(LinkId.TryParse(id.Value, out LinkId parsed));
        Assert.Equal(id, parsed);
    }

    [Theory]
    [InlineData("1796428", "179")]
    [InlineData("42", "0")]
    [InlineData("9999999999", "999999")]
    [InlineData("20160311-0123456789abcdef", "201603")]
    public void A_page_is_bucketed_by_neighbouring_ids_or_by_month(string article, string bucket)
    {
        LinkId id = LinkId.ForPage(ArticleId.Parse(article));

        Assert.Equal($"p{article}", id.Value);
        Assert.Equal(bucket, id.Bucket);
        Assert.Equal(id, LinkId.Parse(id.Value));
    }

    [Theory]
    [InlineData("12345678901")]
    [InlineData("undated-0123456789abcdef")]
    [InlineData("abc")]
    public void Other_ids_are_spread_over_256_buckets(string article) =>
        Assert.Matches("^x[0-9a-f]{2}$", LinkId.ForPage(ArticleId.Parse(article)).Bucket);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("i")]
    [InlineData("i2016-03-0123456789abcde")]
    [InlineData("i2016-03-0123456789ABCDEF")]
    [InlineData("i2016-13-0123456789abcdef")]
    [InlineData("i2016|03-0123456789abcdef")]
    [InlineData("z2016-03-0123456789abcdef")]
    [InlineData("pa|b")]
    [InlineData("p")]
    public void Anything_else_is_rejected(string? text) => Assert.False(LinkId.TryParse(text, out _));
}
