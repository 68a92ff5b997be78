using System.Text;
using Microsoft.Extensions.Options;
using NewsFunctions.Core.Facts;
using NewsFunctions.Links.Captures;
using NewsFunctions.Tests.Links.Checks;

namespace NewsFunctions.Tests.Links.Captures;

/// <summary>Tests that a download reads everything that a check can read.</summary>
public sealed class SloppyDownloadTests
{
    private static readonly byte[] Jpeg = LinkCheckerFixture.Jpeg;

    [Fact]
    public async Task File_of_a_host_with_malformed_headers_is_captured_after_a_check()
    {
        await using RawServer server = RawServer.Start($"HTTP/1.1 200 OK\r\nbad line\r\nContent-Length: {Jpeg.Length}\r\n\r\n", Jpeg);
        using LinkCheckerFixture checker = server.Checker();
        Assert.Equal(Verdict.Alive, (await checker.CheckAsync($"{server.Url}/a.jpg")).Verdict);

        (DownloadedFile result, byte[] copy) = await FetchAsync(server, checker);

        Assert.Equal((Jpeg.LongLength, "image/jpeg"), (result.File!.Bytes, result.File.Type));
        Assert.Equal(Jpeg, copy);
    }

    [Theory]
    [InlineData("Location: /caf\u00e9.jpg\r\nLocation: /caf\u00e9.jpg\r\n", "/caf%E9.jpg")]
    [InlineData("Location: /b.jpg\r\nLocation: /c.jpg\r\n", null)]
    public async Task Redirect_is_read_as_in_a_check(string location, string? end)
    {
        await using RawServer server = RawServer.Start(request => request.StartsWith("GET /a.jpg ", StringComparison.Ordinal)
            ? Encoding.Latin1.GetBytes($"HTTP/1.1 301 Moved\r\n{location}Content-Length: 0\r\n\r\n")
            : [.. "HTTP/1.1 200 OK\r\n\r\n"u8, .. Jpeg]);
        using LinkCheckerFixture checker = server.Checker();

        (DownloadedFile result, _) = await FetchAsync(server, checker);

        Assert.Equal(end is null ? null : server.Url + end, result.File?.Url);
        Assert.Equal(end is null ? $"{server.Url}/a.jpg redirects to several targets: /b.jpg, /c.jpg." : null, result.Reason);
    }

    private static async Task<(DownloadedFile Result, byte[] Copy)> FetchAsync(RawServer server, LinkCheckerFixture checker)
    {
        CheckParts checks = checker.Options;
        using MediaDownload download = new(
            checks.Guard(),
            checks.Pacer(),
            Options.Create(checks.Fetch),
            Options.Create(checks.Hosts),
            Options.Create(new CaptureOptions()),
            TimeProvider.System);
        using MemoryStream copy = new();
        DownloadedFile result = await download.FetchAsync($"{server.Url}/a.jpg", copy, checker.Hosts, TestContext.Current.CancellationToken);
        return (result, copy.ToArray());
    }
}
