using System.IO.Compression;
using System.Text;
using NewsFunctions.Dumps.Pages;
using NewsFunctions.Html;

namespace NewsFunctions.Tests.Dumps.Pages;

/// <summary>Tests pages made to cost time, memory or stack.</summary>
public sealed class HostilePageTests
{
    [Theory]
    [InlineData("<div>")]
    [InlineData("<b>")]
    [InlineData("<a><div>")]
    [InlineData("<ul><li>")]
    [InlineData("<b><i></b>")]
    [InlineData("<font color=a><p>")]
    [InlineData("<table><tr><td>")]
    [InlineData("<svg><g>")]
    public void Nesting_a_hundred_thousand_deep_is_rejected(string open) =>
        Assert.Equal("ND105", Html(Repeat(open, 100_000) + "Fri May 14, 2021 18:05:41<p>Text.").Refusal?.Code);

    [Fact]
    public void Million_elements_are_rejected() => Assert.Equal("ND105", Html(Repeat("<p>x", 1_000_000)).Refusal?.Code);

    [Fact]
    public void Million_attributes_are_read()
    {
        string names = string.Concat(Enumerable.Range(0, 1_000_000).Select(i => $" a{i:x}"));

        Assert.Null(Html($"<h1>T</h1><div{names[..6_000_000]}>Fri May 14, 2021 18:05:41<p>Text.").Refusal);
    }

    [Fact]
    public void Page_of_fifty_megabytes_is_rejected_unread()
    {
        byte[] page = new byte[50_000_000];
        Array.Fill(page, (byte)'a');

        Assert.Equal("ND105", PageText.FromPayload(page, "text/html", 0, PageLimits.Default).Refusal?.Code);
    }

    [Fact]
    public void Gzip_bomb_is_rejected_at_the_limit()
    {
        using var packed = new MemoryStream();
        packed.Write("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n"u8);
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(new byte[50_000_000]);
        }

        Assert.Equal("ND105", PageText.FromResponse(packed.ToArray(), 0, PageLimits.Default).Refusal?.Code);
    }

    [Theory]
    [InlineData("</x></p>")]
    [InlineData("string(9999999) \"[")]
    [InlineData("string(2) \"[]\" ")]
    [InlineData("array(1) {")]
    [InlineData("array(1) { string(999999999) \"")]
    [InlineData("} ] ")]
    [InlineData("&amp;&notanentity;")]
    [InlineData("Fri May 14, 2021 18:05:41<br>")]
    [InlineData("Fri May 14, 2021 18:05:41<p>Text.</p>")]
    [InlineData("<!--")]
    [InlineData("<select><option>")]
    [InlineData("<template>")]
    [InlineData("<span hidden>a</span>")]
    [InlineData("a<br>")]
    [InlineData("<a>b </a>c ")]
    [InlineData("\0\u0001<")]
    public void Endlessly_repeated_markup_is_read_in_bounded_time(string part)
    {
        PageTextResult page = Html("<h1>T</h1>" + Repeat(part, 500_000 / part.Length));

        Assert.True(page.Refusal is not null || page.Text.Length > 0);
    }

    [Fact]
    public void Endless_headers_are_rejected() =>
        Assert.Equal("ND104", PageText.FromResponse(Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\n" + Repeat("X: y\r\n", 100_000)), 0, PageLimits.Default).Refusal?.Code);

    [Fact]
    public void Truncated_or_damaged_responses_never_throw()
    {
        byte[] whole = File.ReadAllBytes(Repository.PathOf("tests", "NewsFunctions.Tests", "TestData", "Pages", "ChunkedAndGzip", "response.http"));
        var random = new Random(20210514);
        for (int round = 0; round < 300; round++)
        {
            byte[] bytes = [.. whole];
            for (int changes = random.Next(0, 5); changes > 0; changes--)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            PageTextResult page = PageText.FromResponse(bytes.AsMemory(0, random.Next(bytes.Length + 1)), 0, PageLimits.Default);

            Assert.True(page.Refusal is null != page.Text.IsEmpty);
        }
    }

    private static string Repeat(string part, int times) => string.Concat(Enumerable.Repeat(part, times));

    private static PageTextResult Html(string html) => PageText.FromPayload(Encoding.UTF8.GetBytes(html), "text/html", 0, PageLimits.Default);
}
