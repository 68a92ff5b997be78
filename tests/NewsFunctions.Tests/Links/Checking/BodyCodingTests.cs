using System.IO.Compression;
using NewsFunctions.Links;

namespace NewsFunctions.Tests.Links;

/// <summary>Servers that compress although we ask for the bytes as they are.</summary>
public sealed class BodyCodingTests
{
    [Theory]
    [InlineData("gzip")]
    [InlineData("x-gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    [InlineData("raw deflate")]
    public async Task A_coded_picture_is_judged_by_its_own_bytes(string coding)
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
    public async Task A_bomb_is_cut_at_the_limit()
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
    public async Task A_coding_that_cannot_be_undone_is_no_evidence_against_the_link(string coding)
    {
        await using LoopbackServer server = await ServerAsync([0x01, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF], coding);
        using LinkCheckerFixture checker = LinkCheckerFixture.For(server);

        Assert.Equal(Verdict.ServerError, (await checker.CheckAsync($"{server.Url}/a.jpg")).Verdict);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("utf-8")]
    [InlineData("identity")]
    public async Task A_coding_that_is_only_said_to_be_there_harms_nothing(string coding)
    {
        await using LoopbackServer server = await ServerAsync(LinkCheckerFixture.Jpeg, coding);
        using LinkCheckerFixture checker = LinkCheckerFixture.For(server);

        Assert.Equal(Verdict.Alive, (await checker.CheckAsync($"{server.Url}/a.jpg")).Verdict);
    }

    [Fact]
    public void What_was_cut_off_gives_what_came_before()
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
