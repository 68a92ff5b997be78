using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;
using NewsFunctions.Links.Http;
using NewsFunctions.Links.Rules;

namespace NewsFunctions.Tests.Links.Checks;

public sealed class LinkCheckerTests
{
    private static readonly byte[] Png =
    [
        0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 0x0D, .. "IHDR"u8, 0, 0, 0, 2, 0, 0, 0, 2, 8, 0, 0, 0, 0, 0, 0, 0, 0,
        0, 0, 0, 0, .. "IEND"u8, 0xAE, 0x42, 0x60, 0x82,
    ];

    [Fact]
    public async Task Image_is_requested_with_the_documented_headers_and_found_alive()
    {
        IHeaderDictionary sent = new HeaderDictionary();
        await using LoopbackServer server = await LoopbackServer.StartAsync(context =>
        {
            foreach ((string name, StringValues values) in context.Request.Headers)
            {
                // Keeps the headers of the first request; the second request is for the end of the file.
                sent.TryAdd(name, values);
            }

            context.Response.StatusCode = 206;
            context.Response.ContentType = "image/jpeg";
            context.Response.Headers.ContentRange = $"bytes 0-{LinkCheckerFixture.Jpeg.Length - 1}/70000";
            context.Response.Headers.ETag = "\"v1\"";
            context.Response.Headers.SetCookie = "id=1";
            return context.Response.Body.WriteAsync(LinkCheckerFixture.Jpeg).AsTask();
        });
        using LinkCheckerFixture checker = LinkCheckerFixture.For(server);

        LinkCheck check = await checker.CheckAsync($"{server.Url}/a.jpg");

        Assert.Equal(Verdict.Alive, check.Verdict);
        Assert.Equal($"{server.Url}/a.jpg", check.Location);
        Assert.Equal(VerdictRules.Version, check.RulesVersion);
        ResponseFacts seen = Evidence.Read(check.Evidence).Locations.Single().Final!;
        Assert.Equal((206, LinkCheckerFixture.Jpeg.Length, 70000L, "image/jpeg"), (seen.Status, seen.BodyBytes, seen.TotalSize!.Value, seen.SniffedType));
        Assert.Equal("ffd8ffe000084a4649460001ffd9", seen.FirstBytes);
        Assert.Equal(("image/jpeg", "\"v1\"", null), (seen.Header("content-type"), seen.Header("etag"), seen.Header("set-cookie")));
        Assert.Equal("bytes=0-65535", sent.Range.ToString());
        Assert.Equal(checker.Options.Fetch.UserAgent, sent.UserAgent.ToString());
        Assert.Equal("identity", sent.AcceptEncoding.ToString());
        Assert.False(sent.ContainsKey("Cookie") || sent.ContainsKey("Authorization") || sent.ContainsKey("traceparent"));
        Assert.True(checker.Hosts.Answered(new Uri(server.Url).Authority));
    }

    [Theory]
    [InlineData(404, Verdict.Gone)]
    [InlineData(403, Verdict.Blocked)]
    [InlineData(500, Verdict.ServerError)]
    [InlineData(204, Verdict.Empty)]
    [InlineData(200, Verdict.Empty)]
    public async Task An_answer_without_a_body_is_judged_by_its_status(int status, Verdict verdict)
    {
        await using LoopbackServer server = await LoopbackServer.StartAsync(context =>
        {
            context.Response.StatusCode = status;
            return Task.CompletedTask;
        });
        using LinkCheckerFixture checker = LinkCheckerFixture.For(server);

        Assert.Equal(verdict, (await checker.CheckAsync($"{server.Url}/a.jpg")).Verdict);
    }

    [Theory]
    [InlineData(LinkKind.Image, Verdict.WrongType)]
    [InlineData(LinkKind.Page, Verdict.Alive)]
    public async Task HTML_instead_of_an_image_is_the_wrong_type(LinkKind kind, Verdict verdict)
    {
        await using LoopbackServer server = await LoopbackServer.StartAsync(context =>
        {
            context.Response.ContentType = "image/jpeg";
            return context.Response.Body.WriteAsync("\r\n<!DOCTYPE html><title>News</title>"u8.ToArray()).AsTask();
        });
        using LinkCheckerFixture checker = LinkCheckerFixture.For(server);

        Assert.Equal(verdict, (await checker.CheckAsync(kind, $"{server.Url}/a.jpg")).Verdict);
    }

    [Fact]
    public async Task Permanent_redirect_to_the_same_path_is_moved_with_both_hops()
    {
        await using LoopbackServer target = await LoopbackServer.StartAsync(context => context.Response.Body.WriteAsync(Png).AsTask());
        await using LoopbackServer origin = await LoopbackServer.StartAsync(context =>
        {
            context.Response.Redirect($"{target.Url}{context.Request.Path}", permanent: true);
            return Task.CompletedTask;
        });
        using LinkCheckerFixture checker = LinkCheckerFixture.For(origin, target);

        LinkCheck check = await checker.CheckAsync($"{origin.Url}/a.png");

        Assert.Equal(Verdict.Moved, check.Verdict);
        Assert.Contains($"{target.Url}/a.png", check.Reason, StringComparison.Ordinal);
        Assert.Equal([301, 200], Evidence.Read(check.Evidence).Locations.Single().Hops.Select(hop => hop.Response!.Status));
    }

    [Fact]
    public async Task A_relative_redirect_with_an_escaped_path_is_followed()
    {
        await using LoopbackServer server = await LoopbackServer.StartAsync(async context =>
        {
            if (context.Request.Path == "/old/a.jpg")
            {
                context.Response.StatusCode = 302;
                context.Response.Headers.Location = "../%D8%AE%D8%A8%D8%B1.jpg";
                return;
            }

            await context.Response.Body.WriteAsync(context.Request.Path == "/خبر.jpg" ? LinkCheckerFixture.Jpeg : []);
        });
        using LinkCheckerFixture checker = LinkCheckerFixture.For(server);

        Assert.Equal(Verdict.Alive, (await checker.CheckAsync($"{server.Url}/old/a.jpg")).Verdict);
    }

    [Fact]
    public async Task A_redirect_loop_ends_after_the_allowed_number_of_redirects()
    {
        int requests = 0;
        await using LoopbackServer server = await LoopbackServer.StartAsync(context =>
        {
            Interlocked.Increment(ref requests);
            context.Response.Redirect("/a.jpg");
            return Task.CompletedTask;
        });
        using LinkCheckerFixture checker = new(LinkCheckerFixture.Allowing(server.Port) with { Fetch = new FetchOptions { MaxRedirects = 3 } });

        LinkCheck check = await checker.CheckAsync($"{server.Url}/a.jpg");

        Assert.Equal(Verdict.Refused, check.Verdict);
        Assert.Equal(FailureKind.TooManyRedirects, Failure(check).Kind);
        Assert.Equal(4, requests);
    }

    [Theory]
    [InlineData("", FailureKind.BadRedirect, Verdict.ServerError)]
    [InlineData("http://[", FailureKind.BadUrl, Verdict.Refused)]
    [InlineData("ftp://127.0.0.1/a.jpg", FailureKind.UnsupportedScheme, Verdict.Refused)]
    [InlineData("http://10.0.0.1/a.jpg", FailureKind.PortRefused, Verdict.Refused)]
    public async Task A_redirect_that_cannot_be_followed_is_recorded(string target, FailureKind kind, Verdict verdict)
    {
        await using LoopbackServer server = await LoopbackServer.StartAsync(context =>
        {
            context.Response.StatusCode = 302;
            context.Response.Headers.Location = target;
            return Task.CompletedTask;
        });
        using LinkCheckerFixture checker = LinkCheckerFixture.For(server);

        LinkCheck check = await checker.CheckAsync($"{server.Url}/a.jpg");

        Assert.Equal((verdict, kind), (check.Verdict, Failure(check).Kind));
        Assert.Equal(FailureStage.Redirect, Failure(check).Stage);
    }

    [Fact]
    public async Task Endless_body_without_range_support_is_cut_at_the_limit()
    {
        await using LoopbackServer server = await LoopbackServer.StartAsync(async context =>
        {
            await context.Response.Body.WriteAsync(LinkCheckerFixture.Jpeg);
            while (!context.RequestAborted.IsCancellationRequested)
            {
                await context.Response.Body.WriteAsync(new byte[16 * 1024], context.RequestAborted);
            }
        });
        using LinkCheckerFixture checker = LinkCheckerFixture.For(server);

        LinkCheck check = await checker.CheckAsync($"{server.Url}/a.jpg");

        Assert.Equal(Verdict.Alive, check.Verdict);
        ResponseFacts seen = Evidence.Read(check.Evidence).Locations.Single().Final!;
        Assert.Equal((200, 64 * 1024, null), (seen.Status, seen.BodyBytes, seen.TotalSize));
    }

    [Fact]
    public async Task Locations_are_tried_until_one_is_alive()
    {
        await using LoopbackServer server = await LoopbackServer.StartAsync(async context =>
        {
            context.Response.StatusCode = context.Request.Path == "/2.jpg" ? 200 : 404;
            await context.Response.Body.WriteAsync(LinkCheckerFixture.Jpeg);
        });
        using LinkCheckerFixture checker = LinkCheckerFixture.For(server);

        LinkCheck check = await checker.CheckAsync($"{server.Url}/1.jpg", $"{server.Url}/2.jpg", $"{server.Url}/3.jpg");

        Assert.Equal((Verdict.Alive, $"{server.Url}/2.jpg"), (check.Verdict, check.Location));
        Assert.Equal(2, Evidence.Read(check.Evidence).Locations.Count);
    }

    [Fact]
    public async Task Host_with_a_long_Retry_After_is_skipped_for_the_visit()
    {
        int requests = 0;
        await using LoopbackServer server = await LoopbackServer.StartAsync(context =>
        {
            Interlocked.Increment(ref requests);
            context.Response.StatusCode = 429;
            context.Response.Headers.RetryAfter = "3600";
            return Task.CompletedTask;
        });
        using LinkCheckerFixture checker = LinkCheckerFixture.For(server);

        Assert.Equal(Verdict.Blocked, (await checker.CheckAsync($"{server.Url}/1.jpg")).Verdict);
        Assert.Equal(Verdict.HostOutage, (await checker.CheckAsync($"{server.Url}/2.jpg")).Verdict);
        Assert.Equal(1, requests);
    }

    private static FailureFacts Failure(LinkCheck check) => Evidence.Read(check.Evidence).Locations.Single().Failure!;
}
