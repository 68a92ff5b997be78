using Microsoft.AspNetCore.Http;
using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;

namespace NewsFunctions.Tests.Links.Checks;

/// <summary>Tests responses with another range than the requested one.</summary>
public sealed class OtherRangeTests
{
    [Theory]
    [InlineData("bytes 1000-1013/5000", "jpeg", Verdict.ServerError)]
    [InlineData("bytes 1000-1013/5000", "text", Verdict.ServerError)]
    [InlineData("bytes 1000-1013/*", "text", Verdict.ServerError)]
    [InlineData("bytes 0-13/5000", "text", Verdict.ServerError)]
    [InlineData("bytes 0-13/5000", "nothing", Verdict.ServerError)]
    [InlineData("bytes */5000", "text", Verdict.ServerError)]
    [InlineData("parts", "text", Verdict.ServerError)]
    [InlineData(null, "text", Verdict.ServerError)]
    [InlineData(null, "nothing", Verdict.ServerError)]
    [InlineData(null, "jpeg", Verdict.Alive)]
    [InlineData("bytes 0-13/14", "jpeg", Verdict.Alive)]
    [InlineData("bytes 0-13/14", "text", Verdict.WrongType)]
    public async Task Partial_answer_counts_only_for_the_requested_range(string? range, string body, Verdict verdict)
    {
        await using LoopbackServer server = await LoopbackServer.StartAsync(context =>
        {
            context.Response.StatusCode = 206;
            context.Response.Headers.ContentRange = range;
            return body switch
            {
                "jpeg" => context.Response.Body.WriteAsync(LinkCheckerFixture.Jpeg).AsTask(),
                "text" => context.Response.WriteAsync("just some text"),
                _ => Task.CompletedTask,
            };
        });
        using LinkCheckerFixture checker = LinkCheckerFixture.For(server);

        (Link after, LinkCheck check) = await checker.CheckLinkAsync(LinkCheckerFixture.LinkOf(LinkKind.Image), $"{server.Url}/a.jpg");

        Assert.Equal(verdict, check.Verdict);
        Assert.Equal(verdict == Verdict.Alive, after.Fingerprint is not null);
    }

    [Fact]
    public async Task Multipart_range_response_is_no_evidence()
    {
        await using LoopbackServer server = await LoopbackServer.StartAsync(context =>
        {
            context.Response.StatusCode = 206;
            context.Response.ContentType = "multipart/byteranges; boundary=part";
            return context.Response.WriteAsync("--part\r\nContent-Type: image/jpeg\r\nContent-Range: bytes 0-9/5000\r\n\r\n0123456789\r\n--part--");
        });
        using LinkCheckerFixture checker = LinkCheckerFixture.For(server);

        Assert.Equal(Verdict.ServerError, (await checker.CheckAsync($"{server.Url}/a.jpg")).Verdict);
    }
}
