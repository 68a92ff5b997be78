using System.Text;
using NewsFunctions.Archive.Warc;

namespace NewsFunctions.Tests.Archive.Warc;

public sealed class WarcWriterTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, 500, TimeSpan.FromHours(3));

    [Fact]
    public async Task Record_has_a_header_a_block_and_two_empty_lines()
    {
        Guid id = WarcRecordId.Of("resource", "a");

        string text = Encoding.UTF8.GetString(await WriteAsync(Record(id, 5), "hello"));

        Assert.Equal(
            $"WARC/1.1\r\nWARC-Type: resource\r\nWARC-Record-ID: <urn:uuid:{id}>\r\nWARC-Date: 2026-03-01T09:00:00Z\r\n"
            + "WARC-Target-URI: https://media.example.org/a.jpg\r\nWARC-Block-Digest: sha1:VL2MMHO4YXUKFWV63YHTWSBM3GXKSQ2N\r\n"
            + "Content-Type: image/jpeg\r\nContent-Length: 5\r\n\r\nhello\r\n\r\n",
            text);
    }

    [Fact]
    public async Task External_text_cannot_start_a_header_line()
    {
        string text = Encoding.UTF8.GetString(await WriteAsync(
            Record(Guid.Empty, 5) with { TargetUri = "https://a.example.org/\r\nWARC-Type: warcinfo\u2028x" }, "hello"));

        Assert.Equal(1, text.Split("\r\n").Count(line => line.StartsWith("WARC-Type:", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("hell")]
    [InlineData("hello!")]
    public async Task Block_of_another_length_is_rejected(string block) =>
        await Assert.ThrowsAsync<InvalidDataException>(() => WriteAsync(Record(Guid.Empty, 5), block));

    [Fact]
    public void Record_ids_are_version_5_UUIDs_of_what_they_name()
    {
        Guid id = WarcRecordId.Of("resource", "a");

        Assert.Equal(id, WarcRecordId.Of("resource", "a"));
        Assert.NotEqual(id, WarcRecordId.Of("resource", "b"));
        Assert.Equal((5, 8), (id.Version, id.Variant & 0xC));
    }

    private static WarcRecord Record(Guid id, long length) => new()
    {
        Type = "resource",
        Id = id,
        Date = Noon,
        ContentType = "image/jpeg",
        Length = length,
        BlockDigest = "VL2MMHO4YXUKFWV63YHTWSBM3GXKSQ2N",
        TargetUri = "https://media.example.org/a.jpg",
    };

    private static async Task<byte[]> WriteAsync(WarcRecord record, string block)
    {
        using var output = new MemoryStream();
        using var content = new MemoryStream(Encoding.ASCII.GetBytes(block));
        await new WarcWriter(output, compress: false).WriteAsync(record, content, TestContext.Current.CancellationToken);
        return output.ToArray();
    }
}
