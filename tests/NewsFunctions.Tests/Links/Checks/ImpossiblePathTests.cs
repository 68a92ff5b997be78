using NewsFunctions.Links.Checks;

namespace NewsFunctions.Tests.Links.Checks;

public sealed class ImpossiblePathTests
{
    [Theory]
    [InlineData("https://a.example/original/2016/03/07/alalam_1_4x3.jpg", "/2016/03/07/alalam_1_4x3.jpg", "^https://a\\.example/original/2016/03/07/[a-z2-9]{24}\\.jpg$")]
    [InlineData("https://a.example/photo/12345.jpg", "/photo/12345.jpg", "^https://a\\.example/photo/9[0-9]{8}\\.jpg$")]
    [InlineData("https://a.example/img.php?f=a.jpg&w=1", "/a.jpg", "^https://a\\.example/img\\.php\\?f=[a-z2-9]{24}\\.jpg&w=1$")]
    [InlineData("https://a.example/%D8%AE%D8%A8%D8%B1.jpg?v=1", "/خبر.jpg", "^https://a\\.example/[a-z2-9]{24}\\.jpg\\?v=1$")]
    [InlineData("https://a.example/v/noending", "/v/noending", "^https://a\\.example/v/[a-z2-9]{24}$")]
    public void Media_keep_directory_and_extension(string location, string path, string expected) =>
        Assert.Matches(expected, ImpossiblePath.Beside(new Uri(location), LinkCheckerFixture.MediaOf(path)).Url.AbsoluteUri);

    [Theory]
    [InlineData("https://a.example/news/1797706", "1797706", "^https://a\\.example/news/9[0-9]{8}$")]
    [InlineData("https://a.example:8443/1797706/1797706.html", "1797706", "^https://a\\.example:8443/1797706/9[0-9]{8}\\.html$")]
    [InlineData("https://a.example/news?id=13941220001234", "13941220001234", "^https://a\\.example/news\\?id=9[0-9]{13}$")]
    [InlineData("https://a.example/news/iran-talks/print", "iran-talks", "^https://a\\.example/news/[a-z2-9]{24}/print$")]
    public void Pages_keep_their_template(string location, string id, string expected)
    {
        (Uri url, string name) = ImpossiblePath.Beside(new Uri(location), LinkCheckerFixture.PageOf(id));

        Assert.Matches(expected, url.AbsoluteUri);
        Assert.Contains(name, url.AbsoluteUri, StringComparison.Ordinal);
    }
}
