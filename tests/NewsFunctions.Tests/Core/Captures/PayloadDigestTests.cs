using System.Text;
using NewsFunctions.Core.Captures;
using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;
using NewsFunctions.Core.Text;
using NewsFunctions.Links.Http;
using NewsFunctions.Tests.Links.Checks;

namespace NewsFunctions.Tests.Core.Captures;

public sealed class PayloadDigestTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("f", "MY")]
    [InlineData("fo", "MZXQ")]
    [InlineData("foo", "MZXW6")]
    [InlineData("foob", "MZXW6YQ")]
    [InlineData("fooba", "MZXW6YTB")]
    [InlineData("foobar", "MZXW6YTBOI")]
    public void Base32_follows_RFC_4648_without_padding(string text, string encoded) =>
        Assert.Equal(encoded, Base32.Encode(Encoding.ASCII.GetBytes(text)));

    [Fact]
    public void Digest_of_an_empty_body_is_the_well_known_one() => Assert.Equal("3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ", PayloadDigest.Of([]));

    [Theory]
    [InlineData(14, 64 * 1024, true)]
    [InlineData(100_000, 64 * 1024, false)]
    public async Task Only_a_fully_read_body_has_a_digest(int size, int limit, bool whole)
    {
        byte[] file = [.. LinkCheckerFixture.Jpeg, .. new byte[size - LinkCheckerFixture.Jpeg.Length]];
        await using LoopbackServer server = await LoopbackServer.StartAsync(async context => await context.Response.Body.WriteAsync(file));
        using LinkCheckerFixture checker = new(LinkCheckerFixture.Allowing(server.Port) with { Fetch = new FetchOptions { BodyBytes = limit } });

        LinkCheck check = await checker.CheckAsync(server.Url + "/a.jpg");

        Assert.Equal(whole ? PayloadDigest.Of(file) : null, Evidence.Read(check.Evidence).Locations[0].Final!.BodySha1);
        Assert.Equal(whole ? PayloadDigest.Of(file) : null, check.Fingerprint!.Sha1);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_same_bytes_are_digested_once(bool changed)
    {
        byte[] file = LinkCheckerFixture.JpegOf(1);
        await using LoopbackServer server = await LoopbackServer.StartAsync(async context => await context.Response.Body.WriteAsync(file));
        using LinkCheckerFixture checker = new(LinkCheckerFixture.Allowing(server.Port));
        Link seen = await checker.CheckAsync(LinkCheckerFixture.LinkOf(LinkKind.Image), server.Url + "/a.jpg");
        Link remembered = seen with { Fingerprint = seen.Fingerprint! with { Sha1 = "AS IT IS REMEMBERED" } };
        file = changed ? LinkCheckerFixture.JpegOf(2) : file;

        Link again = await checker.CheckAsync(remembered, server.Url + "/a.jpg");

        Assert.Equal(changed ? PayloadDigest.Of(file) : "AS IT IS REMEMBERED", again.Fingerprint!.Sha1);
    }
}
