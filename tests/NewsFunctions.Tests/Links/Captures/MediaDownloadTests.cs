using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using NewsFunctions.Core.Captures;
using NewsFunctions.Links.Captures;
using NewsFunctions.Tests.Links.Checks;
using NewsFunctions.Tests.Links.Media;

namespace NewsFunctions.Tests.Links.Captures;

public sealed class MediaDownloadTests
{
    private static readonly byte[] Jpeg = LinkCheckerFixture.Jpeg;

    [Fact]
    public async Task File_is_captured_fully_with_both_hashes_through_redirects()
    {
        byte[] file = [.. Jpeg[..^2], .. new byte[300_000], 0xFF, 0xD9];
        (DownloadedFile result, byte[] copy, string url) = await FetchAsync(async context =>
        {
            if (context.Request.Path == "/")
            {
                context.Response.Redirect("/moved.jpg");
                return;
            }

            await context.Response.Body.WriteAsync(file);
        });

        Assert.Equal(file, copy);
        Assert.Equal(
            (Convert.ToHexStringLower(SHA256.HashData(file)), PayloadDigest.Of(file), file.LongLength, "image/jpeg", url + "/moved.jpg"),
            (result.File!.Sha256, result.File.Sha1, result.File.Bytes, result.File.Type, result.File.Url));
    }

    [Fact]
    public async Task Type_is_detected_from_the_bytes_not_the_header()
    {
        (DownloadedFile html, _, _) = await FetchAsync(context =>
        {
            context.Response.ContentType = "image/jpeg";
            return context.Response.WriteAsync("<!doctype html><script>alert(1)</script>");
        });
        (DownloadedFile svg, _, _) = await FetchAsync(context => context.Response.WriteAsync("<svg xmlns='http://www.w3.org/2000/svg'/>"));
        (DownloadedFile gif, _, _) = await FetchAsync(context => context.Response.Body.WriteAsync("GIF89a"u8.ToArray()).AsTask(), types: ["image/jpeg"]);

        Assert.Contains("text/html", html.Reason, StringComparison.Ordinal);
        Assert.Contains("image/svg+xml", svg.Reason, StringComparison.Ordinal);
        Assert.Contains("image/gif", gif.Reason, StringComparison.Ordinal);
        Assert.All([html, svg, gif], result => Assert.Null(result.File));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Oversized_file_is_not_read_to_its_end(bool announced)
    {
        (DownloadedFile result, byte[] copy, _) = await FetchAsync(async context =>
        {
            const long Size = 200_000_000;
            context.Response.ContentLength = announced ? Size : null;
            await context.Response.Body.WriteAsync(Jpeg);
            byte[] more = new byte[100_000];
            for (long sent = Jpeg.Length; sent + more.Length < Size && !context.RequestAborted.IsCancellationRequested; sent += more.Length)
            {
                await context.Response.Body.WriteAsync(more, context.RequestAborted);
            }
        });

        Assert.Equal("The file has more than 1000000 bytes.", result.Reason);
        Assert.InRange(copy.Length, 0, announced ? 0 : 1_000_000);
    }

    [Theory]
    [InlineData(404)]
    [InlineData(500)]
    [InlineData(206)]
    public async Task Only_a_complete_response_is_captured(int status)
    {
        (DownloadedFile result, _, _) = await FetchAsync(context =>
        {
            context.Response.StatusCode = status;
            return context.Response.Body.WriteAsync(Jpeg).AsTask();
        });

        Assert.Null(result.File);
    }

    [Fact]
    public async Task Truncated_file_is_not_captured()
    {
        (DownloadedFile withoutEnd, _, _) = await FetchAsync(context => context.Response.Body.WriteAsync(Jpeg.AsMemory(0, Jpeg.Length - 2)).AsTask());
        (DownloadedFile cut, _, _) = await FetchAsync(async context =>
        {
            context.Response.ContentLength = 10_000;
            await context.Response.Body.WriteAsync(Jpeg);
            await context.Response.Body.FlushAsync();
            context.Abort();
        });

        Assert.Equal("The file is truncated.", withoutEnd.Reason);
        Assert.Contains("broke off", cut.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Photo_with_trailing_zeros_is_captured_and_zeros_alone_are_not(bool isCut)
    {
        byte[] photo = MadeFiles.Jpeg(scan: 90_000);
        byte[] file = isCut ? [.. photo.AsSpan(0, 80_000), .. new byte[200_000]] : [.. photo, .. new byte[200_000]];

        (DownloadedFile result, byte[] copy, _) = await FetchAsync(context => context.Response.Body.WriteAsync(file).AsTask());

        Assert.Equal(isCut ? "The file is truncated." : null, result.Reason);
        Assert.Equal(file, copy);
    }

    [Theory]
    [InlineData("", "0; url=/moved.jpg")]
    [InlineData("<html><meta http-equiv=refresh content='0; url=/moved.jpg'></html>", null)]
    public async Task Refresh_is_followed_as_in_a_check(string body, string? header)
    {
        (DownloadedFile result, _, string url) = await FetchAsync(context =>
        {
            if (context.Request.Path == "/moved.jpg")
            {
                return context.Response.Body.WriteAsync(Jpeg).AsTask();
            }

            context.Response.Headers["Refresh"] = header;
            return context.Response.WriteAsync(body);
        });

        Assert.Equal(url + "/moved.jpg", result.File!.Url);
    }

    [Theory]
    [InlineData("http://169.254.169.254/latest")]
    [InlineData("http://localhost:22/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("http://user:secret@127.0.0.1/")]
    [InlineData("nothing")]
    public async Task Capture_obeys_the_address_guard_of_checks(string url)
    {
        (DownloadedFile direct, _, _) = await FetchAsync(_ => Task.CompletedTask, url);
        (DownloadedFile redirected, _, _) = await FetchAsync(context =>
        {
            context.Response.Redirect(url);
            return Task.CompletedTask;
        });

        Assert.Null(direct.File);
        Assert.Null(redirected.File);
    }

    private static async Task<(DownloadedFile Result, byte[] Copy, string Url)> FetchAsync(
        RequestDelegate answer, string? url = null, string[]? types = null)
    {
        await using LoopbackServer server = await LoopbackServer.StartAsync(answer);
        CheckParts checks = LinkCheckerFixture.Allowing(server.Port);
        using MediaDownload download = new(
            checks.Guard(),
            checks.Pacer(),
            Options.Create(checks.Fetch),
            Options.Create(checks.Hosts),
            Options.Create(new CaptureOptions { MaxBytes = 1_000_000, Types = types ?? CaptureTypes.All }),
            TimeProvider.System);
        using var copy = new MemoryStream();
        DownloadedFile result = await download.FetchAsync(url ?? server.Url + "/", copy, checks.Outcomes(), TestContext.Current.CancellationToken);
        return (result, copy.ToArray(), server.Url);
    }
}
