using System.Collections.Concurrent;
using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Links;
using NewsFunctions.Links.Hosts;

namespace NewsFunctions.Tests.Links.Checks;

public sealed class CheckTimeTests
{
    [Fact]
    public async Task Check_has_the_time_of_its_first_request()
    {
        TimeProvider clock = TimeProvider.System;
        ConcurrentQueue<DateTimeOffset> requests = [];
        await using LoopbackServer server = await LoopbackServer.StartAsync(async context =>
        {
            requests.Enqueue(clock.GetUtcNow());
            await context.Response.Body.WriteAsync(LinkCheckerFixture.Jpeg);
        });
        // With one request at a time, each check starts after the server received the previous request.
        CheckParts options = LinkCheckerFixture.Allowing(server.Port);
        options.Hosts.PerHost = new PerHostOptions { Concurrency = 1, Interval = TimeSpan.FromMilliseconds(300) };
        using LinkCheckerFixture checker = new(options);

        LinkCheck[] checks = await Task.WhenAll(Enumerable.Range(0, 3).Select(number => checker.CheckAsync($"{server.Url}/{number}.jpg")));

        DateTimeOffset[] times = [.. checks.Select(check => check.CheckedAt).Order()];
        Assert.Equal(3, requests.Count);
        Assert.All(times.Zip(requests), pair => Assert.True(pair.First <= pair.Second));
        Assert.All(requests.Zip(times.Skip(1)), pair => Assert.True(pair.First < pair.Second));
    }

    [Fact]
    public async Task Check_without_a_request_has_its_start_time()
    {
        DateTimeOffset before = TimeProvider.System.GetUtcNow();
        using LinkCheckerFixture checker = new(LinkCheckerFixture.Allowing(1));

        LinkCheck check = await checker.CheckAsync("ftp://media.example.org/a.jpg");

        Assert.Equal(Verdict.Refused, check.Verdict);
        Assert.InRange(check.CheckedAt, before, TimeProvider.System.GetUtcNow());
    }
}
