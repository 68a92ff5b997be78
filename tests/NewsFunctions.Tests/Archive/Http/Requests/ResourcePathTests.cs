using NewsFunctions.Archive.Api;
using NewsFunctions.Archive.Http.Requests;

namespace NewsFunctions.Tests.Archive.Http.Requests;

public sealed class ResourcePathTests
{
    [Theory]
    [InlineData("alalam", "1797706", true)]
    [InlineData("alalam", "20160311-0123456789abcdef", true)]
    [InlineData("Alalam", "1797706", false)]
    [InlineData("-alalam", "1797706", false)]
    [InlineData("alalam", "a|b", false)]
    [InlineData("alalam", "a b", false)]
    public void Only_legal_sites_and_ids_name_an_article(string site, string id, bool legal) =>
        Assert.Equal(legal, ResourcePath.TryReadArticle(TestRequests.Get().Query, site, id, out _, out _));

    [Theory]
    [InlineData("i2016-03-0123456789abcdef", true)]
    [InlineData("p1797706", true)]
    [InlineData("i2016-03-0123456789ABCDEF", false)]
    [InlineData("x1", false)]
    [InlineData("p", false)]
    public void Only_legal_ids_name_a_link(string linkId, bool legal) =>
        Assert.Equal(legal, ResourcePath.TryReadLink(TestRequests.Get().Query, "alalam", linkId, out _, out _));

    [Theory]
    [InlineData("20160311125323-0123456789abcdef", true)]
    [InlineData("20161311125323-0123456789abcdef", false)]
    [InlineData("latest", false)]
    public void Only_legal_ids_name_a_dump(string dumpId, bool legal) =>
        Assert.Equal(legal, ResourcePath.TryReadDump(TestRequests.Get().Query, dumpId, out _, out _));

    [Fact]
    public void Single_resource_takes_no_parameters()
    {
        Assert.False(ResourcePath.TryReadArticle(TestRequests.Get("?fields=title").Query, "alalam", "1", out _, out Problem? problem));

        Assert.Contains("'fields'", problem.Detail, StringComparison.Ordinal);
    }
}
