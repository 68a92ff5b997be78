using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using NewsFunctions.Archive.Http;
using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;
using NewsFunctions.Links.Hosts;
using NewsFunctions.Links.Rules;
using NewsFunctions.Links.Vantages;
using NewsFunctions.Tests.Links.Checks;

namespace NewsFunctions.Tests.Links.Vantages;

/// <summary>Tests two deployments, of which one uses the other's real code as a vantage.</summary>
public sealed class DeploymentVantageTests
{
    [Fact]
    public async Task Facts_from_another_deployment_are_judged_here()
    {
        await using LoopbackServer site = await LoopbackServer.StartAsync(context => context.Response.Body.WriteAsync(LinkCheckerFixture.Jpeg).AsTask());
        string? key = null;
        await using LoopbackServer other = await OtherAsync(
            LinkCheckerFixture.Allowing(site.Port), sent: headers => key = headers["x-news-key"].ToString());

        LinkCheck check = Assert.Single(await CheckAsync(other, $"{site.Url}/a.jpg"));

        Assert.Equal((Verdict.Alive, "other", VerdictRules.Version), (check.Verdict, check.Vantage, check.RulesVersion));
        Assert.Equal(200, Evidence.Read(check.Evidence).Locations.Single().Final?.Status);
        Assert.Equal("a key", key);
    }

    [Fact]
    public async Task Page_seen_by_a_vantage_is_judged_by_all_known_titles()
    {
        await using LoopbackServer site = await LoopbackServer.StartAsync(context =>
        {
            context.Response.ContentType = "text/html";
            return context.Response.WriteAsync("<title>Night Train to Sundby Returns in June</title><p>In June.");
        });
        await using LoopbackServer other = await OtherAsync(LinkCheckerFixture.Allowing(site.Port));
        Link link = LinkCheckerFixture.PageOf("900414", "Ten Soups for Cold Evenings");
        Link named = link with { OtherTitles = ["Night Train to Sundby Returns in June"] };

        Assert.Equal(Verdict.Drifted, Assert.Single(await CheckAsync(link, [other], $"{site.Url}/news/900414")).Verdict);
        LinkCheck check = Assert.Single(await CheckAsync(named, [other], $"{site.Url}/news/900414"));
        Assert.Equal((Verdict.Alive, "other"), (check.Verdict, check.Vantage));
        Assert.Equal(named.OtherTitles, Evidence.Read(check.Evidence).Expected!.OtherTitles);
    }

    [Fact]
    public async Task Address_guard_of_the_other_deployment_applies()
    {
        await using LoopbackServer other = await OtherAsync(new CheckParts());

        foreach (string inside in (string[])["http://127.0.0.1/", "http://169.254.169.254/", "http://168.63.129.16/", "file:///etc/passwd", "http://localhost:8080/"])
        {
            Assert.Equal(Verdict.Refused, Assert.Single(await CheckAsync(other, inside)).Verdict);
        }
    }

    [Fact]
    public async Task Checks_over_the_concurrency_limit_are_rejected()
    {
        await using LoopbackServer other = await OtherAsync(new CheckParts(), atOnce: 0);

        LinkCheck check = Assert.Single(await CheckAsync(other, "http://127.0.0.1/"));

        Assert.Equal(Verdict.ConnectionFailure, check.Verdict);
        Assert.Contains("429", check.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html>")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"evidence":null}""")]
    [InlineData("""{"evidence":{"locations":[]}}""")]
    [InlineData("""{"evidence":{"locations":[{"location":"http://a.example/1.jpg","hops":[]}]}}""")]
    [InlineData("""{"evidence":{"locations":[{"location":"http://another.example/1.jpg","hops":[{"method":"GET","url":"http://another.example/1.jpg","response":{"status":404}}]}]}}""")]
    [InlineData("""{"evidence":{"locations":[{"location":"http://a.example/1.jpg","hops":[{"method":"GET","url":"http://a.example/1.jpg","response":{"status":404}}]}]}}""")]
    [InlineData("""{"evidence":{"locationsLeftOut":1,"locations":[{"location":"http://a.example/1.jpg","hops":[{"method":"GET","url":"http://a.example/1.jpg","response":{"status":404}}]}]}}""")]
    [InlineData("""{"evidence":{"expected":{"id":"1","otherTitles":[null]},"locations":[{"location":"http://a.example/1.jpg","hops":[{"method":"GET","url":"http://a.example/1.jpg","response":{"status":404,"headers":{}}}]},{"location":"http://a.example/2.jpg","hops":[{"method":"GET","url":"http://a.example/2.jpg","response":{"status":404,"headers":{}}}]}]}}""")]
    public async Task Unexpected_response_is_no_evidence(string answer)
    {
        await using LoopbackServer other = await LoopbackServer.StartAsync(context => context.Response.WriteAsync(answer));

        LinkCheck check = Assert.Single(await CheckAsync(other, "http://a.example/1.jpg", "http://a.example/2.jpg"));

        Assert.Equal(Verdict.ConnectionFailure, check.Verdict);
        Assert.Equal(LinkCheckerFixture.LinkOf(LinkKind.Image).Id, check.Link);
    }

    [Fact]
    public async Task Endless_response_is_cut_and_no_evidence()
    {
        await using LoopbackServer other = await LoopbackServer.StartAsync(async context =>
        {
            while (!context.RequestAborted.IsCancellationRequested)
            {
                await context.Response.Body.WriteAsync(new byte[4096], context.RequestAborted);
            }
        });

        Assert.Equal(Verdict.ConnectionFailure, Assert.Single(await CheckAsync(other, "http://a.example/1.jpg")).Verdict);
    }

    [Fact]
    public async Task Next_vantage_is_asked_if_one_has_no_evidence()
    {
        await using LoopbackServer site = await LoopbackServer.StartAsync(context =>
        {
            context.Response.StatusCode = 410;
            return Task.CompletedTask;
        });
        await using LoopbackServer broken = await LoopbackServer.StartAsync(context =>
        {
            context.Response.StatusCode = 500;
            return Task.CompletedTask;
        });
        await using LoopbackServer other = await OtherAsync(LinkCheckerFixture.Allowing(site.Port));

        IReadOnlyList<LinkCheck> checks = await CheckAsync([broken, other], $"{site.Url}/a.jpg");

        Assert.Equal([Verdict.ConnectionFailure, Verdict.Gone], checks.Select(check => check.Verdict));
        Assert.True(checks[0].CheckedAt < checks[1].CheckedAt);
    }

    [Theory]
    [InlineData("""{"kind":"image","locations":[]}""", "locations")]
    [InlineData("""{"kind":"image","locations":[null]}""", "locations")]
    [InlineData("""{"kind":"image"}""", "locations")]
    [InlineData("""{"kind":"picture","locations":["http://a.example/"]}""", "kind")]
    [InlineData("""{"locations":["http://a.example/"]}""", "kind")]
    [InlineData("""{"kind":"image","locations":["http://a.example/"],"force":true}""", "force")]
    [InlineData("null", "body")]
    public async Task Invalid_request_is_rejected_with_the_name_of_the_member(string body, string member)
    {
        await using LoopbackServer other = await OtherAsync(new CheckParts());
        using HttpClient http = new();
        using StringContent content = new(body, System.Text.Encoding.UTF8, "application/json");

        using HttpResponseMessage response = await http.PostAsync(new Uri(other.Url), content, TestContext.Current.CancellationToken);

        Assert.Equal(400, (int)response.StatusCode);
        JsonElement problem = JsonElement.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal(member, Assert.Single(problem.GetProperty("errors").EnumerateObject()).Name);
    }

    /// <summary>Starts a deployment that has only the endpoint for other deployments.</summary>
    private static async Task<LoopbackServer> OtherAsync(CheckParts options, int atOnce = 4, Action<IHeaderDictionary>? sent = null)
    {
        VantageChecks checks = new(
            options.Checker(),
            new ProcessMemories(),
            Options.Create(new VantagesOptions { VantageChecksAtOnce = atOnce }),
            Options.Create(options.Hosts),
            TimeProvider.System);
        return await LoopbackServer.StartAsync(async context =>
        {
            sent?.Invoke(context.Request.Headers);
            IResult answer = await checks.CheckAsync(context.Request, context.RequestAborted);
            context.RequestServices = new ServiceCollection().AddLogging().BuildServiceProvider();
            await answer.ExecuteAsync(context);
        });
    }

    private static Task<IReadOnlyList<LinkCheck>> CheckAsync(LoopbackServer other, params string[] locations) => CheckAsync([other], locations);

    private static Task<IReadOnlyList<LinkCheck>> CheckAsync(LoopbackServer[] others, params string[] locations) =>
        CheckAsync(LinkCheckerFixture.LinkOf(LinkKind.Image), others, locations);

    private static async Task<IReadOnlyList<LinkCheck>> CheckAsync(Link link, LoopbackServer[] others, params string[] locations)
    {
        CheckParts options = new() { Hosts = new HostOptions { PerHost = new PerHostOptions { Interval = TimeSpan.Zero } } };
        using VantageChecker vantages = options.Vantages(
        [
            .. others.Select((other, index) => new VantageOptions
            {
                Name = index == 0 ? "other" : $"other-{index}",
                CheckUrl = other.Url,
                Key = "a key",
            }),
        ]);
        return await vantages.LookAsync(link, locations, TestContext.Current.CancellationToken);
    }
}
