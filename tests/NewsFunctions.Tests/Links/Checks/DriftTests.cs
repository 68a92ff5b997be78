using Microsoft.AspNetCore.Http;
using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;

namespace NewsFunctions.Tests.Links.Checks;

/// <summary>Tests what a check stores for the next one.</summary>
public sealed class DriftTests
{
    private static readonly byte[] OtherJpeg = [0xFF, 0xD8, 0xFF, 0xE0, 0x00, 0x08, 0x4A, 0x46, 0x49, 0x46, 0x00, 0x02, 0xFF, 0xD9];

    [Theory]
    [InlineData("\"v1\"", null, "If-None-Match", "\"v1\"")]
    [InlineData(null, "Mon, 07 Mar 2016 18:28:16 GMT", "If-Modified-Since", "Mon, 07 Mar 2016 18:28:16 GMT")]
    public async Task Alive_image_is_requested_conditionally(string? tag, string? date, string header, string value)
    {
        List<string> asked = [];
        await using LoopbackServer server = await LoopbackServer.StartAsync(context =>
        {
            asked.Add(context.Request.Headers[header].ToString());
            context.Response.Headers.ETag = tag;
            context.Response.Headers.LastModified = date;
            if (context.Request.Headers[header] == value)
            {
                context.Response.StatusCode = 304;
                return Task.CompletedTask;
            }

            return context.Response.Body.WriteAsync(LinkCheckerFixture.Jpeg).AsTask();
        });
        using LinkCheckerFixture checker = LinkCheckerFixture.For(server);

        Link first = await checker.CheckAsync(LinkCheckerFixture.LinkOf(LinkKind.Image), $"{server.Url}/a.jpg");
        Link second = await checker.CheckAsync(first, $"{server.Url}/a.jpg");

        Assert.Equal(["", value], asked);
        Assert.Equal((Verdict.Alive, Verdict.Alive), (first.Verdict, second.Verdict));
        Assert.NotNull(first.Fingerprint!.Sha256);
        Assert.Equal(first.Fingerprint, second.Fingerprint);
    }

    [Fact]
    public async Task Changed_bytes_are_drift_once()
    {
        byte[] image = LinkCheckerFixture.Jpeg;
        await using LoopbackServer server = await LoopbackServer.StartAsync(context => context.Response.Body.WriteAsync(image).AsTask());
        using LinkCheckerFixture checker = LinkCheckerFixture.For(server);
        Link link = await checker.CheckAsync(LinkCheckerFixture.LinkOf(LinkKind.Image), $"{server.Url}/a.jpg");

        image = OtherJpeg;
        Link drifted = await checker.CheckAsync(link, $"{server.Url}/a.jpg");
        Link again = await checker.CheckAsync(drifted, $"{server.Url}/a.jpg");

        Assert.Equal((Verdict.Drifted, LinkState.Alive, 0), (drifted.Verdict, drifted.State, drifted.Strikes));
        Assert.Equal(Verdict.Alive, again.Verdict);
    }

    [Fact]
    public async Task Gone_link_keeps_its_fingerprint()
    {
        int status = 200;
        await using LoopbackServer server = await LoopbackServer.StartAsync(context =>
        {
            context.Response.StatusCode = status;
            return status == 200 ? context.Response.Body.WriteAsync(LinkCheckerFixture.Jpeg).AsTask() : context.Response.WriteAsync("Not here.");
        });
        using LinkCheckerFixture checker = LinkCheckerFixture.For(server);
        Link link = await checker.CheckAsync(LinkCheckerFixture.LinkOf(LinkKind.Image), $"{server.Url}/a.jpg");

        status = 404;
        Link gone = await checker.CheckAsync(link, $"{server.Url}/a.jpg");

        Assert.Equal(Verdict.Gone, gone.Verdict);
        Assert.Equal(link.Fingerprint, gone.Fingerprint);
    }

    [Fact]
    public async Task Unrequested_304_is_no_evidence()
    {
        await using LoopbackServer server = await LoopbackServer.StartAsync(context =>
        {
            context.Response.StatusCode = 304;
            return Task.CompletedTask;
        });
        using LinkCheckerFixture checker = LinkCheckerFixture.For(server);

        Assert.Equal(Verdict.ServerError, (await checker.CheckAsync($"{server.Url}/a.jpg")).Verdict);
    }

    [Fact]
    public async Task Page_that_differs_for_every_visitor_is_not_drift()
    {
        int visitor = 0;
        await using LoopbackServer server = await LoopbackServer.StartAsync(context =>
            context.Response.WriteAsync($"<!DOCTYPE html><title>News</title>You are visitor {++visitor}."));
        using LinkCheckerFixture checker = LinkCheckerFixture.For(server);
        Link link = await checker.CheckAsync(LinkCheckerFixture.LinkOf(LinkKind.Page), $"{server.Url}/news/1797706");

        Assert.Equal(Verdict.Alive, (await checker.CheckAsync(link, $"{server.Url}/news/1797706")).Verdict);
    }
}
