using NewsFunctions.Links;

namespace NewsFunctions.Tests.Links;

public sealed class CheckTimeTests
{
    [Fact]
    public async Task Check_has_the_time_of_its_first_request()
    {
        await using LoopbackServer server = await LoopbackServer.StartAsync(
            async context => await context.Response.Body.WriteAsync(LinkCheckerFixture.Jpeg));
        TimeSpan interval = TimeSpan.FromMilliseconds(300);
        LinkCheckOptions options = LinkCheckerFixture.Allowing(server.Port) with { PerHost = new PerHostOptions { Interval = interval } };
        using LinkCheckerFixture checker = new(options);

        LinkCheck[] checks = await Task.WhenAll(Enumerable.Range(0, 3).Select(number => checker.CheckAsync($"{server.Url}/{number}.jpg")));

        DateTimeOffset[] times = [.. checks.Select(check => check.CheckedAt).Order()];
        Assert.All(times.Zip(times.Skip(1)), pair => Assert.InRange(pair.Second - pair.First, 0.9 * interval, 20 * interval));
    }

    [Fact]
    public async Task Check_without_a_request_has_the_time_when_it_began()
    {
        DateTimeOffset before = TimeProvider.System.GetUtcNow();
        using LinkCheckerFixture checker = new(LinkCheckerFixture.Allowing(1));

        LinkCheck check = await checker.CheckAsync("ftp://media.example.org/a.jpg");

        Assert.Equal(Verdict.Refused, check.Verdict);
        Assert.InRange(check.CheckedAt, before, TimeProvider.System.GetUtcNow());
    }
}
