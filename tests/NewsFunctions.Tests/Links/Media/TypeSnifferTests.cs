using System.Text;
using NewsFunctions.Links.Media;

namespace NewsFunctions.Tests.Links.Media;

public sealed class TypeSnifferTests
{
    [Theory]
    [InlineData("ffd8ffe000104a46", "image/jpeg")]
    [InlineData("89504e470d0a1a0a", "image/png")]
    [InlineData("474946383961", "image/gif")]
    [InlineData("524946460000000057454250", "image/webp")]
    [InlineData("0000001866747970617669660000", "image/avif")]
    [InlineData("000000186674797069736f6d0000", "video/mp4")]
    [InlineData("00000018667479706d7034320000", "video/mp4")]
    [InlineData("000000186674797071742020", "video/quicktime")]
    [InlineData("000000006d6f6f7600000000", "video/quicktime")]
    [InlineData("00000012 66726565 63617365206672656520 00000020 66747970 69736f6d", "video/mp4")]
    [InlineData("00000012 66726565 63617365206672656520 0000001c 66747970 71742020 00000000", "video/quicktime")]
    [InlineData("0000000c66726565000000000000001c6674797061766966", "image/avif")]
    [InlineData("00000008 77696465 00001000 6d646174", "video/quicktime")]
    [InlineData("00000014706e6f7400000000", "video/quicktime")]
    [InlineData("00000018736b697000000000", "video/mp4")]
    [InlineData("00000018737479706d736468", "video/mp4")]
    [InlineData("000000646d6f6f6600000010", "video/mp4")]
    [InlineData("000000017575696400000000", "video/mp4")]
    [InlineData("00000100667265650000000000", "video/mp4")]
    [InlineData("000001006674797069736f6d0000", "video/mp4")]
    [InlineData("00000010 6a756e6b 0000000000000000 00000020 66747970 69736f6d 00000000", "video/mp4")]
    [InlineData("00000010 73736978 0000000000000000 00000064 6d6f6f66 00000010 00000000", "video/mp4")]
    [InlineData("00000010 6d657461 0000000000000000 0000000c 6d6f6f76 00000000", "video/quicktime")]
    [InlineData("00000010 6a756e6b 0000000000000000 00000010 6a756e6b 0000000000000000", null)]
    [InlineData("00000010 01020304 0000000000000000 00000020 66747970 69736f6d 00000000", null)]
    [InlineData("0000000c 4a584c20 0d0a870a 00000014 66747970 6a786c20 00000000", "image/jxl")]
    [InlineData("0000000c 6a502020 0d0a870a 00000014 66747970 6a703220 00000000", null)]
    [InlineData("54686520667265652070726573732e", null)]
    [InlineData("0d0a0d0a736b697020746f20636f6e74656e74", null)]
    [InlineData("0000010001002020", "image/x-icon")]
    [InlineData("1a45dfa3", "video/webm")]
    [InlineData("ff0a0000", "image/jxl")]
    [InlineData("0000000c4a584c200d0a870a", "image/jxl")]
    [InlineData("fffb9064", "audio/mpeg")]
    [InlineData("25504446", null)]
    [InlineData("255044462d312e34", "application/pdf")]
    [InlineData("ffd8", null)]
    [InlineData("00000018667479", null)]
    [InlineData("", null)]
    public void Binary_types_are_detected_by_their_first_bytes(string hex, string? type) =>
        Assert.Equal(type, TypeSniffer.Sniff(Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal))));

    [Theory]
    [InlineData("<!DOCTYPE html><p>", "text/html")]
    [InlineData("\uFEFF\r\n  <HTML lang=fa>", "text/html")]
    [InlineData("<!-- cached --><p>not here</p>", "text/html")]
    [InlineData("<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg'/>", "image/svg+xml")]
    [InlineData("<!DOCTYPE svg PUBLIC '-//W3C//DTD SVG 1.1//EN'><svg/>", "image/svg+xml")]
    [InlineData("<?xml version='1.0'?><html>", "text/html")]
    [InlineData("<?xml version='1.0'?><Error><Code>AccessDenied</Code></Error>", "text/xml")]
    [InlineData("#EXTM3U\n#EXT-X-VERSION:3\n", "application/vnd.apple.mpegurl")]
    [InlineData("\uFEFF#EXTM3U\r\n", "application/vnd.apple.mpegurl")]
    [InlineData("<?xml version='1.0'?>\n<MPD xmlns='urn:mpeg:dash:schema:mpd:2011'>", "application/dash+xml")]
    [InlineData("<MPD type='static'>", "application/dash+xml")]
    [InlineData("{\"error\":\"not found\"}", null)]
    [InlineData("plain words", null)]
    public void Markup_is_detected_by_its_first_tag(string text, string? type) =>
        Assert.Equal(type, TypeSniffer.Sniff(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void Chain_of_two_million_boxes_is_read_to_its_end()
    {
        byte[] boxes = new byte[16 * 1024 * 1024];
        for (int at = 0; at < boxes.Length; at += 8)
        {
            "\0\0\0\u0008free"u8.CopyTo(boxes.AsSpan(at));
        }

        Assert.Equal("video/mp4", TypeSniffer.Sniff(boxes));
    }

    [Fact]
    public void Transport_stream_is_detected_by_three_packets()
    {
        byte[] packets = new byte[3 * 188];
        packets[0] = packets[188] = packets[376] = 0x47;

        Assert.Equal("video/mp2t", TypeSniffer.Sniff(packets));
        Assert.Null(TypeSniffer.Sniff(packets.AsSpan(0, 300)));
    }
}
