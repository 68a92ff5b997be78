using Microsoft.AspNetCore.Http;
using NewsFunctions.Http;
using NewsFunctions.Http.Requests;

namespace NewsFunctions.Tests.Http;

public sealed class UploadRequestTests
{
    [Theory]
    [InlineData("1797706.txt")]
    [InlineData("alalam/2016/1797706.txt")]
    [InlineData("خبر 1.txt")]
    [InlineData("a..b")]
    public void A_name_is_a_relative_path(string name) => Assert.True(UploadRequest.IsLegal(name));

    [Theory]
    [InlineData("")]
    [InlineData("/a")]
    [InlineData("a/")]
    [InlineData("a//b")]
    [InlineData("..")]
    [InlineData("a/../b")]
    [InlineData("./a")]
    [InlineData("a\\b")]
    [InlineData("a\u0000b")]
    [InlineData("a\nb")]
    [InlineData("a\u0085b")]
    public void A_name_that_leaves_its_place_or_cannot_be_shown_is_refused(string name) => Assert.False(UploadRequest.IsLegal(name));

    [Fact]
    public void A_name_has_at_most_900_characters()
    {
        Assert.True(UploadRequest.IsLegal(new string('a', 900)));
        Assert.False(UploadRequest.IsLegal(new string('a', 901)));
    }

    [Fact]
    public void The_site_becomes_metadata()
    {
        Assert.True(UploadRequest.TryRead(Post("?name=a.txt&site=alalam"), out UploadRequest? upload, out _));

        Assert.Equal("a.txt", upload.Name);
        Assert.Equal(KeyValuePair.Create("site", "alalam"), Assert.Single(upload.Metadata));
    }

    [Fact]
    public void A_missing_name_is_named()
    {
        Assert.False(UploadRequest.TryRead(Post(""), out _, out Problem? problem));

        Assert.Equal((400, "'name' is missing."), (problem.Status, problem.Detail));
    }

    [Fact]
    public void An_empty_body_is_refused()
    {
        HttpRequest request = Post("?name=a.txt");
        request.ContentLength = 0;

        Assert.False(UploadRequest.TryRead(request, out _, out Problem? problem));
        Assert.Contains("body", problem.Errors!.Keys);
    }

    [Theory]
    [InlineData("Content-Type", "multipart/form-data; boundary=x")]
    [InlineData("Content-Encoding", "gzip")]
    public void A_body_that_is_not_the_dump_itself_is_refused(string header, string value)
    {
        Assert.False(UploadRequest.TryRead(Post("?name=a.txt").With(header, value), out _, out Problem? problem));

        Assert.Equal(415, problem.Status);
    }

    private static HttpRequest Post(string query) => TestRequests.Of("POST", query);
}
