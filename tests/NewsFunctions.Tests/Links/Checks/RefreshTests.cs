using Microsoft.AspNetCore.Http;
using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;
using NewsFunctions.Links.Rules;

namespace NewsFunctions.Tests.Links.Checks;

/// <summary>Tests which refreshes count as redirects.</summary>
public sealed class RefreshTests
{
    private const string Article = "<!doctype html><title>Talks resume in Vienna</title><h1>Talks resume in Vienna</h1><p>Ministers met again on Monday.";

    [Theory]
    [InlineData("0; url=/b.jpg")]
    [InlineData("0;URL='/b.jpg'")]
    [InlineData("5, url = \"b.jpg\"")]
    [InlineData("0 /b.jpg")]
    [InlineData("0.9;b.jpg")]
    [InlineData(".0;url=b.jpg")]
    public async Task An_empty_answer_with_a_refresh_header_is_a_redirect(string refresh)
    {
        await using LoopbackServer server = await ServerAsync(new() { ["/a.jpg"] = ("", refresh), ["/b.jpg"] = ("jpeg", null) });
        using LinkCheckerFixture checker = LinkCheckerFixture.For(server);

        LinkCheck check = await checker.CheckAsync($"{server.Url}/a.jpg");

        Assert.Equal(Verdict.Alive, check.Verdict);
        Assert.Equal([$"{server.Url}/a.jpg", $"{server.Url}/b.jpg"], Evidence.Read(check.Evidence).Locations.Single().Hops.Select(hop => hop.Url));
    }

    [Theory]
    [InlineData("6; url=/b.jpg")]
    [InlineData("600; url=/b.jpg")]
    [InlineData("99999999999999999999; url=/b.jpg")]
    [InlineData("0")]
    [InlineData("0; url=")]
    [InlineData("0; url=/a.jpg")]
    [InlineData("0; url=#top")]
    [InlineData("url=/b.jpg")]
    [InlineData("0x; url=/b.jpg")]
    [InlineData("-1; url=/b.jpg")]
    [InlineData("0; url=app://open/b.jpg")]
    [InlineData("0; url=javascript:alert(1)")]
    public async Task Late_invalid_or_self_referencing_refresh_is_ignored(string refresh)
    {
        await using LoopbackServer server = await ServerAsync(new() { ["/a.jpg"] = ("", refresh), ["/b.jpg"] = ("jpeg", null) });
        using LinkCheckerFixture checker = LinkCheckerFixture.For(server);

        Assert.Equal(Verdict.Empty, (await checker.CheckAsync($"{server.Url}/a.jpg")).Verdict);
    }

    [Theory]
    [InlineData(LinkKind.Image, "jpeg")]
    [InlineData(LinkKind.Page, Article + " One two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen.")]
    public async Task Refresh_header_beside_a_body_of_the_right_type_is_ignored(LinkKind kind, string body)
    {
        await using LoopbackServer server = await ServerAsync(new() { ["/a.jpg"] = (body, "0; url=/gone") });
        using LinkCheckerFixture checker = LinkCheckerFixture.For(server);

        Assert.Equal(Verdict.Alive, (await checker.CheckAsync(kind, $"{server.Url}/a.jpg")).Verdict);
    }

    [Theory]
    [InlineData("<meta http-equiv='refresh' content='0; url=/'>", Verdict.SoftNotFound)]
    [InlineData("<META HTTP-EQUIV=Refresh CONTENT=\"3;URL=/error\">", Verdict.Gone)]
    [InlineData("<body><p>Moved</p><meta http-equiv=refresh content=0;url=/login>", Verdict.Blocked)]
    [InlineData("<base href='/deep/'><meta http-equiv=refresh content='0; url=other'>", Verdict.Alive)]
    [InlineData("<meta http-equiv=refresh content='600; url=/'>", Verdict.Alive)]
    [InlineData("<meta http-equiv=refresh content='0; url=/news/1797706'>", Verdict.Alive)]
    [InlineData("<noscript><meta http-equiv=refresh content='0; url=/'></noscript>", Verdict.Alive)]
    [InlineData("<!-- <meta http-equiv=refresh content='0; url=/'> -->", Verdict.Alive)]
    [InlineData("<script>document.write(\"<meta http-equiv=refresh content='0; url=/'>\")</script>", Verdict.Alive)]
    [InlineData("<template><meta http-equiv=refresh content='0; url=/'></template>", Verdict.Alive)]
    [InlineData("<textarea><meta http-equiv=refresh content='0; url=/'></textarea>", Verdict.Alive)]
    [InlineData("<meta http-equiv=refresh content='0; url=http://169.254.169.254/latest'>", Verdict.Refused)]
    public async Task Page_is_judged_by_its_refresh_target(string page, Verdict verdict)
    {
        await using LoopbackServer server = await ServerAsync(new()
        {
            ["/news/1797706"] = ($"<!doctype html><title>Al Alam</title>{page}", null),
            ["/"] = ("<!doctype html><title>Front page</title>News", null),
            ["/login"] = ("<!doctype html><title>Log in</title>", null),
            ["/deep/other"] = ("<!doctype html><title>Al Alam</title>Here it is", null),
        });
        using LinkCheckerFixture checker = LinkCheckerFixture.For(server);

        LinkCheck check = await checker.CheckAsync(LinkKind.Page, $"{server.Url}/news/1797706");

        Assert.Equal(verdict, check.Verdict);
        Assert.Equal(verdict, VerdictRules.Judge(LinkKind.Page, Evidence.Read(check.Evidence)).Verdict);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/gone")]
    [InlineData("http://169.254.169.254/")]
    public async Task Received_article_is_alive_whatever_its_refresh_target(string target)
    {
        await using LoopbackServer server = await ServerAsync(new()
        {
            ["/news/1"] = ($"<meta http-equiv=refresh content='0; url={target}'>{Article}", null),
            ["/"] = ("<!doctype html><title>Front page</title>News", null),
        });
        using LinkCheckerFixture checker = LinkCheckerFixture.For(server);

        (_, LinkCheck check) = await checker.CheckLinkAsync(LinkCheckerFixture.PageOf("1", "Talks resume in Vienna"), $"{server.Url}/news/1");

        Assert.Equal(Verdict.Alive, check.Verdict);
        Assert.Contains("refreshes", check.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<meta http-equiv=refresh content='0; url=/b.jpg'>", Verdict.Alive)]
    [InlineData("<meta http-equiv=refresh content='0; url=/'>", Verdict.WrongType)]
    public async Task Refresh_of_a_page_instead_of_an_image_is_followed(string page, Verdict verdict)
    {
        await using LoopbackServer server = await ServerAsync(new()
        {
            ["/a.jpg"] = ($"<html>{page}</html>", null),
            ["/b.jpg"] = ("jpeg", null),
            ["/"] = ("<!doctype html>Front page", null),
        });
        using LinkCheckerFixture checker = LinkCheckerFixture.For(server);

        Assert.Equal(verdict, (await checker.CheckAsync($"{server.Url}/a.jpg")).Verdict);
    }

    [Fact]
    public async Task A_refresh_is_never_permanent_and_counts_as_a_redirect()
    {
        await using LoopbackServer other = await ServerAsync(new() { ["/a.jpg"] = ("jpeg", null) });
        await using LoopbackServer server = await ServerAsync(new()
        {
            ["/a.jpg"] = ("", $"0; url={other.Url}/a.jpg"),
            ["/loop"] = ("", "0; url=/pool"),
            ["/pool"] = ("", "0; url=/loop"),
        });
        using LinkCheckerFixture checker = LinkCheckerFixture.For(server, other);

        Assert.Equal(Verdict.Alive, (await checker.CheckAsync($"{server.Url}/a.jpg")).Verdict);
        LinkCheck loop = await checker.CheckAsync($"{server.Url}/loop");
        Assert.Equal(Verdict.Refused, loop.Verdict);
        Assert.Equal(11, Evidence.Read(loop.Evidence).Locations.Single().Hops.Count);
    }

    [Theory]
    [InlineData(404, Verdict.Gone)]
    [InlineData(503, Verdict.ServerError)]
    public async Task Error_status_overrides_a_refresh(int status, Verdict verdict)
    {
        await using LoopbackServer server = await LoopbackServer.StartAsync(context =>
        {
            context.Response.StatusCode = context.Request.Path == "/a.jpg" ? status : 200;
            context.Response.Headers["Refresh"] = "0; url=/b.jpg";
            return context.Response.WriteAsync("<html><meta http-equiv=refresh content='0; url=/b.jpg'></html>");
        });
        using LinkCheckerFixture checker = LinkCheckerFixture.For(server);

        Assert.Equal(verdict, (await checker.CheckAsync(LinkKind.Page, $"{server.Url}/a.jpg")).Verdict);
    }

    /// <summary>Starts a server of pages by path, each with an optional refresh header. Other paths answer 404.</summary>
    private static Task<LoopbackServer> ServerAsync(Dictionary<string, (string Body, string? Refresh)> pages) => LoopbackServer.StartAsync(context =>
    {
        if (!pages.TryGetValue(context.Request.Path, out (string Body, string? Refresh) page))
        {
            context.Response.StatusCode = 404;
            return context.Response.WriteAsync("Not here.");
        }

        if (page.Refresh is { } refresh)
        {
            context.Response.Headers["Refresh"] = refresh;
        }

        return page.Body == "jpeg" ? context.Response.Body.WriteAsync(LinkCheckerFixture.Jpeg).AsTask() : context.Response.WriteAsync(page.Body);
    });
}
