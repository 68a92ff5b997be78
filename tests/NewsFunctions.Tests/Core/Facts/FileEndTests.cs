using System.Net.Http.Headers;
using Microsoft.AspNetCore.Http;
using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Links;
using NewsFunctions.Tests.Links.Checks;

namespace NewsFunctions.Tests.Core.Facts;

/// <summary>Tests the second request of a check, which reads the end of a file.</summary>
public sealed class FileEndTests
{
    private const int Size = 200_000;

    [Theory]
    [InlineData(true, Verdict.Alive, FileEnd.Complete)]
    [InlineData(false, Verdict.Truncated, FileEnd.Missing)]
    public async Task End_of_a_long_image_shows_whether_it_is_complete(bool complete, Verdict verdict, FileEnd end)
    {
        List<string> ranges = [];
        await using LoopbackServer server = await LoopbackServer.StartAsync(context => SendAsync(context, LongJpeg(complete), ranges));
        using LinkCheckerFixture checker = LinkCheckerFixture.For(server);

        LinkCheck check = await checker.CheckAsync($"{server.Url}/a.jpg");

        Assert.Equal(verdict, check.Verdict);
        Assert.Equal(["bytes=0-65535", "bytes=134464-199999", .. complete ? [] : (string[])[""]], ranges);
        ResponseFacts seen = Evidence.Read(check.Evidence).Locations.Single().Final!;
        Assert.Equal((640, 480, end), (seen.Media!.Width, seen.Media.Height, seen.Media.End));
        Assert.Equal((206, 65_536), (seen.Tail!.Status, seen.Tail.Bytes));
        Assert.NotEqual(seen.BodySha256, seen.Tail.Sha256);
    }

    [Fact]
    public async Task Without_range_support_the_file_is_read_to_the_cap()
    {
        int requests = 0;
        await using LoopbackServer server = await LoopbackServer.StartAsync(context =>
        {
            requests++;
            return context.Response.Body.WriteAsync(LongJpeg(complete: false)).AsTask();
        });
        using LinkCheckerFixture checker = LinkCheckerFixture.For(server);

        LinkCheck check = await checker.CheckAsync($"{server.Url}/a.jpg");

        Assert.Equal((Verdict.Alive, 1), (check.Verdict, requests));
        Assert.Equal(65_536, Evidence.Read(check.Evidence).Locations.Single().Final!.BodyBytes);
    }

    [Theory]
    [InlineData(416)]
    [InlineData(503)]
    [InlineData(200)]
    public async Task Missing_end_range_is_no_evidence_against_the_image(int status)
    {
        await using LoopbackServer server = await LoopbackServer.StartAsync(context =>
        {
            if (context.Request.Headers.Range != "bytes=0-65535")
            {
                context.Response.StatusCode = status;
                return context.Response.WriteAsync("no");
            }

            return SendAsync(context, LongJpeg(complete: false), []);
        });
        using LinkCheckerFixture checker = LinkCheckerFixture.For(server);

        LinkCheck check = await checker.CheckAsync($"{server.Url}/a.jpg");

        Assert.Equal(Verdict.Alive, check.Verdict);
        TailFacts tail = Evidence.Read(check.Evidence).Locations.Single().Final!.Tail!;
        Assert.Equal((status, 0, null), (tail.Status, tail.Bytes, tail.Sha256));
    }

    [Fact]
    public async Task A_picture_of_one_pixel_is_a_placeholder()
    {
        byte[] pixel = [.. "GIF89a"u8, 1, 0, 1, 0, 0, 0, 0, 0x2C, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0, 0x3B];
        await using LoopbackServer server = await LoopbackServer.StartAsync(context => context.Response.Body.WriteAsync(pixel).AsTask());
        using LinkCheckerFixture checker = LinkCheckerFixture.For(server);

        Assert.Equal(Verdict.Placeholder, (await checker.CheckAsync($"{server.Url}/a.jpg")).Verdict);
    }

    private static byte[] LongJpeg(bool complete)
    {
        byte[] jpeg = new byte[Size];
        ((byte[])[0xFF, 0xD8, 0xFF, 0xC0, 0, 11, 8, 480 >> 8, 480 & 255, 640 >> 8, 640 & 255, 1, 1, 0x11, 0, 0xFF, 0xDA, 0, 8]).CopyTo(jpeg, 0);
        if (complete)
        {
            jpeg[^2] = 0xFF;
            jpeg[^1] = 0xD9;
        }

        return jpeg;
    }

    private static Task SendAsync(HttpContext context, byte[] file, List<string> ranges)
    {
        if (context.Request.Headers.Range.Count == 0)
        {
            ranges.Add("");
            return context.Response.Body.WriteAsync(file).AsTask();
        }

        RangeItemHeaderValue range = RangeHeaderValue.Parse(context.Request.Headers.Range.ToString()).Ranges.Single();
        ranges.Add(context.Request.Headers.Range.ToString());
        context.Response.StatusCode = 206;
        context.Response.Headers.ContentRange = $"bytes {range.From}-{range.To}/{file.Length}";
        return context.Response.Body.WriteAsync(file.AsMemory((int)range.From!, (int)(range.To! - range.From) + 1)).AsTask();
    }
}
