using System.Text;
using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;
using NewsFunctions.Links.Rules;

namespace NewsFunctions.Tests.Links.Checks;

/// <summary>Tests that values from response headers are sent back byte for byte.</summary>
public sealed class RedirectBytesTests
{
    [Theory]
    // Latin-1, Windows-1256 and UTF-8, with one character per byte.
    [InlineData("/caf\u00e9.jpg", "/caf%E9.jpg")]
    [InlineData("/\u00c7\u00e1\u00da\u00c7\u00e1\u00e3.jpg?x=\u00ed", "/%C7%E1%DA%C7%E1%E3.jpg?x=%ED")]
    [InlineData("/\u00d8\u00b9\u00da\u00a9\u00d8\u00b3.jpg", "/%D8%B9%DA%A9%D8%B3.jpg")]
    // A right-to-left mark and a decomposed letter, which IRI parsers drop or compose.
    [InlineData("/\u00e2\u0080\u008fe\u00cc\u0081.jpg", "/%E2%80%8Fe%CC%81.jpg")]
    [InlineData("b \u00e9.jpg", "/b%20%E9.jpg")]
    [InlineData("/already%e9.jpg", "/already%e9.jpg")]
    [InlineData("  /b.jpg \t", "/b.jpg")]
    public async Task Location_is_requested_byte_for_byte(string location, string asked)
    {
        await using RawServer server = RawServer.Start(request => request.StartsWith("GET /a.jpg ", StringComparison.Ordinal)
            ? Redirect($"Location: {location}\r\n")
            : Image());
        using LinkCheckerFixture checker = server.Checker();

        LinkCheck check = await checker.CheckAsync($"{server.Url}/a.jpg");

        Assert.Equal((Verdict.Alive, $"GET {asked} HTTP/1.1"), (check.Verdict, server.Requests.Last().Split("\r\n")[0]));
        Assert.Equal($"{server.Url}{asked}", Evidence.Read(check.Evidence).Locations.Single().Hops[1].Url);
    }

    [Fact]
    public async Task Two_equal_Location_headers_count_as_one()
    {
        await using RawServer server = RawServer.Start(request => request.StartsWith("GET /a.jpg ", StringComparison.Ordinal)
            ? Redirect("Location: /b.jpg\r\nX: y\r\nlocation:  /b.jpg \r\n")
            : Image());
        using LinkCheckerFixture checker = server.Checker();

        LinkCheck check = await checker.CheckAsync($"{server.Url}/a.jpg");

        Assert.Equal(Verdict.Alive, check.Verdict);
        Assert.Equal("/b.jpg", Evidence.Read(check.Evidence).Locations.Single().Hops[0].Response!.Header("location"));
    }

    [Fact]
    public async Task Two_different_Location_headers_are_not_followed()
    {
        await using RawServer server = RawServer.Start("HTTP/1.1 302 Found\r\nLocation: /b.jpg\r\nLocation: /c.jpg\r\nContent-Length: 0\r\n\r\n");
        using LinkCheckerFixture checker = server.Checker();

        LinkCheck check = await checker.CheckAsync($"{server.Url}/a.jpg");

        LocationFacts facts = Evidence.Read(check.Evidence).Locations.Single();
        Assert.Equal((Verdict.ServerError, FailureKind.BadRedirect), (check.Verdict, facts.Failure!.Kind));
        Assert.Contains("/b.jpg, /c.jpg", check.Reason, StringComparison.Ordinal);
        Assert.Single(facts.Hops);
    }

    [Fact]
    public async Task Host_of_a_Location_header_is_read_as_UTF8()
    {
        await using RawServer server = RawServer.Start(_ => Redirect($"Location: http://{Latin1("b\u00fccher.example")}/caf\u00e9.jpg\r\n"));
        using LinkCheckerFixture checker = new(LinkCheckerFixture.Allowing(server.Port));

        LinkCheck check = await checker.CheckAsync($"{server.Url}/a.jpg");

        // The failure is the disallowed port 80, so the host name was read correctly.
        LocationFacts facts = Evidence.Read(check.Evidence).Locations.Single();
        Assert.Equal(FailureKind.PortRefused, facts.Failure!.Kind);
        Assert.Equal("http://b\u00fccher.example/caf%E9.jpg", facts.Hops[0].Response!.Header("location"));
    }

    [Theory]
    [InlineData("\"caf\u00e9\"")]
    [InlineData("W/\"\u00c3\u00a9-\u00c7\"")]
    [InlineData("\"\u00d8\u00b9\"")]
    [InlineData("no-quotes")]
    [InlineData("\"a,b\"")]
    public async Task ETag_is_sent_back_byte_for_byte(string tag)
    {
        await using RawServer server = RawServer.Start(request => request.Contains($"\r\nIf-None-Match: {tag}\r\n", StringComparison.Ordinal)
            ? Bytes($"HTTP/1.1 304 Not Modified\r\nETag: {tag}\r\n\r\n")
            : Image($"ETag: {tag}\r\n"));
        using LinkCheckerFixture checker = server.Checker();
        (Link link, LinkCheck first) = await checker.CheckLinkAsync(LinkCheckerFixture.LinkOf(LinkKind.Image), $"{server.Url}/a.jpg");

        (Link again, LinkCheck check) = await checker.CheckLinkAsync(link, $"{server.Url}/a.jpg");

        Assert.Equal((tag, Verdict.Alive, 304), (link.Fingerprint!.ETag, check.Verdict, Evidence.Read(check.Evidence).Locations.Single().Final!.Status));
        Assert.Equal(link.Fingerprint, again.Fingerprint);
        // Rejudging the evidence gives the same fingerprint.
        Assert.Equal(tag, Rejudgement.Of(first, first.CheckedAt).Again!.Fingerprint!.ETag);
    }

    [Theory]
    [InlineData("\u0634", "Mon, 07 Mar 2016 18:28:16 GMT", "If-Modified-Since: Mon, 07 Mar 2016 18:28:16 GMT")]
    [InlineData("\u0634", "Mo, 07 M\u00e4rz 2016", null)]
    public async Task Validator_that_cannot_be_sent_back_is_not_used(string tag, string date, string? condition)
    {
        await using RawServer server = RawServer.Start(_ => Image());
        using LinkCheckerFixture checker = server.Checker();
        Link link = await checker.CheckAsync(LinkCheckerFixture.LinkOf(LinkKind.Image), $"{server.Url}/a.jpg");

        // As stored by a version that read tags as UTF-8.
        link = link with { Fingerprint = link.Fingerprint! with { ETag = tag, LastModified = date } };
        Assert.Equal(Verdict.Alive, (await checker.CheckAsync(link, $"{server.Url}/a.jpg")).Verdict);

        Assert.Equal(condition, server.Requests.Last().Split("\r\n").SingleOrDefault(line => line.StartsWith("If-", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Other_headers_are_read_as_UTF8()
    {
        await using RawServer server = RawServer.Start(_ => Image($"Server: {Latin1("\u0634\u0628\u06a9\u0647")}/\u00e9\r\n"));
        using LinkCheckerFixture checker = server.Checker();

        LinkCheck check = await checker.CheckAsync($"{server.Url}/a.jpg");

        Assert.Equal("\u0634\u0628\u06a9\u0647/\ufffd", Evidence.Read(check.Evidence).Locations.Single().Final!.Header("server"));
    }

    [Fact]
    public async Task Equal_header_lines_count_as_one()
    {
        const string Lines = "Content-Type: image/jpeg\r\nETag: \"a\"\r\nLast-Modified: Mon, 07 Mar 2016 18:28:16 GMT\r\nServer: a\r\n";
        await using RawServer server = RawServer.Start(_ => Image(Lines + Lines + "Server: b\r\n"));
        using LinkCheckerFixture checker = server.Checker();

        LinkCheck check = await checker.CheckAsync($"{server.Url}/a.jpg");

        ResponseFacts facts = Evidence.Read(check.Evidence).Locations.Single().Final!;
        Assert.Equal(("image/jpeg", "\"a\"", "a, b"), (facts.DeclaredType, facts.Header("etag"), facts.Header("server")));
        Assert.Equal("Mon, 07 Mar 2016 18:28:16 GMT", check.Fingerprint!.LastModified);
    }

    [Fact]
    public async Task Repeated_Retry_After_is_honoured()
    {
        await using RawServer server = RawServer.Start("HTTP/1.1 429 Slow\r\nRetry-After: 3600\r\nRetry-After: 3600\r\nContent-Length: 0\r\n\r\n");
        using LinkCheckerFixture checker = server.Checker();

        await checker.CheckAsync($"{server.Url}/a.jpg");

        Assert.Equal(Verdict.HostOutage, (await checker.CheckAsync($"{server.Url}/b.jpg")).Verdict);
        Assert.Single(server.Requests);
    }

    private static string Latin1(string text) => Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(text));

    private static byte[] Bytes(string latin1) => Encoding.Latin1.GetBytes(latin1);

    private static byte[] Redirect(string headers) => Bytes($"HTTP/1.1 302 Found\r\n{headers}Content-Length: 0\r\n\r\n");

    private static byte[] Image(string headers = "") =>
        [.. Bytes($"HTTP/1.1 200 OK\r\n{headers}Content-Length: {LinkCheckerFixture.Jpeg.Length}\r\n\r\n"), .. LinkCheckerFixture.Jpeg];
}
