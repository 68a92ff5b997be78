using System.Collections.Concurrent;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;
using NewsFunctions.Links.Rules;
using NewsFunctions.Tests.Links.Media;

namespace NewsFunctions.Tests.Links.Checks;

/// <summary>Tests the plain request for a whole file, made if its head and tail do not show its end.</summary>
public sealed class WholeFileTests
{
    private static readonly Dictionary<string, byte[]> Files = new()
    {
        ["photo, end in the middle, zeros behind"] = [.. MadeFiles.Jpeg(scan: 80_000), .. new byte[100_000]],
        ["photo, end in the head, zeros behind"] = [.. MadeFiles.Jpeg(), .. new byte[100_000]],
        ["progressive photo, video behind"] = [.. MadeFiles.Jpeg(scan: 40_000, progressive: true, preview: true), .. MadeFiles.Box("mdat", new byte[100_000])],
        ["photo cut, filled with zeros"] = MadeFiles.ZeroFilled(MadeFiles.Jpeg(scan: 300_000), 100_000),
        ["photo cut"] = MadeFiles.Jpeg(scan: 300_000)[..250_000],
        ["image, garbage behind"] = [.. MadeFiles.GifWithoutTrailer(images: 700), 0x77, 0x66, .. new byte[80_000]],
        ["image without trailer"] = MadeFiles.GifWithoutTrailer(images: 700),
        ["image with trailer and line end"] = [.. MadeFiles.GifWithoutTrailer(images: 700), 0x3B, 0x0A],
        ["animation cut"] = MadeFiles.GifWithoutTrailer(images: 700)[..^50],
        ["animation cut, filled with zeros"] = MadeFiles.ZeroFilled(MadeFiles.GifWithoutTrailer(images: 700), 100_000),
        ["graphic, zeros behind"] = [.. MadeFiles.Png(40_000), .. new byte[100_000]],
        ["video, garbage behind"] = [.. MadeFiles.FileType, .. MadeFiles.Movie, .. MadeFiles.Box("mdat", new byte[100_000]), 1, 2, 3, 4, 5, 6, 7, 8, 9],
        ["video cut"] = [.. MadeFiles.FileType, .. MadeFiles.Movie, .. MadeFiles.Box("mdat", new byte[300_000]).AsSpan(0, 200_000)],
    };

    [Theory]
    [InlineData("photo, end in the middle, zeros behind", Verdict.Alive, 3)]
    [InlineData("photo, end in the head, zeros behind", Verdict.Alive, 2)]
    [InlineData("progressive photo, video behind", Verdict.Alive, 3)]
    [InlineData("photo cut, filled with zeros", Verdict.Truncated, 3)]
    [InlineData("photo cut", Verdict.Truncated, 3)]
    [InlineData("image, garbage behind", Verdict.Alive, 3)]
    [InlineData("image without trailer", Verdict.Alive, 3)]
    [InlineData("image with trailer and line end", Verdict.Alive, 3)]
    [InlineData("animation cut", Verdict.Truncated, 3)]
    [InlineData("animation cut, filled with zeros", Verdict.Truncated, 3)]
    [InlineData("graphic, zeros behind", Verdict.Alive, 3)]
    [InlineData("video, garbage behind", Verdict.Alive, 2)]
    [InlineData("video cut", Verdict.Truncated, 2)]
    public async Task File_read_in_ranges_is_truncated_only_if_a_walk_shows_it(string file, Verdict verdict, int requests)
    {
        ConcurrentQueue<string> asked = [];
        await using LoopbackServer server = await LoopbackServer.StartAsync(context => SendAsync(context, Files[file], asked));
        using LinkCheckerFixture checker = LinkCheckerFixture.For(server);

        LinkCheck check = await checker.CheckAsync(KindOf(file), $"{server.Url}/a.jpg");

        Assert.Equal((verdict, requests), (check.Verdict, asked.Count));
        ResponseFacts seen = SeenBy(check);
        Assert.Equal(requests == 3, seen.WholeFile is not null);
        Assert.Equal(verdict == Verdict.Truncated, seen.Media!.End == FileEnd.Missing);
        Assert.Equal(check.Verdict, VerdictRules.Judge(KindOf(file), Evidence.Read(check.Evidence)).Verdict);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Without_range_support_nothing_is_requested_twice_and_images_are_left_open(string file)
    {
        int requests = 0;
        await using LoopbackServer server = await LoopbackServer.StartAsync(context =>
        {
            requests++;
            context.Response.ContentLength = Files[file].Length;
            return context.Response.Body.WriteAsync(Files[file]).AsTask();
        });
        using LinkCheckerFixture checker = LinkCheckerFixture.For(server);

        Assert.Equal(file == "video cut" ? Verdict.Truncated : Verdict.Alive, (await checker.CheckAsync(KindOf(file), $"{server.Url}/a.jpg")).Verdict);
        Assert.Equal(1, requests);
    }

    [Fact]
    public async Task Whole_file_is_read_without_a_range_up_to_the_limit()
    {
        ConcurrentQueue<string> asked = [];
        byte[] cut = Files["photo cut"];
        await using LoopbackServer server = await LoopbackServer.StartAsync(context =>
        {
            context.Response.Headers.ETag = "\"v1\"";
            return SendAsync(context, cut, asked);
        });
        using LinkCheckerFixture checker = LinkCheckerFixture.For(server);
        checker.Options.Fetch.WholeFileBytes = cut.Length;

        await checker.CheckAsync($"{server.Url}/a.jpg");
        checker.Options.Fetch.WholeFileBytes = cut.Length - 1;
        LinkCheck check = await checker.CheckAsync($"{server.Url}/a.jpg");

        Assert.Equal(["bytes=0-65535", "bytes=184464-249999", "", "bytes=0-65535", "bytes=184464-249999"], asked);
        Assert.Equal((Verdict.Alive, null), (check.Verdict, SeenBy(check).WholeFile));
    }

    [Theory]
    [InlineData("503")]
    [InlineData("404")]
    [InlineData("206")]
    [InlineData("302")]
    [InlineData("shorter")]
    [InlineData("longer")]
    [InlineData("another")]
    [InlineData("gzip")]
    [InlineData("broken")]
    [InlineData("nothing")]
    public async Task File_not_read_to_its_end_is_no_evidence(string fault)
    {
        byte[] cut = Files["photo cut"];
        await using LoopbackServer server = await LoopbackServer.StartAsync(async context =>
        {
            if (context.Request.Headers.Range.Count > 0)
            {
                await SendAsync(context, cut, []);
                return;
            }

            context.Response.StatusCode = int.TryParse(fault, out int status) ? status : 200;
            context.Response.Headers.ContentEncoding = fault == "gzip" ? "gzip" : StringValues.Empty;
            byte[] body = fault switch
            {
                "shorter" => cut[..^1],
                "longer" => [.. cut, 0],
                "another" => [.. cut.AsSpan(0, 10), .. new byte[cut.Length - 10]],
                "nothing" => [],
                _ => cut,
            };
            context.Response.ContentLength = fault == "broken" ? cut.Length + 1_000 : null;
            await context.Response.Body.WriteAsync(body);
            if (fault == "broken")
            {
                await context.Response.Body.FlushAsync();
                context.Abort();
            }
        });
        using LinkCheckerFixture checker = LinkCheckerFixture.For(server);

        LinkCheck check = await checker.CheckAsync($"{server.Url}/a.jpg");

        Assert.Equal(Verdict.Alive, check.Verdict);
        Assert.NotNull(SeenBy(check).WholeFile!.Failure);
    }

    [Fact]
    public async Task Large_file_is_read_only_up_to_its_end_marker()
    {
        long sent = 0;
        byte[] photo = [.. MadeFiles.Jpeg(scan: 100_000), .. new byte[15_000_000]];
        await using LoopbackServer server = await LoopbackServer.StartAsync(async context =>
        {
            if (context.Request.Headers.Range.Count > 0)
            {
                await SendAsync(context, photo, []);
                return;
            }

            for (int at = 0; at < photo.Length; at += 10_000)
            {
                await context.Response.Body.WriteAsync(photo.AsMemory(at, Math.Min(10_000, photo.Length - at)), context.RequestAborted);
                sent = at;
            }
        });
        using LinkCheckerFixture checker = LinkCheckerFixture.For(server);

        LinkCheck check = await checker.CheckAsync($"{server.Url}/a.jpg");

        Assert.Equal((Verdict.Alive, FileEnd.Complete), (check.Verdict, SeenBy(check).Media!.End));
        Assert.InRange(SeenBy(check).WholeFile!.Bytes, 100_000, 300_000);
    }

    [Fact]
    public async Task Whole_file_is_not_read_after_Retry_After()
    {
        ConcurrentQueue<string> asked = [];
        await using LoopbackServer server = await LoopbackServer.StartAsync(context =>
        {
            if (asked.Count == 1)
            {
                asked.Enqueue("refused");
                context.Response.StatusCode = 429;
                context.Response.Headers.RetryAfter = "600";
                return Task.CompletedTask;
            }

            return SendAsync(context, Files["photo cut"], asked);
        });
        using LinkCheckerFixture checker = LinkCheckerFixture.For(server);

        Assert.Equal(Verdict.Alive, (await checker.CheckAsync($"{server.Url}/a.jpg")).Verdict);
        Assert.Equal(["bytes=0-65535", "refused"], asked);
    }

    public static TheoryData<string> Names => [.. Files.Keys];

    private static LinkKind KindOf(string file) => file.StartsWith("video", StringComparison.Ordinal) ? LinkKind.Video : LinkKind.Image;

    private static ResponseFacts SeenBy(LinkCheck check) => Evidence.Read(check.Evidence).Locations.Single().Final!;

    private static Task SendAsync(HttpContext context, byte[] file, ConcurrentQueue<string> asked)
    {
        asked.Enqueue(context.Request.Headers.Range.ToString());
        if (context.Request.Headers.Range.Count == 0)
        {
            return context.Response.Body.WriteAsync(file).AsTask();
        }

        RangeItemHeaderValue range = RangeHeaderValue.Parse(context.Request.Headers.Range.ToString()).Ranges.Single();
        int end = (int)Math.Min(range.To!.Value, file.Length - 1);
        context.Response.StatusCode = 206;
        context.Response.Headers.ContentRange = $"bytes {range.From}-{end}/{file.Length}";
        return context.Response.Body.WriteAsync(file.AsMemory((int)range.From!, end - (int)range.From + 1)).AsTask();
    }
}
