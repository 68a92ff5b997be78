using System.Text;
using NewsFunctions.Core.Articles;
using NewsFunctions.Core.Diagnostics;
using NewsFunctions.Dumps.Bytes;
using NewsFunctions.Dumps.Parsing;
using static NewsFunctions.Tests.Dumps.Containers.Packed;

namespace NewsFunctions.Tests.Dumps.Containers;

public sealed class WarcTests
{
    private static readonly byte[] Info = WarcRecord("warcinfo", null, "application/warc-fields", Utf8("software: test\r\n"));

    [Theory]
    [InlineData("WARC/1.0")]
    [InlineData("WARC/1.1")]
    [InlineData("WARC/0.18")]
    public async Task Target_URI_gives_article_and_site(string version)
    {
        byte[] record = WarcRecord("conversion", "https://en.alalam.ir/news/1797706", "text/plain", Text(1), version);

        DumpRecord read = Assert.Single(await ReadAsync(record));

        Assert.Equal(Text(1), read.Bytes.ToArray());
        Assert.Equal(record.AsSpan().IndexOf(Text(1)), read.Offset);
        Assert.Equal(new DateTimeOffset(2021, 6, 1, 10, 0, 0, TimeSpan.Zero), read.CrawledAt);
        ReadArticle article = Assert.Single(read.Parse().Articles);
        Assert.Equal(("alalam", "1797706"), (article.Article.Site, article.Article.Id.Value));
        Assert.Equal(read.CrawledAt, article.Provenance.CrawledAt);
    }

    [Fact]
    public async Task Angle_brackets_around_the_target_URI_are_ignored()
    {
        DumpRecord read = Assert.Single(await ReadAsync(WarcRecord("resource", "<https://en.alalam.ir/news/7>", "text/plain", Text(1))));

        Assert.Equal("https://en.alalam.ir/news/7", read.TargetUri!.AbsoluteUri);
    }

    [Theory]
    [InlineData("\0")]
    [InlineData("\0\0\0\0")]
    [InlineData(" ")]
    [InlineData("\ufeff")]
    [InlineData("garbage ")]
    [InlineData("\r\ngarbage\r\n\0")]
    public async Task Bytes_before_a_version_line_lose_no_record(string before)
    {
        byte[] second = Conversion(2, Text(2));
        foreach (byte[] first in (byte[][])[Conversion(1, Text(1)), Conversion(1, Text(1))[..^4], WarcRecord("conversion", "https://en.alalam.ir/news/1", "text/plain", Text(1), length: 7)])
        {
            List<DumpRecord> records = await ReadAsync([.. Info, .. first, .. Utf8(before), .. second, .. Utf8(before)]);

            Assert.Equal(["https://en.alalam.ir/news/1", "https://en.alalam.ir/news/2"], records.Texts().Select(record => record.TargetUri!.AbsoluteUri));
            Assert.Equal(Text(2), records.Texts()[1].Bytes.ToArray());
            Assert.Contains(records.SelectMany(record => record.Diagnostics.Append(record.Refusal!)), d => d?.Code is "ND096" or "ND097");
        }
    }

    [Theory]
    [InlineData("\0\0")]
    [InlineData("\ufeff")]
    [InlineData("\ufeff\0 \n")]
    public async Task Padding_before_the_first_record_does_not_hide_a_warc(string before) =>
        Assert.Single((await ReadAsync([.. Utf8(before), .. Conversion(1, Text(1))])).Texts());

    [Theory]
    [InlineData("https://en.alalam.ir/\r\n news/7", "ND098")]
    [InlineData("https://en.alalam.ir/ne\r\n\tws\r\n  /7", "ND098")]
    [InlineData("https://en.alalam.ir/\n news/7", "ND098")]
    [InlineData("\r\n https://en.alalam.ir/news/7", null)]
    public async Task Folded_target_URI_is_joined(string uri, string? code)
    {
        DumpRecord read = Assert.Single((await ReadAsync(WarcRecord("conversion", uri, "text/plain;\r\n charset=utf-8\r\nX-Note: a\r\n\tb", Text(1)))).Texts());

        Assert.Equal("https://en.alalam.ir/news/7", read.TargetUri!.AbsoluteUri);
        Assert.Equal(code is null ? [] : [code], read.Diagnostics.Select(d => d.Code));
    }

    [Fact]
    public async Task Page_is_decoded_with_the_encoding_of_its_record()
    {
        byte[] page = Encoding.Latin1.GetBytes("<html><body><h1>Caf\u00e9</h1><div>Fri May 14, 2021 18:05:41</div><p>It opened on Friday, after eight years of work.</p></body></html>");

        DumpRecord read = Assert.Single(await ReadAsync(WarcRecord("resource", "http://x.test/", "text/html; charset=iso-8859-1", page)));

        Assert.Equal("Caf\u00e9", Assert.Single(DumpParser.Parse(read).Articles).Title);
        Assert.Empty(read.Diagnostics);
    }

    [Fact]
    public async Task One_gzip_member_per_record_reads_the_same()
    {
        byte[][] parts = [Info, Conversion(1, Text(1)), Conversion(2, Text(2))];

        List<DumpRecord> records = await ReadAsync(Join(parts.Select(Gzip)));

        Assert.Equal([Text(1), Text(2)], records.Texts().Select(record => record.Bytes.ToArray()));
        Assert.Equal(Join(parts).AsSpan().IndexOf(Text(2)), records[1].Offset);
    }

    [Fact]
    public async Task Records_without_text_are_counted_by_kind()
    {
        byte[] missing = Utf8("HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n<p>no");
        byte[] picture = Utf8("HTTP/1.1 200 OK\r\ncontent-type: image/jpeg; x=y\r\n\r\nJFIF");
        List<DumpRecord> records = await ReadAsync(Join(
            Info,
            WarcRecord("request", "http://x.test/", "application/http;msgtype=request", Utf8("GET / HTTP/1.1\r\n\r\n")),
            WarcRecord("response", "http://x.test/", "application/http;msgtype=response", missing),
            WarcRecord("response", "http://x.test/", "application/http;msgtype=response", picture),
            WarcRecord("response", "http://x.test/", "application/http;msgtype=response", picture),
            Conversion(1, Text(1))));

        Assert.Single(records.Texts());
        DumpDiagnostic counts = records.Defect("ND099");
        Assert.Equal(DiagnosticSeverity.Info, counts.Severity);
        Assert.Contains("5 (request 1, response image/jpeg 2, response with status 404 1, warcinfo 1)", counts.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-20)]
    [InlineData(-2)]
    [InlineData(30)]
    [InlineData(1_000_000)]
    [InlineData(1_000_000_000_000_000_000)]
    public async Task Wrong_length_is_corrected_by_the_next_record(long wrong)
    {
        byte[] first = WarcRecord("conversion", "https://en.alalam.ir/news/1", "text/plain", Text(1), length: Text(1).Length + wrong);

        List<DumpRecord> records = await ReadAsync(Join(first, Conversion(2, Text(2))));

        Assert.Equal([Text(1), Text(2)], records.Select(record => record.Bytes.ToArray()));
        Assert.Equal(0, records.Defect("ND097").Offset);
    }

    [Fact]
    public async Task Garbage_between_records_is_skipped_and_reported()
    {
        byte[] first = Conversion(1, Text(1));

        List<DumpRecord> records = await ReadAsync(Join(first, Utf8("rubbish WARC/1.0 rubbish\r\n"), Conversion(2, Text(2)), Utf8("more")));

        Assert.Equal([Text(1), Text(2)], records.Texts().Select(record => record.Bytes.ToArray()));
        DumpDiagnostic[] rubbish = [.. records.SelectMany(r => r.Diagnostics).Concat(records.Select(r => r.Refusal).OfType<DumpDiagnostic>())];
        Assert.Equal(["ND096", "ND096"], rubbish.Select(d => d.Code));
        Assert.Equal(first.Length, rubbish[0].Offset);
    }

    [Fact]
    public async Task Truncated_record_keeps_its_beginning()
    {
        List<DumpRecord> records = await ReadAsync(Conversion(1, Text(1))[..^100]);

        Assert.Equal(Text(1)[..^96], records[0].Bytes.ToArray());
        Assert.Equal(["ND097"], records.Codes());
    }

    [Fact]
    public async Task Missing_mandatory_fields_are_reported_and_the_text_is_read()
    {
        byte[] bare = Join(Utf8("WARC/1.0\r\nWARC-Type: conversion\r\n\r\n"), Text(1), Utf8("\r\n\r\n"));

        List<DumpRecord> records = await ReadAsync(Join(bare, Conversion(2, Text(2))));

        Assert.Equal([Text(1), Text(2)], records.Select(record => record.Bytes.ToArray()));
        Assert.Equal(["ND097", "ND098"], records.Codes().Order());
    }

    [Fact]
    public async Task Lines_may_end_with_a_line_feed_alone()
    {
        byte[] record = Join(Utf8($"WARC/1.0\nWARC-Type: conversion\nWARC-Record-ID: <x>\nWARC-Date: 2021\nContent-Length: {Text(1).Length}\n\n"), Text(1), Utf8("\n\n"));

        List<DumpRecord> records = await ReadAsync(Join(record, record));

        Assert.Equal([Text(1), Text(1)], records.Select(read => read.Bytes.ToArray()));
        Assert.Empty(records.Codes());
    }

    [Fact]
    public async Task Endless_header_uses_bounded_memory_and_loses_no_other_record()
    {
        byte[] endless = Join(Utf8("WARC/1.0\r\nWARC-Type: conversion\r\nX: "), new byte[3_000_000], Utf8("\r\n"));
        var limits = new DumpReadLimits { MaxHeaderBytes = 4_000 };

        List<DumpRecord> records = await ReadAsync(Join(endless, Conversion(2, Text(2))), limits);

        Assert.Equal(Text(2), Assert.Single(records.Texts()).Bytes.ToArray());
        Assert.Equal(["ND098", "ND096"], records.Codes());
    }

    [Fact]
    public async Task Overlong_block_is_skipped()
    {
        byte[] film = WarcRecord("resource", "http://x.test/", "video/mp4", new byte[3_000_000]);
        byte[] text = Conversion(1, Text(1, 3_000_000));

        List<DumpRecord> records = await ReadAsync(Join(film, text, Conversion(2, Text(2))), new DumpReadLimits { MaxRecordBytes = 1_000_000 });

        Assert.Equal(["ND004", "ND099"], records.Codes());
        Assert.Equal(Text(2), records[1].Bytes.ToArray());
    }

    [Theory]
    [InlineData(new byte[] { 0x1F, 0x8B, 8, 0 })]
    [InlineData(new byte[] { 0x50, 0x4B, 3, 4 })]
    public async Task Container_declared_as_text_is_rejected(byte[] beginning)
    {
        List<DumpRecord> records = await ReadAsync(Join(Conversion(1, [.. beginning, .. "\n"u8, .. Text(1)]), Conversion(2, Text(2))));

        Assert.Equal(("ND002", records[0].Offset), (records[0].Refusal!.Code, records[0].Refusal!.Offset));
        Assert.Equal(Text(2), records[1].Bytes.ToArray());
    }

    [Fact]
    public async Task Header_without_an_end_loses_no_other_record()
    {
        byte[] first = Conversion(1, Text(1));
        first[first.AsSpan().IndexOf("\r\n\r\n"u8) + 2] = (byte)'x';

        List<DumpRecord> records = await ReadAsync(Join(first, Conversion(2, Text(2)), Conversion(3, Text(3))));

        Assert.Equal([[], Text(2), Text(3)], records.Select(record => record.Bytes.ToArray()));
        Assert.Equal("ND097", Assert.Single(records[0].Diagnostics).Code);
    }

    [Fact]
    public async Task Every_article_of_a_page_has_the_bytes_of_the_page()
    {
        byte[] page = Utf8("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\nFri May 14, 2021 18:05:41\nOne.\nSat May 15, 2021 18:05:41\nTwo.\n");

        DumpRecord record = Assert.Single(await ReadAsync(WarcRecord("response", "http://x.test/", "application/http;msgtype=response", page)));

        Assert.Equal(
            [(record.Offset, (long)page.Length), (record.Offset, page.Length)],
            record.Parse().Articles.Select(article => (article.Provenance.Offset, article.Provenance.Length)));
    }

    [Theory]
    [InlineData(18, 20)]
    [InlineData(18, 25)]
    [InlineData(100_000, 65_536)]
    [InlineData(100_000, 1_000_000)]
    public async Task Reading_in_small_pieces_gives_the_same_records(int blankLines, int atOnce)
    {
        byte[] bytes = [.. Enumerable.Repeat((byte)'\n', blankLines), .. Conversion(1, Text(1))];

        List<DumpRecord> expected = await ReadAsync(new MemoryStream(bytes));
        List<DumpRecord> records = await ReadAsync(new Unseekable(new MemoryStream(bytes), atOnce));

        Assert.Equal(expected.Select(record => (record.Offset, record.TargetUri)), records.Select(record => (record.Offset, record.TargetUri)));
    }

    [Theory]
    [InlineData("no address")]
    [InlineData("https://en.alalam.ir\ufffdnews/900417")]
    public async Task Invalid_address_and_time_are_reported(string address)
    {
        byte[] record = Utf8($"WARC/1.0\r\nWARC-Type: conversion\r\nWARC-Record-ID: x\r\nWARC-Date: yesterday\r\nWARC-Target-URI: {address}\r\nContent-Length: {Text(1).Length}\r\n\r\n");

        DumpRecord read = Assert.Single(await ReadAsync(Join(record, Text(1), Utf8("\r\n\r\n"))));

        Assert.Equal((null, null), (read.TargetUri, read.CrawledAt));
        Assert.Equal(["ND094", "ND094"], read.Diagnostics.Select(diagnostic => diagnostic.Code));
    }

    [Fact]
    public async Task Random_damage_loses_few_records()
    {
        var random = new Random(20210514);
        byte[] whole = Join(Enumerable.Range(1, 30).Select(number => Conversion(number, Text(number))));
        for (int round = 0; round < 500; round++)
        {
            byte[] bytes = [.. whole];
            int changes = random.Next(1, 4);
            for (int i = 0; i < changes; i++)
            {
                bytes[random.Next(20, bytes.Length)] = (byte)random.Next(256);
            }

            List<DumpRecord> records = await ReadAsync(new Unseekable(new MemoryStream(bytes), random.Next(1, 5_000)));

            Assert.InRange(records.Texts().Count, 30 - changes, 30 + changes);
        }
    }
}
