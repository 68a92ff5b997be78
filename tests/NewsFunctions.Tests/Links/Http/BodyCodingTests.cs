using System.IO.Compression;
using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;
using NewsFunctions.Links.Http;
using NewsFunctions.Tests.Links.Checks;

namespace NewsFunctions.Tests.Links.Http;

/// <summary>Tests servers that compress although we request the identity encoding.</summary>
public sealed class BodyCodingTests
{
    [Theory]
    [InlineData("gzip")]
    [InlineData("x-gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    [InlineData("raw deflate")]
    public async Task Compressed_image_is_judged_by_its_decoded_bytes(string coding)
    {
        await using LoopbackServer server = await ServerAsync(Coded(coding, LinkCheckerFixture.Jpeg), coding.Split(' ')[^1]);
        using LinkCheckerFixture checker = LinkCheckerFixture.For(server);

        LinkCheck check = await checker.CheckAsync($"{server.Url}/a.jpg");

        Assert.Equal(Verdict.Alive, check.Verdict);
        ResponseFacts seen = Evidence.Read(check.Evidence).Locations.Single().Final!;
        Assert.Equal((coding.Split(' ')[^1], LinkCheckerFixture.Jpeg.Length, (long?)LinkCheckerFixture.Jpeg.Length, FileEnd.Complete),
            (seen.Coding, seen.BodyBytes, seen.TotalSize, seen.Media!.End));
    }

    [Fact]
    public async Task Bomb_is_cut_at_the_limit()
    {
        byte[] bomb = Coded("gzip", Coded("gzip", new byte[50_000_000]));
        await using LoopbackServer server = await ServerAsync(bomb, "gzip, gzip");
        using LinkCheckerFixture checker = LinkCheckerFixture.For(server);

        ResponseFacts seen = Evidence.Read((await checker.CheckAsync($"{server.Url}/a.jpg")).Evidence).Locations.Single().Final!;

        Assert.Equal((64 * 1024, null), (seen.BodyBytes, seen.TotalSize));
    }

    [Theory]
    [InlineData("zstd")]
    [InlineData("gzip, gzip, gzip")]
    [InlineData("br")]
    public async Task Undecodable_body_is_no_evidence_against_the_link(string coding)
    {
        await using LoopbackServer server = await ServerAsync([0x01, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF], coding);
        using LinkCheckerFixture checker = LinkCheckerFixture.For(server);

        Assert.Equal(Verdict.ServerError, (await checker.CheckAsync($"{server.Url}/a.jpg")).Verdict);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("raw deflate")]
    [InlineData("br")]
    public async Task Compressed_empty_body_is_empty(string coding)
    {
        byte[] body = coding switch
        {
            "gzip" => Convert.FromHexString("1f8b080000000000000303000000000000000000"),
            "deflate" => [0x78, 0x9C, 0x03, 0, 0, 0, 0, 1],
            "br" => [0x06],
            _ => [0x03, 0x00],
        };
        await using LoopbackServer server = await ServerAsync(body, coding.Split(' ')[^1]);
        using LinkCheckerFixture checker = LinkCheckerFixture.For(server);

        LinkCheck check = await checker.CheckAsync($"{server.Url}/a.jpg");

        Assert.Equal(Verdict.Empty, check.Verdict);
        Assert.Equal((0, false), (Evidence.Read(check.Evidence).Locations.Single().Final!.BodyBytes, Evidence.Read(check.Evidence).Locations.Single().Final!.Undecoded));
    }

    [Theory]
    [InlineData("gzip", "1f8b08000000000000030300000000")]
    [InlineData("gzip", "1f8b0800000000000003")]
    [InlineData("deflate", "789c")]
    [InlineData("br", "8b")]
    public async Task Compressed_body_truncated_before_its_first_byte_is_no_evidence(string coding, string hex)
    {
        await using LoopbackServer server = await ServerAsync(Convert.FromHexString(hex), coding);
        using LinkCheckerFixture checker = LinkCheckerFixture.For(server);

        Assert.Equal(Verdict.ServerError, (await checker.CheckAsync($"{server.Url}/a.jpg")).Verdict);
    }

    [Theory]
    [InlineData(LinkKind.Image)]
    [InlineData(LinkKind.Video)]
    [InlineData(LinkKind.Page)]
    [InlineData(LinkKind.Other)]
    public async Task Valid_triple_gzip_is_no_evidence(LinkKind kind)
    {
        await using LoopbackServer server = await ServerAsync(
            Coded("gzip", Coded("gzip", Coded("gzip", LinkCheckerFixture.Jpeg))), "gzip, gzip, gzip");
        using LinkCheckerFixture checker = LinkCheckerFixture.For(server);

        LinkCheck check = await checker.CheckAsync(kind, $"{server.Url}/a.jpg");

        Assert.Equal(Verdict.ServerError, check.Verdict);
        Assert.Contains("gzip, gzip, gzip", check.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("utf-8")]
    [InlineData("identity")]
    public async Task Falsely_declared_encoding_is_ignored(string coding)
    {
        await using LoopbackServer server = await ServerAsync(LinkCheckerFixture.Jpeg, coding);
        using LinkCheckerFixture checker = LinkCheckerFixture.For(server);

        Assert.Equal(Verdict.Alive, (await checker.CheckAsync($"{server.Url}/a.jpg")).Verdict);
    }

    [Fact]
    public void Truncated_body_gives_its_beginning()
    {
        byte[] random = new byte[10_000];
        new Random(1).NextBytes(random);
        byte[] coded = Coded("gzip", random);

        BodyContent content = BodyCoding.Undo("gzip", coded.AsMemory(0, coded.Length / 2), 64 * 1024, isWhole: false);

        Assert.Equal((false, false), (content.IsWhole, content.IsBroken));
        Assert.True(random.AsSpan().StartsWith(content.Bytes.Span));
        Assert.InRange(content.Bytes.Length, 1000, 9999);
    }

    private static Task<LoopbackServer> ServerAsync(byte[] body, string coding) => LoopbackServer.StartAsync(context =>
    {
        context.Response.Headers.ContentEncoding = coding;
        return context.Response.Body.WriteAsync(body).AsTask();
    });

    private static byte[] Coded(string coding, byte[] bytes)
    {
        using MemoryStream coded = new();
        using (Stream stream = coding switch
        {
            "br" => new BrotliStream(coded, CompressionLevel.Optimal, leaveOpen: true),
            "deflate" => new ZLibStream(coded, CompressionLevel.Optimal, leaveOpen: true),
            "raw deflate" => new DeflateStream(coded, CompressionLevel.Optimal, leaveOpen: true),
            _ => new GZipStream(coded, CompressionLevel.Optimal, leaveOpen: true),
        })
        {
            stream.Write(bytes);
        }

        return coded.ToArray();
    }
}
