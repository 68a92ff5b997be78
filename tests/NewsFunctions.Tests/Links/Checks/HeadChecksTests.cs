using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;
using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Hosts;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;
using NewsFunctions.Links.Hosts;

namespace NewsFunctions.Tests.Links.Checks;

/// <summary>Tests that HEAD is used only if it was reliable before, and trusted only if it reports no change.</summary>
public sealed class HeadChecksTests
{
    private readonly FakeTimeProvider _time = new(TimeProvider.System.GetUtcNow());
    private readonly List<string> _asked = [];
    private Func<HttpContext, Task> _head = _ => Task.CompletedTask;
    private string _gone = "";

    [Fact]
    public async Task Host_with_reliable_HEAD_gets_HEAD_from_the_fourth_link_on()
    {
        await using LoopbackServer server = await LoopbackServer.StartAsync(AnswerAsync);
        using LinkCheckerFixture checker = LinkCheckerFixture.Learning(server, _time);
        _head = AnswerAsync;
        Link[] links = await CheckAllAsync(checker, server, Links());

        links = await CheckAllAsync(checker, server, links);
        // GET: six images and the baseline, then one beside each of three HEAD lessons.
        // HEAD: three lessons, one for the baseline, and three links checked by HEAD alone.
        Assert.Equal((7 + 3, 3 + 1 + 3), (Count("GET"), Count("HEAD")));

        _asked.Clear();
        links = await CheckAllAsync(checker, server, links);
        Assert.Equal((0, 6), (Count("GET"), Count("HEAD")));
        Assert.All(links, link => Assert.Equal(Verdict.Alive, link.Verdict));
        Assert.All(links, link => Assert.NotNull(link.Fingerprint!.Sha256));

        // After a week the lesson has expired.
        _asked.Clear();
        _time.Advance(TimeSpan.FromDays(7));
        await CheckAllAsync(checker, server, links);
        Assert.Equal(("GET", "GET"), (_asked[0].Split(' ')[0], _asked[1].Split(' ')[0]));
    }

    [Fact]
    public async Task GET_decides_if_HEAD_says_gone_or_changed()
    {
        await using LoopbackServer server = await LoopbackServer.StartAsync(AnswerAsync);
        using LinkCheckerFixture checker = LinkCheckerFixture.Learning(server, _time);
        _head = AnswerAsync;
        Link[] links = await CheckAllAsync(checker, server, await CheckAllAsync(checker, server, Links()));

        _gone = "/i/1.jpg";
        (_, LinkCheck gone) = await checker.CheckLinkAsync(links[1], $"{server.Url}/i/1.jpg");
        Assert.Equal(Verdict.Gone, gone.Verdict);
        LocationFacts seen = Evidence.Read(gone.Evidence).Locations.Single();
        Assert.Equal(("HEAD", 404, "GET", 404), (seen.Head!.Method, seen.Head.Response!.Status, seen.Hops[0].Method, seen.Final!.Status));
        Assert.True(await HeadIsTrustedAsync(checker, server));

        // After one wrong response, HEAD is not used again.
        _head = context =>
        {
            context.Response.StatusCode = 404;
            return Task.CompletedTask;
        };
        Assert.Equal(Verdict.Alive, (await checker.CheckAsync(links[2], $"{server.Url}/i/2.jpg")).Verdict);
        Assert.False(await HeadIsTrustedAsync(checker, server));
        _asked.Clear();
        Assert.Equal(Verdict.Alive, (await checker.CheckAsync(links[3], $"{server.Url}/i/3.jpg")).Verdict);
        Assert.Equal(["GET /i/3.jpg"], _asked);
    }

    [Theory]
    [InlineData(200)]
    [InlineData(404)]
    [InlineData(405)]
    public async Task HEAD_that_gives_one_response_for_everything_is_never_trusted(int status)
    {
        await using LoopbackServer server = await LoopbackServer.StartAsync(AnswerAsync);
        using LinkCheckerFixture checker = LinkCheckerFixture.Learning(server, _time);
        _head = async context =>
        {
            await AnswerAsync(context, "/i/0.jpg");
            context.Response.StatusCode = status;
        };
        Link[] links = await CheckAllAsync(checker, server, await CheckAllAsync(checker, server, Links()));
        Assert.All(links, link => Assert.Equal(Verdict.Alive, link.Verdict));

        _gone = "/i/4.jpg";
        _asked.Clear();
        Assert.Equal(Verdict.Gone, (await checker.CheckAsync(links[4], $"{server.Url}/i/4.jpg")).Verdict);
        Assert.Equal(["GET /i/4.jpg", "GET /i/4.jpg"], _asked);
    }

    [Fact]
    public async Task Host_that_supports_conditional_requests_needs_no_HEAD()
    {
        await using LoopbackServer server = await LoopbackServer.StartAsync(context =>
        {
            if (context.Request.Headers.IfNoneMatch.Count > 0)
            {
                _asked.Add("304");
                context.Response.StatusCode = 304;
                return Task.CompletedTask;
            }

            return AnswerAsync(context);
        });
        using LinkCheckerFixture checker = LinkCheckerFixture.Learning(server, _time);
        await CheckAllAsync(checker, server, await CheckAllAsync(checker, server, Links()));

        Assert.Equal((7, 6, 0), (Count("GET"), Count("304"), Count("HEAD")));
    }

    private static Link[] Links() => [.. Enumerable.Range(0, 6).Select(i => LinkCheckerFixture.MediaOf($"/i/{i}.jpg"))];

    private static async Task<Link[]> CheckAllAsync(LinkCheckerFixture checker, LoopbackServer server, Link[] links)
    {
        Link[] after = new Link[links.Length];
        for (int i = 0; i < links.Length; i++)
        {
            after[i] = await checker.CheckAsync(links[i], server.Url + links[i].Path);
        }

        return after;
    }

    private async Task<bool> HeadIsTrustedAsync(LinkCheckerFixture checker, LoopbackServer server)
    {
        HostMemory memory = await checker.Hosts.OpenAsync(HostName.Of(new Uri(server.Url)), TestContext.Current.CancellationToken);
        return memory.Lessons.Head.IsTrusted(_time.GetUtcNow(), new LessonOptions());
    }

    private int Count(string method) => _asked.Count(one => one.StartsWith(method, StringComparison.Ordinal));

    private Task AnswerAsync(HttpContext context)
    {
        _asked.Add($"{context.Request.Method} {context.Request.Path}");
        return context.Request.Method == HttpMethods.Head && _head != AnswerAsync ? _head(context) : AnswerAsync(context, context.Request.Path);
    }

    /// <summary>Answers conditional requests with the whole body, too.</summary>
    private Task AnswerAsync(HttpContext context, string path)
    {
        if (path == _gone || path.Length > "/i/0.jpg".Length)
        {
            context.Response.StatusCode = 404;
            return Task.CompletedTask;
        }

        byte[] image = LinkCheckerFixture.JpegOf(path["/i/".Length]);
        context.Response.ContentType = "image/jpeg";
        context.Response.ContentLength = image.Length;
        context.Response.Headers.ETag = $"\"{path}\"";
        return context.Request.Method == HttpMethods.Head ? Task.CompletedTask : context.Response.Body.WriteAsync(image).AsTask();
    }
}
