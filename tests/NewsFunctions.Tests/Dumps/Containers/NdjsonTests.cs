using NewsFunctions.Core.Articles;
using NewsFunctions.Core.Diagnostics;
using NewsFunctions.Dumps.Bytes;
using NewsFunctions.Dumps.Parsing;
using NewsFunctions.Dumps.Reading;
using static NewsFunctions.Tests.Dumps.Containers.Packed;

namespace NewsFunctions.Tests.Dumps.Containers;

public sealed class NdjsonTests
{
    [Fact]
    public async Task Line_is_an_article_with_address_date_and_extra_fields()
    {
        const string Line = """{"url":"https://en.alalam.ir/news/1797706","author":"A. \u0642","text":"No dateline here.\nA second line.\nstring(2) \"[]\"","date":"2021-05-14T18:05:41+04:30","n":[1, 2]}""";

        ReadRecord read = Assert.Single(await ReadAsync(Utf8(Line + "\n"))).Parse();

        Article article = Assert.Single(read.Articles).Article;
        Assert.Equal(("alalam", "1797706"), (article.Site, article.Id.Value));
        Assert.Equal(new DateTimeOffset(2021, 5, 14, 18, 5, 41, TimeSpan.FromHours(4.5)), article.PublishedAt);
        Assert.Equal("""{"author":"A. \u0642","n":[1, 2]}""", article.Extra!.Value.GetRawText());
        Assert.Equal(["No dateline here.", "A second line."], article.Paragraphs);
        Assert.Empty(article.Diagnostics);
    }

    [Theory]
    [InlineData("{\"text\": \"Text, }.\", \"y\": 1,}")]
    [InlineData("{\"text\": \"Text, }.\", \"y\": 1 , }")]
    [InlineData("{\"y\": 1, \"text\": \"Text, }.\",}")]
    public async Task Trailing_comma_loses_nothing(string line)
    {
        DumpRecord record = Assert.Single(await ReadAsync(Utf8(line + "\n")));

        ReadRecord read = record.Parse();
        Assert.Equal(["Text, }."], Assert.Single(read.Articles).Article.Paragraphs);
        Assert.Equal("""{"y": 1}""", read.Articles[0].Article.Extra!.Value.GetRawText());
        Assert.Empty(record.Diagnostics);
    }

    [Theory]
    [InlineData("NaN")]
    [InlineData("-NaN")]
    [InlineData("Infinity")]
    [InlineData("-Infinity")]
    [InlineData("undefined")]
    [InlineData("None")]
    [InlineData("+5")]
    [InlineData(".5")]
    [InlineData("[1, NaN, 2]")]
    [InlineData("{\"a\": {\"b\": -inf}}")]
    [InlineData("[1, 2, ]")]
    [InlineData("{\"a\": 1,}")]
    public async Task Malformed_value_loses_only_its_field(string value)
    {
        foreach (string line in (string[])[$"{{\"x\": {value}, \"y\": 1, \"text\": \"Text.\"}}", $"{{\"text\": \"Text.\", \"y\": 1, \"x\": {value}}}"])
        {
            DumpRecord record = Assert.Single(await ReadAsync(Utf8(line + "\n")));

            ReadRecord read = record.Parse();
            Assert.Equal(["Text."], Assert.Single(read.Articles).Article.Paragraphs);
            Assert.Equal("""{"y": 1}""", read.Articles[0].Article.Extra!.Value.GetRawText());
            DumpDiagnostic diagnostic = Assert.Single(record.Diagnostics);
            Assert.Equal(("ND094", value, line.IndexOf(value, StringComparison.Ordinal)), (diagnostic.Code, diagnostic.Original, diagnostic.Offset));
        }
    }

    [Theory]
    [InlineData("\n\ufeff")]
    [InlineData("\r")]
    [InlineData("\r\n\ufeff ")]
    [InlineData("\r\r\n")]
    public async Task Lines_may_start_with_a_byte_order_mark_and_end_with_CR(string between)
    {
        byte[] dump = Utf8($"{{\"text\":\"One.\"}}{between}{{\"text\":\"Two.\"}}{between}{{\"text\":\"Three.\"}}");

        List<DumpRecord> records = await ReadAsync(dump);

        Assert.Equal(["One.", "Two.", "Three."], records.Select(record => record.Parse().Articles[0].Article.Paragraphs[0]));
        Assert.All(records, record => Assert.Equal((byte)'{', dump[record.Offset]));
    }

    [Fact]
    public async Task Dateline_in_the_text_overrides_the_date_field()
    {
        ReadRecord read = Assert.Single(await ReadAsync(Utf8($$"""{"text":"{{Packed.Dateline}}\nText.","date":"2001-01-01"}"""))).Parse();

        Assert.Equal(2021, Assert.Single(read.Articles).Article.PublishedAt!.Value.Year);
    }

    [Theory]
    [InlineData("2021-05-14", "2021-05-14T00:00:00Z")]
    [InlineData("2021-05-14T18:05:41Z", "2021-05-14T18:05:41Z")]
    [InlineData("2021-05-14T18:05:41.5+04:30", "2021-05-14T13:35:41.5Z")]
    [InlineData("2021-05-14 18:05:41", "2021-05-14T18:05:41Z")]
    [InlineData("2021-05-14 18:05:41 +0430", "2021-05-14T13:35:41Z")]
    [InlineData("20210514T180541Z", "2021-05-14T18:05:41Z")]
    [InlineData("Fri, 14 May 2021 18:05:41 GMT", "2021-05-14T18:05:41Z")]
    [InlineData("Fri, 14 May 2021 18:05:41 +0430", "2021-05-14T13:35:41Z")]
    [InlineData("14 May 2021", "2021-05-14T00:00:00Z")]
    public async Task Common_date_formats_are_read(string written, string date)
    {
        DumpRecord record = Assert.Single(await ReadAsync(Utf8($$"""{"text":"x","date":"{{written}}"}""")));

        Assert.Equal(DateTimeOffset.Parse(date, System.Globalization.CultureInfo.InvariantCulture), record.PublishedAt);
    }

    [Theory]
    [InlineData("\"yesterday\"")]
    [InlineData("\"0001-01-01T00:00:00+14:00\"")]
    [InlineData("\"\\ud800\"")]
    [InlineData("\"\"")]
    public async Task Invalid_date_is_reported_with_its_offset(string written)
    {
        DumpRecord record = Assert.Single(await ReadAsync(Utf8($$"""{"text":"x","date":{{written}}}""")));

        Assert.Null(record.PublishedAt);
        Assert.Equal(("ND094", 19L), (record.Diagnostics[0].Code, record.Diagnostics[0].Offset));
    }

    [Fact]
    public async Task Invalid_lines_are_reported_by_offset_and_the_others_are_read()
    {
        string[] lines = ["""{"text":"one"}""", "no json", """{"url":"x"}""", """["text"]""", """{"text":7}""", "", """{"text":"two"} x""", """{"text":"six"}""", """{"text":"cut o"""];

        List<DumpRecord> records = await ReadAsync(Utf8("\ufeff" + string.Join("\r\n", lines)));

        Assert.Equal(["one", "six"], records.Texts().Select(record => record.String()));
        Assert.Equal(["ND092", "ND093", "ND092", "ND093", "ND092", "ND092"], records.Codes());
        Assert.Equal(3, records[0].Offset);
        Assert.Equal(lines[0].Length, records[0].Length);
        Assert.Equal(3 + lines[0].Length + 2, records[1].Offset);
        Assert.Equal(3 + lines[0].Length + 2 + 1, records[1].Refusal!.Offset);
    }

    [Fact]
    public async Task Damaged_first_line_does_not_hide_the_others()
    {
        Assert.Equal(["ND092"], (await ReadAsync(Utf8("{\"text\n{\"text\":\"one\"}\n"))).Codes());
    }

    [Fact]
    public async Task Escapes_are_decoded_and_offsets_map_to_the_line()
    {
        const string Line = """  {"id":1,"text":"a\nb\u0642c\ud83d\ude00d\\\"\/e قf"}""";

        DumpRecord record = Assert.Single(await ReadAsync(Utf8(Line)));

        Assert.Equal("a\nb\u0642c\U0001F600d\\\"/e قf", record.String());
        byte[] line = Utf8(Line);
        foreach (char c in "abcdef")
        {
            int inText = record.Bytes.Span.IndexOf((byte)c);
            Assert.Equal((byte)c, line[record.Offsets.ToMember(inText)]);
        }

        long last = 0;
        for (int i = 0; i <= record.Bytes.Length; i++)
        {
            Assert.InRange(record.Offsets.ToMember(i), last, line.Length);
            last = record.Offsets.ToMember(i);
        }

        Assert.Equal(line.Length - 2, last);
    }

    [Fact]
    public async Task Unpaired_surrogate_is_left_as_written()
    {
        DumpRecord record = Assert.Single(await ReadAsync(Utf8("""{"text":"a\ud800b","x":"\udc00","y":1}""")));

        Assert.Equal("a\\ud800b", record.String());
        Assert.Equal(["ND029", "ND094"], record.Diagnostics.Select(diagnostic => diagnostic.Code));
        Assert.Equal("""{"y":1}""", record.Extra!.Value.GetRawText());
        Assert.NotEmpty(ParsedDumpJson.From([record.Parse()]).ToJson(indented: false));
    }

    [Fact]
    public async Task Escaped_names_are_decoded_and_broken_names_ignored()
    {
        DumpRecord record = Assert.Single(await ReadAsync(Utf8("""{"\ud83durl":1,"\ud800":2,"te\u0078t":"a","\u0075rl":"http://x.test/1"}""")));

        Assert.Equal("a", record.String());
        Assert.Equal("http://x.test/1", record.TargetUri!.AbsoluteUri);
        Assert.Equal(["ND094", "ND094"], record.Diagnostics.Select(diagnostic => diagnostic.Code));
    }

    [Fact]
    public async Task Million_strings_with_invalid_Unicode_cause_no_exceptions()
    {
        string broken = string.Concat(Enumerable.Repeat("""
            "\ud83d":0,"url":"\udc00",
            """, 500_000));

        DumpRecord record = Assert.Single(await ReadAsync(Utf8("{" + broken + "\"text\":\"a\"}")));

        Assert.Equal("a", record.String());
        Assert.InRange(record.Diagnostics.Count, 1, 101);
    }

    [Fact]
    public async Task Bytes_that_are_not_UTF8_reach_the_parser_unchanged()
    {
        DumpRecord record = Assert.Single(await ReadAsync([.. """{"x":"\u00e9","text":"a"""u8, 0xE9, .. "b\",\"z\":\""u8, 0xE9, .. "\"}"u8]));

        Assert.Equal([(byte)'a', 0xE9, (byte)'b'], record.Bytes.ToArray());
        Assert.Equal("""{"x":"\u00e9"}""", record.Extra!.Value.GetRawText());
    }

    [Fact]
    public async Task Fields_over_the_limit_are_reported()
    {
        var limits = new DumpReadLimits { MaxExtraBytes = 50 };

        DumpRecord record = Assert.Single(await ReadAsync(Utf8($$"""{"a":1,"b":"{{new string('x', 60)}}","text":"x","c":2}"""), limits));

        Assert.Equal("""{"a":1}""", record.Extra!.Value.GetRawText());
        Assert.Equal(("ND095", 7L), (record.Diagnostics[0].Code, record.Diagnostics[0].Offset));
    }

    [Fact]
    public async Task Overlong_line_is_skipped_in_bounded_memory()
    {
        string line = $$"""{"text":"{{new string('x', 300_000)}}"}""";
        var limits = new DumpReadLimits { MaxRecordBytes = 1_000 };

        List<DumpRecord> records = await ReadAsync(Utf8($"{line}\n{{\"text\":\"one\"}}\n{line}"), limits);

        Assert.Equal(["ND091", "ND091"], records.Codes());
        Assert.Equal((0L, (long)line.Length), (records[0].Offset, records[0].Length));
        Assert.Equal("one", records[1].String());
        Assert.Equal(line.Length + 16L, records[2].Offset);
    }

    [Fact]
    public async Task Nesting_a_thousand_deep_is_skipped_without_failure()
    {
        string deep = $$"""{"x":{{new string('[', 1_000)}}{{new string(']', 1_000)}},"text":"x"}""";

        Assert.Equal(["ND092"], (await ReadAsync(Utf8($"{{\"text\":\"one\"}}\n{deep}\n"))).Codes());
    }

    [Fact]
    public async Task Random_damage_loses_only_the_lines_it_hits()
    {
        var random = new Random(20210514);
        byte[] line = Utf8("""{"url":"https://en.alalam.ir/news/1","text":"a\nb\u0642c\ud83d\ude00d","date":"2021-05-14","x":{"y":[1,"\u0642"]}}""" + "\n");
        byte[] whole = Join(Enumerable.Repeat(line, 20));
        for (int round = 0; round < 1_000; round++)
        {
            byte[] bytes = [.. whole];
            int changes = random.Next(1, 6);
            for (int i = 0; i < changes; i++)
            {
                bytes[random.Next(line.Length, bytes.Length)] = random.Next(2) == 0 ? (byte)random.Next(256) : (byte)"{}[],:\"\\ud80n"[random.Next(13)];
            }

            List<DumpRecord> records = await ReadAsync(bytes);

            Assert.True(records.Texts().Count >= 20 - (2 * changes));
            Assert.NotEmpty(ParsedDumpJson.From([.. records.Select(record => record.Parse())]).ToJson(indented: false));
        }
    }
}
