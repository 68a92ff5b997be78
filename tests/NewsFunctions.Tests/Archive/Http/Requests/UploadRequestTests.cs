using Microsoft.AspNetCore.Http;
using NewsFunctions.Archive.Api;
using NewsFunctions.Archive.Http.Requests;

namespace NewsFunctions.Tests.Archive.Http.Requests;

public sealed class UploadRequestTests
{
    [Theory]
    [InlineData("%2Fa")]
    [InlineData("a%01b")]
    [InlineData("a%5Cb")]
    [InlineData("a%EF%BF%BEb")]
    [InlineData("caf%E9.txt")]
    [InlineData("a%ED%A0%80b")]
    public void Illegal_name_is_rejected(string name)
    {
        Assert.False(UploadRequest.TryRead(Post($"?name={name}"), out _, out Problem? problem));

        Assert.Equal(400, problem.Status);
        Assert.Contains("1 to 1,024 characters", Assert.Single(problem.Errors!["name"]), StringComparison.Ordinal);
    }

    [Fact]
    public void Name_is_decoded_once()
    {
        Assert.True(UploadRequest.TryRead(Post("?name=a%2Fcaf%C3%A9%25E9.txt"), out UploadRequest? upload, out _));

        Assert.Equal("a/café%E9.txt", upload.Name);
    }

    [Fact]
    public void Site_becomes_metadata()
    {
        Assert.True(UploadRequest.TryRead(Post("?name=a.txt&site=alalam"), out UploadRequest? upload, out _));

        Assert.Equal("a.txt", upload.Name);
        Assert.Equal(KeyValuePair.Create("site", "alalam"), Assert.Single(upload.Metadata));
    }

    [Fact]
    public void Missing_name_is_reported()
    {
        Assert.False(UploadRequest.TryRead(Post(""), out _, out Problem? problem));

        Assert.Equal((400, "'name' is missing."), (problem.Status, problem.Detail));
    }

    [Fact]
    public void Empty_body_is_rejected()
    {
        HttpRequest request = Post("?name=a.txt");
        request.ContentLength = 0;

        Assert.False(UploadRequest.TryRead(request, out _, out Problem? problem));
        Assert.Contains("body", problem.Errors!.Keys);
    }

    [Theory]
    [InlineData("Content-Type", "multipart/form-data; boundary=x")]
    [InlineData("Content-Encoding", "gzip")]
    public void Body_that_is_a_form_or_compressed_is_rejected(string header, string value)
    {
        Assert.False(UploadRequest.TryRead(Post("?name=a.txt").With(header, value), out _, out Problem? problem));

        Assert.Equal(415, problem.Status);
    }

    private static HttpRequest Post(string query) => TestRequests.Of("POST", query);
}
