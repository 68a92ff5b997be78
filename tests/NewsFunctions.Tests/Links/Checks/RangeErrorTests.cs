using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;
using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;

namespace NewsFunctions.Tests.Links.Checks;

/// <summary>Tests errors that may be caused by the Range header or the conditions of our request. A plain request shows
/// the cause.</summary>
public sealed class RangeErrorTests
{
    private readonly List<string> _asked = [];

    [Theory]
    [InlineData(416, "bytes */0")]
    [InlineData(416, "bytes */200000")]
    [InlineData(416, "bytes 0-1/2")]
    [InlineData(416, null)]
    [InlineData(404, null)]
    [InlineData(410, null)]
    [InlineData(400, null)]
    [InlineData(403, null)]
    [InlineData(405, null)]
    [InlineData(406, null)]
    [InlineData(412, null)]
    [InlineData(417, null)]
    [InlineData(500, null)]
    [InlineData(501, null)]
    [InlineData(502, null)]
    public async Task Error_caused_by_the_range_is_ignored(int status, string? contentRange)
    {
        await using LoopbackServer server = await StartAsync(context => RefuseRangeAsync(context, status, contentRange));
        using LinkCheckerFixture checker = LinkCheckerFixture.For(server);

        LinkCheck check = await checker.CheckAsync($"{server.Url}/a.jpg");

        HopFacts hop = Evidence.Read(check.Evidence).Locations.Single().Hops.Single();
        Assert.Equal((Verdict.Alive, 200, status, false), (check.Verdict, hop.Response!.Status, hop.RangedStatus, hop.Conditional));
        Assert.Equal(["GET /a.jpg range", "GET /a.jpg"], _asked);
    }

    [Theory]
    [InlineData(401)]
    [InlineData(402)]
    [InlineData(407)]
    [InlineData(408)]
    [InlineData(421)]
    [InlineData(425)]
    [InlineData(429)]
    [InlineData(451)]
    [InlineData(503)]
    [InlineData(999)]
    public async Task Error_about_the_client_or_its_rate_is_final(int status)
    {
        await using LoopbackServer server = await StartAsync(context => RefuseRangeAsync(context, status, null));
        using LinkCheckerFixture checker = LinkCheckerFixture.For(server);

        LinkCheck check = await checker.CheckAsync($"{server.Url}/a.jpg");

        Assert.Equal(status, Evidence.Read(check.Evidence).Locations.Single().Final!.Status);
        Assert.Equal(["GET /a.jpg range"], _asked);
    }

    [Fact]
    public async Task Bot_wall_is_requested_once()
    {
        await using LoopbackServer server = await StartAsync(context =>
        {
            context.Response.StatusCode = 403;
            context.Response.Headers["cf-mitigated"] = "challenge";
            return Task.CompletedTask;
        });
        using LinkCheckerFixture checker = LinkCheckerFixture.For(server);

        Assert.Equal(Verdict.Blocked, (await checker.CheckAsync($"{server.Url}/a.jpg")).Verdict);
        Assert.Equal(["GET /a.jpg range"], _asked);
    }

    [Fact]
    public async Task Empty_file_that_refuses_the_range_is_empty()
    {
        await using LoopbackServer server = await StartAsync(context =>
        {
            context.Response.StatusCode = context.Request.Headers.Range.Count > 0 ? 416 : 200;
            return Task.CompletedTask;
        });
        using LinkCheckerFixture checker = LinkCheckerFixture.For(server);

        Assert.Equal(Verdict.Empty, (await checker.CheckAsync($"{server.Url}/a.jpg")).Verdict);
    }

    [Fact]
    public async Task Redirect_that_a_range_hides_is_followed()
    {
        await using LoopbackServer server = await StartAsync(context =>
        {
            if (context.Request.Path == "/b.jpg")
            {
                return context.Response.Body.WriteAsync(LinkCheckerFixture.Jpeg).AsTask();
            }

            context.Response.Redirect("/b.jpg");
            context.Response.StatusCode = context.Request.Headers.Range.Count > 0 ? 404 : 302;
            return Task.CompletedTask;
        });
        using LinkCheckerFixture checker = LinkCheckerFixture.For(server);

        LinkCheck check = await checker.CheckAsync($"{server.Url}/a.jpg");

        Assert.Equal(Verdict.Alive, check.Verdict);
        // For the redirect target, the host is known to mishandle ranges.
        Assert.Equal(["GET /a.jpg range", "GET /a.jpg", "GET /b.jpg"], _asked);
    }

    [Fact]
    public async Task Failed_precondition_is_retried_without_conditions()
    {
        await using LoopbackServer server = await StartAsync(context =>
        {
            context.Response.Headers.ETag = "\"v1\"";
            if (context.Request.Headers.IfNoneMatch.Count > 0)
            {
                context.Response.StatusCode = 412;
                return Task.CompletedTask;
            }

            return context.Response.Body.WriteAsync(LinkCheckerFixture.Jpeg).AsTask();
        });
        using LinkCheckerFixture checker = LinkCheckerFixture.For(server);
        Link link = await checker.CheckAsync(LinkCheckerFixture.LinkOf(LinkKind.Image), $"{server.Url}/a.jpg");

        (_, LinkCheck check) = await checker.CheckLinkAsync(link, $"{server.Url}/a.jpg");

        Assert.Equal(Verdict.Alive, check.Verdict);
        Assert.Equal(["GET /a.jpg range", "GET /a.jpg range condition", "GET /a.jpg"], _asked);
    }

    [Fact]
    public async Task Plain_request_that_fails_is_no_evidence()
    {
        await using RawServer server = RawServer.Start(request => request.Contains("Range:", StringComparison.Ordinal)
            ? "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"u8.ToArray()
            : []);
        using LinkCheckerFixture checker = server.Checker();

        LinkCheck check = await checker.CheckAsync($"{server.Url}/a.jpg");

        Assert.Equal((Verdict.ConnectionFailure, 404), (check.Verdict, Evidence.Read(check.Evidence).Locations.Single().Hops.Single().RangedStatus));
        Assert.True(checker.Hosts.AnsweredForAny([server.Url]));
    }

    [Fact]
    public async Task Host_that_refuses_ranges_gets_plain_requests_for_a_week()
    {
        FakeTimeProvider time = new(TimeProvider.System.GetUtcNow());
        await using LoopbackServer server = await StartAsync(context => RefuseRangeAsync(context, 403, null));
        using LinkCheckerFixture checker = new(LinkCheckerFixture.Allowing(server.Port), time);

        await checker.CheckAsync($"{server.Url}/a.jpg");
        await checker.CheckAsync($"{server.Url}/b.jpg");
        time.Advance(TimeSpan.FromDays(7));
        await checker.CheckAsync($"{server.Url}/c.jpg");

        Assert.Equal(["GET /a.jpg range", "GET /a.jpg", "GET /b.jpg", "GET /c.jpg range", "GET /c.jpg"], _asked);
    }

    [Fact]
    public async Task Dead_link_takes_two_requests_at_its_first_check_only()
    {
        await using LoopbackServer server = await StartAsync(context =>
        {
            context.Response.StatusCode = 404;
            return Task.CompletedTask;
        });
        using LinkCheckerFixture checker = LinkCheckerFixture.For(server);

        Link dead = await checker.CheckAsync(LinkCheckerFixture.MediaOf("/a.jpg"), $"{server.Url}/a.jpg");
        dead = await checker.CheckAsync(dead, $"{server.Url}/a.jpg");
        Link other = await checker.CheckAsync(LinkCheckerFixture.MediaOf("/b.jpg"), $"{server.Url}/b.jpg");

        Assert.Equal((Verdict.Gone, Verdict.Gone), (dead.Verdict, other.Verdict));
        Assert.Equal(["GET /a.jpg range", "GET /a.jpg", "GET /a.jpg", "GET /b.jpg range", "GET /b.jpg"], _asked);
    }

    [Fact]
    public async Task Not_found_baseline_and_end_of_file_are_requested_once()
    {
        byte[] photo = [.. LinkCheckerFixture.Jpeg[..^2], .. new byte[100_000], 0xFF, 0xD9];
        await using LoopbackServer server = await StartAsync(async context =>
        {
            string range = context.Request.Headers.Range.ToString();
            if (context.Request.Path != "/a.jpg" || !range.StartsWith("bytes=0-", StringComparison.Ordinal))
            {
                context.Response.StatusCode = context.Request.Path == "/a.jpg" ? 416 : 404;
                return;
            }

            context.Response.StatusCode = 206;
            context.Response.Headers.ContentRange = $"bytes 0-65535/{photo.Length}";
            await context.Response.Body.WriteAsync(photo.AsMemory(0, 65536));
        });
        using LinkCheckerFixture checker = LinkCheckerFixture.Learning(server);

        Assert.Equal(Verdict.Alive, (await checker.CheckAsync(LinkKind.Image, $"{server.Url}/a.jpg")).Verdict);
        Assert.Equal(3, _asked.Count);
    }

    private Task<LoopbackServer> StartAsync(Func<HttpContext, Task> answer) => LoopbackServer.StartAsync(context =>
    {
        bool conditional = context.Request.Headers.IfNoneMatch.Count + context.Request.Headers.IfModifiedSince.Count > 0;
        _asked.Add($"{context.Request.Method} {context.Request.Path}{(context.Request.Headers.Range.Count > 0 ? " range" : "")}{(conditional ? " condition" : "")}");
        return answer(context);
    });

    private static Task RefuseRangeAsync(HttpContext context, int status, string? contentRange)
    {
        if (context.Request.Headers.Range.Count == 0)
        {
            return context.Response.Body.WriteAsync(LinkCheckerFixture.Jpeg).AsTask();
        }

        context.Response.StatusCode = status;
        context.Response.Headers.ContentRange = contentRange;
        return Task.CompletedTask;
    }
}
