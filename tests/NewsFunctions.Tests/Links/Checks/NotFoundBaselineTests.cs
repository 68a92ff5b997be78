using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;
using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;
using NewsFunctions.Links.Hosts;
using NewsFunctions.Links.Rules;

namespace NewsFunctions.Tests.Links.Checks;

/// <summary>Tests the detection of hosts that answer 200 for paths that do not exist.</summary>
public sealed class NotFoundBaselineTests
{
    private const string Title = "Saudi airstrike kills 12 civilians in Yemen";
    private static readonly string Article = "<p>" + string.Join(' ', Enumerable.Range(0, 120).Select(i => $"word{(char)('a' + (i % 26))}{(char)('a' + (i / 26))}"));

    [Fact]
    public async Task Article_answered_like_the_not_found_baseline_is_not_found()
    {
        await using LoopbackServer server = await LoopbackServer.StartAsync(context => HtmlAsync(context, context.Request.Path == "/news/1797707"
            ? $"<title>{Title}</title>{Article}"
            : $"<title>Al Alam</title><p>Page {context.Request.Path} was not found."));
        using LinkCheckerFixture checker = LinkCheckerFixture.Learning(server);

        Assert.Equal(Verdict.SoftNotFound, await VerdictOfPageAsync(checker, server, "1797706", Title));
        Assert.Equal(Verdict.SoftNotFound, await VerdictOfPageAsync(checker, server, "1797708", null));
        Assert.Equal(Verdict.Alive, await VerdictOfPageAsync(checker, server, "1797707", Title));
        Assert.Equal(Verdict.Alive, await VerdictOfPageAsync(checker, server, "1797707", null));
        Assert.Equal(Verdict.Drifted, await VerdictOfPageAsync(checker, server, "1797707", "Nuclear talks resume in Vienna after a break"));
    }

    [Fact]
    public async Task Article_that_redirects_like_the_baseline_is_not_found()
    {
        await using LoopbackServer server = await LoopbackServer.StartAsync(context =>
        {
            if (context.Request.Path == "/latest")
            {
                return HtmlAsync(context, $"<title>{Guid.NewGuid()}</title><p>The latest news: {Guid.NewGuid()}");
            }

            context.Response.Redirect(context.Request.Path == "/news/1797707" ? "/news/1797707/talks" : "/latest");
            return context.Request.Path == "/news/1797707/talks" ? HtmlAsync(context, $"<title>{Title}</title>{Article}") : Task.CompletedTask;
        });
        using LinkCheckerFixture checker = LinkCheckerFixture.Learning(server);

        Assert.Equal(Verdict.SoftNotFound, await VerdictOfPageAsync(checker, server, "1797706", Title));
    }

    [Fact]
    public async Task Canonical_URL_that_echoes_the_request_is_no_evidence()
    {
        await using LoopbackServer server = await LoopbackServer.StartAsync(context =>
            HtmlAsync(context, $"<title>Not found</title><link rel=canonical href=\"{context.Request.Path}\"><p>Nothing here."));
        using LinkCheckerFixture checker = LinkCheckerFixture.Learning(server);

        Assert.Equal(Verdict.SoftNotFound, await VerdictOfPageAsync(checker, server, "1797706", Title));
    }

    [Fact]
    public async Task Canonical_URL_confirms_the_article_or_shows_another()
    {
        await using LoopbackServer server = await LoopbackServer.StartAsync(context =>
        {
            string? id = context.Request.Path.Value switch { "/news/1" => null, "/news/1797706" => "1797706", "/news/1797707" => "1797799", _ => "" };
            context.Response.StatusCode = id is "" ? 404 : 200;
            return HtmlAsync(context, $"<title>Al Alam</title><link rel=canonical href=\"/news/{id}\">{Article}");
        });
        using LinkCheckerFixture checker = LinkCheckerFixture.Learning(server);

        Assert.Equal(Verdict.Alive, await VerdictOfPageAsync(checker, server, "1797706", Title));
        Assert.Equal(Verdict.Drifted, await VerdictOfPageAsync(checker, server, "1797707", Title));
        Assert.Equal(Verdict.Gone, await VerdictOfPageAsync(checker, server, "1797708", Title));
    }

    [Fact]
    public async Task Image_served_for_every_path_is_a_placeholder()
    {
        await using LoopbackServer server = await LoopbackServer.StartAsync(context =>
            context.Response.Body.WriteAsync(LinkCheckerFixture.JpegOf(context.Request.Path == "/2016/03/07/a.jpg" ? 1 : 0)).AsTask());
        using LinkCheckerFixture checker = LinkCheckerFixture.Learning(server);

        Assert.Equal(Verdict.Alive, await VerdictOfMediaAsync(checker, server, "/2016/03/07/a.jpg"));
        (Link after, LinkCheck check) = await checker.CheckLinkAsync(LinkCheckerFixture.MediaOf("/2016/03/07/b.jpg"), $"{server.Url}/2016/03/07/b.jpg");

        Assert.Equal((Verdict.Placeholder, LinkState.Suspect), (check.Verdict, after.State));
        Assert.Equal(Verdict.Placeholder, VerdictRules.Judge(LinkKind.Image, Evidence.Read(check.Evidence)).Verdict);
    }

    [Fact]
    public async Task Media_redirect_is_a_placeholder_to_a_file_and_WrongType_to_a_page()
    {
        string target = "/none.jpg";
        int number = 0;
        await using LoopbackServer server = await LoopbackServer.StartAsync(context =>
        {
            switch (context.Request.Path.Value)
            {
                case "/none.jpg":
                    // Every response has different bytes, so equal bytes cannot give it away.
                    return context.Response.Body.WriteAsync(LinkCheckerFixture.JpegOf(++number)).AsTask();
                case "/none.html":
                    return HtmlAsync(context, "<p>Gone.");
                default:
                    context.Response.Redirect(target);
                    return Task.CompletedTask;
            }
        });
        using LinkCheckerFixture checker = LinkCheckerFixture.Learning(server);

        Assert.Equal(Verdict.Placeholder, await VerdictOfMediaAsync(checker, server, "/2016/03/07/a.jpg"));
        target = "/none.html";
        Assert.Equal(Verdict.WrongType, await VerdictOfMediaAsync(checker, server, "/2016/03/07/b.jpg"));
    }

    [Fact]
    public async Task Unchanged_placeholder_stays_a_placeholder()
    {
        FakeTimeProvider time = new(TimeProvider.System.GetUtcNow());
        bool honest = true;
        await using LoopbackServer server = await LoopbackServer.StartAsync(context =>
        {
            context.Response.Headers.ETag = "\"none\"";
            if (!honest && context.Request.Headers.IfNoneMatch == "\"none\"")
            {
                context.Response.StatusCode = 304;
                return Task.CompletedTask;
            }

            context.Response.StatusCode = honest && context.Request.Path != "/a.jpg" ? 404 : 200;
            return context.Response.Body.WriteAsync(LinkCheckerFixture.Jpeg).AsTask();
        });
        using LinkCheckerFixture checker = LinkCheckerFixture.Learning(server, time);
        Link link = await checker.CheckAsync(LinkCheckerFixture.MediaOf("/a.jpg"), $"{server.Url}/a.jpg");
        Assert.Equal(Verdict.Alive, link.Verdict);

        // The host's behavior changes, and the check of another link notices.
        honest = false;
        time.Advance(TimeSpan.FromDays(2));
        Assert.Equal(Verdict.Placeholder, await VerdictOfMediaAsync(checker, server, "/b.jpg"));

        Assert.Equal(Verdict.Placeholder, (await checker.CheckAsync(link, $"{server.Url}/a.jpg")).Verdict);
    }

    [Fact]
    public async Task Baseline_is_fetched_once_per_day_and_kind()
    {
        FakeTimeProvider time = new(TimeProvider.System.GetUtcNow());
        ConcurrentBag<string> asked = [];
        await using LoopbackServer server = await LoopbackServer.StartAsync(context =>
        {
            string path = context.Request.Path.Value!;
            asked.Add(path);
            context.Response.StatusCode = path.Length <= "/img/10.jpg".Length ? 200 : 404;
            return path.StartsWith("/img/", StringComparison.Ordinal)
                ? context.Response.Body.WriteAsync(LinkCheckerFixture.JpegOf(path.GetHashCode(StringComparison.Ordinal) & 0xFFFF)).AsTask()
                : HtmlAsync(context, $"<title>{path}</title>{Article}");
        });
        using LinkCheckerFixture checker = LinkCheckerFixture.Learning(server, time);

        for (int day = 0; day < 2; day++)
        {
            await Task.WhenAll(Enumerable.Range(1, 10).SelectMany(i => new[]
            {
                VerdictOfMediaAsync(checker, server, $"/img/{i}.jpg"), VerdictOfPageAsync(checker, server, $"{100 + i}", null),
            }));
            time.Advance(TimeSpan.FromDays(1));
        }

        string[] nowhere = [.. asked.Where(path => path.Length > "/img/10.jpg".Length).Order()];
        Assert.Equal(4, nowhere.Length);
        Assert.Equal(44, asked.Count);
        Assert.All(nowhere[..2], path => Assert.Matches("^/img/9[0-9]{8}\\.jpg$", path));
        Assert.All(nowhere[2..], path => Assert.Matches("^/news/9[0-9]{8}$", path));
    }

    [Theory]
    [InlineData(503)]
    [InlineData(429)]
    [InlineData(403)]
    public async Task Baseline_that_failed_is_not_retried_for_a_day(int status)
    {
        int refused = 0;
        await using LoopbackServer server = await LoopbackServer.StartAsync(context =>
        {
            if (context.Request.Path.Value!.Length > 7)
            {
                refused++;
                context.Response.StatusCode = status;
                return Task.CompletedTask;
            }

            return context.Response.Body.WriteAsync(LinkCheckerFixture.Jpeg).AsTask();
        });
        using LinkCheckerFixture checker = new(LinkCheckerFixture.Allowing(server.Port) with
        {
            Hosts = new HostOptions { PerHost = new PerHostOptions { Interval = TimeSpan.Zero, MaxInterval = TimeSpan.Zero } },
        });

        Assert.Equal(Verdict.Alive, await VerdictOfMediaAsync(checker, server, "/1.jpg"));
        Assert.Equal(Verdict.Alive, await VerdictOfMediaAsync(checker, server, "/2.jpg"));
        Assert.Equal(1, refused);
    }

    [Fact]
    public async Task Gone_walled_or_mistyped_response_needs_no_baseline()
    {
        int requests = 0;
        await using LoopbackServer server = await LoopbackServer.StartAsync(context =>
        {
            requests++;
            context.Response.StatusCode = context.Request.Path == "/gone.jpg" ? 404 : 200;
            return HtmlAsync(context, "<script>_cf_chl_opt</script>");
        });
        using LinkCheckerFixture checker = LinkCheckerFixture.Learning(server);

        await VerdictOfMediaAsync(checker, server, "/gone.jpg");
        await VerdictOfMediaAsync(checker, server, "/page.jpg");
        Assert.Equal(Verdict.Blocked, await VerdictOfPageAsync(checker, server, "1", null));
        Assert.Equal(3, requests);
    }

    private static async Task<Verdict?> VerdictOfPageAsync(LinkCheckerFixture checker, LoopbackServer server, string id, string? title)
    {
        (_, LinkCheck check) = await checker.CheckLinkAsync(LinkCheckerFixture.PageOf(id, title), $"{server.Url}/news/{id}");

        // The evidence must contain every fact behind the verdict, including what was learned about the host.
        Assert.Equal(check.Verdict, VerdictRules.Judge(LinkKind.Page, Evidence.Read(check.Evidence)).Verdict);
        return check.Verdict;
    }

    private static async Task<Verdict?> VerdictOfMediaAsync(LinkCheckerFixture checker, LoopbackServer server, string path) =>
        (await checker.CheckAsync(LinkCheckerFixture.MediaOf(path), server.Url + path)).Verdict;

    private static Task HtmlAsync(HttpContext context, string html)
    {
        context.Response.ContentType = "text/html; charset=utf-8";
        return context.Response.WriteAsync($"<!doctype html>{html}");
    }
}
