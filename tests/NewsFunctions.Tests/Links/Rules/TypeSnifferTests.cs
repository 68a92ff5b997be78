using System.Text;
using NewsFunctions.Links;

namespace NewsFunctions.Tests.Links;

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
    [InlineData("1a45dfa3", "video/webm")]
    [InlineData("ff0a0000", "image/jxl")]
    [InlineData("0000000c4a584c200d0a870a", "image/jxl")]
    [InlineData("fffb9064", "audio/mpeg")]
    [InlineData("25504446", null)]
    [InlineData("255044462d312e34", "application/pdf")]
    [InlineData("ffd8", null)]
    [InlineData("00000018667479", null)]
    [InlineData("", null)]
    public void Binary_types_are_told_by_their_first_bytes(string hex, string? type) =>
        Assert.Equal(type, TypeSniffer.Sniff(Convert.FromHexString(hex)));

    [Theory]
    [InlineData("<!DOCTYPE html><p>", "text/html")]
    [InlineData("\uFEFF\r\n  <HTML lang=fa>", "text/html")]
    [InlineData("<!-- cached --><p>not here</p>", "text/html")]
    [InlineData("<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg'/>", "image/svg+xml")]
    [InlineData("<!DOCTYPE svg PUBLIC '-//W3C//DTD SVG 1.1//EN'><svg/>", "image/svg+xml")]
    [InlineData("<?xml version='1.0'?><html>", "text/html")]
    [InlineData("<?xml version='1.0'?><Error><Code>AccessDenied</Code></Error>", "text/xml")]
    [InlineData("{\"error\":\"not found\"}", null)]
    [InlineData("plain words", null)]
    public void Markup_is_told_by_its_first_tag(string text, string? type) =>
        Assert.Equal(type, TypeSniffer.Sniff(Encoding.UTF8.GetBytes(text)));
}
