using System.Globalization;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;

namespace NewsFunctions.Tests.Links.Checks;

/// <summary>Tests responses with malformed headers, which browsers read and .NET's client does not. They are sent byte
/// for byte over a socket.</summary>
public sealed class SloppyServerTests
{
    private const string Length = "Content-Length: 14\r\n";
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(500);

    /// <summary>Response headers and the defect of each. The defect is empty if .NET's client reads the header.</summary>
    public static TheoryData<string, string> Heads => new()
    {
        { $"HTTP/1.1 200 OK\r\nthis is no header\r\n{Length}\r\n", "HeaderLine" },
        { $"HTTP/1.1 200 OK\r\ntwo words: x\r\n{Length}\r\n", "HeaderLine" },
        { $"HTTP/1.1 200 OK\r\na@b: x\r\n{Length}\r\n", "HeaderLine" },
        { $"HTTP/1.1 200 OK\r\nn\u00e4me: x\r\n{Length}\r\n", "HeaderLine" },
        { $"HTTP/1.1 200 OK\r\n: x\r\n{Length}\r\n", "HeaderLine" },
        { $"HTTP/1.1 200 OK\r\n folded: x\r\n{Length}\r\n", "HeaderLine" },
        { $"HTTP/1.1 200 O\0K\r\n{Length}\r\n", "StatusLine" },
        { $"HTTP/1.1  200 OK\r\n{Length}\r\n", "StatusLine" },
        { $"HTTP/1.1 200OK\r\n{Length}\r\n", "StatusLine" },
        { $"http/1.1 200 OK\r\n{Length}\r\n", "StatusLine" },
        { $"HTTP/2.0 200 OK\r\n{Length}\r\n", "StatusLine" },
        { $"ICY 200 OK\r\n{Length}\r\n", "StatusLine" },
        { $"\r\n\r\nHTTP/1.1 200 OK\r\n{Length}\r\n", "StatusLine" },
        { $"\u00ef\u00bb\u00bfHTTP/1.1 200 OK\r\n{Length}\r\n", "StatusLine" },
        { "HTTP/1.1 200 OK\r\nContent-Length: 14, 14\r\n\r\n", "ContentLength" },
        { "HTTP/1.1 103 Early Hints\r\nbad line\r\n\r\nHTTP/1.1 200 OK\r\nbad line\r\n" + Length + "\r\n", "HeaderLine" },
        { $"HTTP/1.1 200 OK\n{Length}\n", "" },
        { $"HTTP/1.1 200\r\n{Length}\r\n", "" },
        { $"HTTP/1.0 200 OK\r\n{Length}\r\n", "" },
        { $"HTTP/1.1 200 caf\u00e9\r\nServer: caf\u00e9\r\n{Length}\r\n", "" },
        { "HTTP/1.1 200 OK\r\nContent-Length : 14\r\n\r\n", "" },
        { $"HTTP/1.1 200 OK\r\n{Length}{Length}\r\n", "" },
        { $"HTTP/1.1 200 OK\r\nServer: a\r\n b\r\n{Length}\r\n", "" },
        { $"HTTP/1.1 200 OK\r\nServer: a\0b\r\n{Length}\r\n", "" },
        { $"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n{Length}\r\n", "" },
    };

    [Theory]
    [MemberData(nameof(Heads))]
    public async Task Header_that_browsers_accept_is_read(string head, string defects)
    {
        await using RawServer server = RawServer.Start(head, LinkCheckerFixture.Jpeg, staysOpen: true);
        using LinkCheckerFixture checker = server.Checker();

        AssertAlive(await checker.CheckAsync($"{server.Url}/a.jpg"), defects, size: 14);
        Assert.Equal(defects.Length > 0 ? 2 : 1, server.Requests.Count);
    }

    [Theory]
    [MemberData(nameof(Heads))]
    public async Task Header_that_arrives_byte_by_byte_is_read_the_same(string head, string defects)
    {
        await using RawServer server = RawServer.Start(head, LinkCheckerFixture.Jpeg, staysOpen: true, bytesAtOnce: 1);
        using LinkCheckerFixture checker = server.Checker();

        AssertAlive(await checker.CheckAsync($"{server.Url}/a.jpg"), defects, size: 14);
    }

    [Theory]
    [InlineData("-5")]
    [InlineData("fourteen")]
    [InlineData("")]
    [InlineData("+14")]
    [InlineData("99999999999999999999")]
    public async Task Malformed_length_reads_until_the_connection_closes(string length)
    {
        await using RawServer server = RawServer.Start($"HTTP/1.1 200 OK\r\nContent-Length: {length}\r\n\r\n", LinkCheckerFixture.Jpeg);
        using LinkCheckerFixture checker = server.Checker();

        AssertAlive(await checker.CheckAsync($"{server.Url}/a.jpg"), "ContentLength", size: 14);
        Assert.Contains("\r\nConnection: close\r\n", server.Requests.Last(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Content-Length: 3\r\nTransfer-Encoding: chunked\r\n")]
    [InlineData("Transfer-Encoding: CHUNKED\r\nContent-Length: 200000\r\n")]
    [InlineData("Transfer-Encoding: chunked\r\n")]
    public async Task Chunked_encoding_overrides_a_length(string headers)
    {
        byte[] body = [.. "e;name=value\r\n"u8, .. LinkCheckerFixture.Jpeg, .. "\r\n0;last\r\n\r\n"u8];
        await using RawServer server = RawServer.Start($"HTTP/1.1 200 OK\r\n{headers}\r\n", body, staysOpen: true);
        using LinkCheckerFixture checker = server.Checker();

        AssertAlive(await checker.CheckAsync($"{server.Url}/a.jpg"), "", size: 14);
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData("220 mail.example ESMTP\r\n\r\n")]
    [InlineData("SSH-2.0-OpenSSH_9.6\r\n")]
    [InlineData("<!doctype html><title>Hello</title>")]
    [InlineData("HTTP/1.1 OK\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Le")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 7\r\nContent-Length: 14\r\n\r\n")]
    public async Task Unreadable_response_is_blocked(string answer)
    {
        await using RawServer server = RawServer.Start(answer, LinkCheckerFixture.Jpeg[..0]);
        using LinkCheckerFixture checker = server.Checker();

        AssertUnreadable(await checker.CheckAsync($"{server.Url}/a.jpg"));
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task Header_over_64_KiB_is_unreadable()
    {
        string large = $"X: {new string('x', 1000)}\r\n";
        await using RawServer server = RawServer.Start($"HTTP/1.1 200 OK\r\n{string.Concat(Enumerable.Repeat(large, 66))}{Length}\r\n", LinkCheckerFixture.Jpeg);
        using LinkCheckerFixture checker = server.Checker();

        AssertUnreadable(await checker.CheckAsync($"{server.Url}/a.jpg"));
    }

    [Fact]
    public async Task Large_malformed_header_is_read()
    {
        string large = $"X: {new string('x', 1000)}\n";
        await using RawServer server = RawServer.Start($"HTTP/1.1 200 OK\nbad line\n{string.Concat(Enumerable.Repeat(large, 64))}{Length}\n", LinkCheckerFixture.Jpeg);
        using LinkCheckerFixture checker = server.Checker();

        AssertAlive(await checker.CheckAsync($"{server.Url}/a.jpg"), "HeaderLine", size: 14);
    }

    [Fact]
    public async Task Endless_header_is_unreadable()
    {
        await using RawServer server = RawServer.Start(_ => [.. "HTTP/1.1 200 OK\r\n"u8, .. Enumerable.Repeat((byte)'x', 1_000_000)], staysOpen: true);
        using LinkCheckerFixture checker = server.Checker();

        AssertUnreadable(await checker.CheckAsync($"{server.Url}/a.jpg"));
    }

    [Fact]
    public async Task Header_that_hangs_is_unreadable()
    {
        await using RawServer server = RawServer.Start("HTTP/1.1 200 OK\r\nContent-Type: image/jpeg\r\n", staysOpen: true);
        using LinkCheckerFixture checker = server.Checker(Soon);

        AssertUnreadable(await checker.CheckAsync($"{server.Url}/a.jpg"));
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task Unreadable_responses_are_no_host_failure()
    {
        await using RawServer server = RawServer.Start("220 mail.example ESMTP\r\n\r\n");
        using LinkCheckerFixture checker = server.Checker();

        for (int i = 0; i < 4; i++)
        {
            AssertUnreadable(await checker.CheckAsync($"{server.Url}/{i}.jpg"));
        }

        Link link = await checker.CheckAsync(LinkCheckerFixture.LinkOf(LinkKind.Image) with { NoEvidenceSince = DateTimeOffset.UnixEpoch }, $"{server.Url}/a.jpg");
        Assert.Equal((LinkState.Blocked, 0, null), (link.State, link.Strikes, link.NoEvidenceSince));
        Assert.Null(checker.Hosts.Outage(HostName.Of(new Uri(server.Url))));
        Assert.False(checker.Hosts.AnsweredForAny([server.Url]));
    }

    [Theory]
    [InlineData(true, Verdict.Timeout, FailureKind.Timeout)]
    [InlineData(false, Verdict.ConnectionFailure, FailureKind.ConnectionLost)]
    public async Task Silent_host_is_retried_once_for_all_its_links(bool staysOpen, Verdict verdict, FailureKind kind)
    {
        await using RawServer server = RawServer.Start("", staysOpen: staysOpen);
        using LinkCheckerFixture checker = server.Checker(Soon);

        LinkCheck first = await checker.CheckAsync($"{server.Url}/a.jpg");
        LinkCheck second = await checker.CheckAsync($"{server.Url}/b.jpg");

        Assert.Equal((verdict, verdict), (first.Verdict, second.Verdict));
        Assert.Equal(kind, Evidence.Read(first.Evidence).Locations.Single().Failure!.Kind);
        Assert.Single(server.Requests, request => request.Contains("\r\nConnection: close\r\n", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Malformed_headers_of_a_host_are_repaired_at_once_for_a_week()
    {
        FakeTimeProvider time = new(TimeProvider.System.GetUtcNow());
        await using RawServer server = RawServer.Start($"HTTP/1.1 200 OK\r\nbad line\r\n{Length}\r\n", LinkCheckerFixture.Jpeg);
        using LinkCheckerFixture checker = new(LinkCheckerFixture.Allowing(server.Port), time);

        AssertAlive(await checker.CheckAsync($"{server.Url}/a.jpg"), "HeaderLine", size: 14);
        AssertAlive(await checker.CheckAsync($"{server.Url}/b.jpg"), "HeaderLine", size: 14);
        Assert.Equal(["a", "a", "b"], Asked(server));

        time.Advance(TimeSpan.FromDays(7));
        AssertAlive(await checker.CheckAsync($"{server.Url}/c.jpg"), "HeaderLine", size: 14);
        Assert.Equal(["a", "a", "b", "c", "c"], Asked(server));
    }

    [Fact]
    public async Task Concurrent_links_of_a_host_with_malformed_headers_get_their_own_responses()
    {
        await using RawServer server = RawServer.Start(request =>
        {
            int number = int.Parse(request.AsSpan(5, 3), CultureInfo.InvariantCulture);
            byte[] image = LinkCheckerFixture.JpegOf(number);
            return [.. Encoding.Latin1.GetBytes($"HTTP/1.1 200 OK\r\n{(number % 2 == 0 ? "bad line\r\n" : "")}Content-Length: {image.Length}\r\n\r\n"), .. image];
        });
        using LinkCheckerFixture checker = server.Checker();

        LinkCheck[] checks = await Task.WhenAll(Enumerable.Range(100, 40).Select(number => checker.CheckAsync($"{server.Url}/{number}.jpg")));

        Assert.All(checks, check => AssertAlive(check, Evidence.Read(check.Evidence).Locations.Single().Location.AsSpan()[^5] % 2 == 0 ? "HeaderLine" : "", size: 16));
    }

    private static string[] Asked(RawServer server) => [.. server.Requests.Select(request => request["GET /".Length..][..1])];

    private static void AssertAlive(LinkCheck check, string defects, long size)
    {
        HopFacts hop = Evidence.Read(check.Evidence).Locations.Single().Hops.Single();
        Assert.Equal((Verdict.Alive, defects, size), (check.Verdict, string.Join(' ', hop.Mended ?? []), hop.Response!.TotalSize));
    }

    private static void AssertUnreadable(LinkCheck check)
    {
        LocationFacts facts = Evidence.Read(check.Evidence).Locations.Single();
        Assert.Equal((Verdict.Blocked, FailureStage.Headers, FailureKind.UnreadableAnswer), (check.Verdict, facts.Failure?.Stage, facts.Failure?.Kind));
        Assert.Contains("cannot be parsed", check.Reason, StringComparison.Ordinal);
    }
}
