using System.Text;
using NewsFunctions.Core.Diagnostics;
using NewsFunctions.Core.Ledger;
using NewsFunctions.Dumps.Parsing;
using NewsFunctions.Dumps.Texts;

namespace NewsFunctions.Tests.Dumps.Parsing;

/// <summary>Tests texts that are not UTF-8 or were once converted wrongly.</summary>
public sealed class TextEncodingTests
{
    private const string Line = "Fri May 14, 2021 18:05:41";
    private const string Arabic = "وصل الوزير اليوم إلى بغداد، وقال إن الزيارة رسمية.";

    [Theory]
    [InlineData(1256, Arabic, "Windows-1256")]
    [InlineData(1256, "گزارش پیامبر چاپ شد", "Windows-1256")]
    [InlineData(1252, "The café is open – “at last”, said Zoë.", "Windows-1252")]
    [InlineData(1252, "It’s £5 at the café", "Windows-1252")]
    public void Text_in_a_one_byte_encoding_is_detected(int codePage, string text, string name)
    {
        // Windows-1256 has no Persian yeh, so Persian writers use the Arabic one.
        text = codePage == 1256 ? text.Replace('ی', 'ي') : text;
        byte[] bytes = CodePagesEncodingProvider.Instance.GetEncoding(codePage)!.GetBytes($"{Line}\n{text}\n");

        ParsedArticle article = Assert.Single(DumpParser.Parse(bytes).Articles);

        Assert.Equal([text], article.Paragraphs);
        DumpDiagnostic diagnostic = Assert.Single(article.Diagnostics);
        Assert.Equal("ND050", diagnostic.Code);
        Assert.Contains(name, diagnostic.Message, StringComparison.Ordinal);
        Assert.Equal(Array.FindIndex(bytes, b => b >= 0x80), diagnostic.Offset);
    }

    [Fact]
    public void Few_broken_bytes_do_not_change_the_encoding()
    {
        byte[] bytes = [.. Encoding.UTF8.GetBytes($"{Line}\n{Arabic}"), 0xD9, .. " x"u8, 0xFF, .. ".\n"u8];

        ParsedArticle article = Assert.Single(DumpParser.Parse(bytes).Articles);

        Assert.StartsWith(Arabic + "\ufffd x\ufffd", article.Paragraphs[0], StringComparison.Ordinal);
        DumpDiagnostic diagnostic = Assert.Single(article.Diagnostics);
        Assert.Equal(("ND005", (long)(Line.Length + 1 + Encoding.UTF8.GetByteCount(Arabic))), (diagnostic.Code, diagnostic.Offset));
    }

    [Fact]
    public void A_dump_may_hold_articles_in_different_encodings()
    {
        byte[] bytes =
        [
            .. Encoding.UTF8.GetBytes($"{Line}\n“One.”\n{ParsedText.Block("[]")}\n"),
            .. CodePagesEncodingProvider.Instance.GetEncoding(1256)!.GetBytes($"{Line}\n{Arabic}\n{ParsedText.Block("[]")}\n"),
        ];

        IReadOnlyList<ParsedArticle> articles = DumpParser.Parse(bytes).Articles;

        Assert.Equal(["“One.”", Arabic], articles.Select(a => a.Paragraphs[0]));
        Assert.Equal([0, 1], articles.Select(a => a.Diagnostics.Count));
        Assert.Equal(bytes.Length, articles.Sum(a => a.Length));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Declared_length_counts_stored_bytes_or_UTF8_bytes(bool asUtf8)
    {
        Encoding encoding = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;
        string list = $"[{ParsedText.Item.Replace("\"A\"", "\"Café\"", StringComparison.Ordinal)} ]";
        int declared = asUtf8 ? Encoding.UTF8.GetByteCount(list) : encoding.GetByteCount(list);

        ParsedArticle article = Assert.Single(DumpParser.Parse(encoding.GetBytes($"{Line}\nstring({declared}) \"{list}\"\n")).Articles);

        Assert.Equal("Café", article.Related[0].Title);
        Assert.Equal(declared, article.ActualLength);
        Assert.Equal(["ND050"], ParsedText.Codes(article));
    }

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, true)]
    [InlineData(false, false)]
    [InlineData(true, false)]
    public void UTF16_is_read_with_byte_offsets(bool bigEndian, bool mark)
    {
        string text = $"“One”\n{Line}\nText 😀.\nstring(7) \"[{ParsedText.Item} ]\"\n";
        var encoding = new UnicodeEncoding(bigEndian, mark);
        byte[] bytes = [.. encoding.Preamble, .. encoding.GetBytes(text)];

        DumpRecord record = TextRecords.Of(bytes, 1_000, TextSource.Whole, DumpPosition.Start);
        ParsedArticle article = Assert.Single(DumpParser.Parse(record).InMember(record.Offsets).Articles);

        Assert.Equal(["“One”", "Text 😀."], [article.Title!, .. article.Paragraphs]);
        Assert.Equal((1_000L, (long)bytes.Length), (article.Offset, article.Length));
        Assert.Equal(
            1_000 + encoding.Preamble.Length + (2 * text.IndexOf("string", StringComparison.Ordinal)),
            Assert.Single(article.Diagnostics, d => d.Code == "ND020").Offset);
        Assert.Equal(("ND007", 1_000L), (record.Diagnostics[0].Code, record.Diagnostics[0].Offset));
    }

    [Fact]
    public void Unpaired_surrogate_and_cut_UTF16_unit_are_reported()
    {
        byte[] bytes = [0xFF, 0xFE, .. Encoding.Unicode.GetBytes($"{Line}\nA "), 0x3D, 0xD8, .. Encoding.Unicode.GetBytes(" b"), 0x41];

        DumpRecord record = TextRecords.Of(bytes, 0, TextSource.Whole, DumpPosition.Start);
        ParsedArticle article = Assert.Single(DumpParser.Parse(record).InMember(record.Offsets).Articles);

        Assert.Equal(["A \ufffd b\ufffd"], article.Paragraphs);
        Assert.Equal(bytes.Length, article.Length);
        Assert.Equal(2 + (2 * (Line.Length + 3)), Assert.Single(article.Diagnostics, d => d.Code == "ND008").Offset);
    }

    [Fact]
    public void Every_double_encoded_line_keeps_its_original()
    {
        string twice = Encoding.Latin1.GetString("“No”"u8);
        string text = $"{Line}\n{string.Concat(Enumerable.Range(0, 60).Select(i => $"{i} {twice}\n"))}";

        ParsedArticle article = ParsedText.One(text);

        Assert.All(article.Paragraphs, (p, i) => Assert.Equal($"{i} “No”", p));
        Assert.Equal(
            Enumerable.Range(0, 60).Select(i => $"{i} {twice}"),
            article.Diagnostics.SelectMany(d => d.Original!.Split('\n')));
        Assert.Equal(51, article.Diagnostics.Count);
    }

    [Fact]
    public void UTF8_mark_in_another_encoding_is_still_a_mark()
    {
        byte[] bytes = [.. Encoding.UTF8.GetBytes($"\ufeff{Line}\n"), .. "A caf"u8, 0xE9, .. ", na"u8, 0xEF, .. "ve."u8];

        ParsedArticle article = Assert.Single(DumpParser.Parse(bytes).Articles);

        Assert.Null(article.Title);
        Assert.Equal(["A café, naïve."], article.Paragraphs);
        Assert.Equal(["ND050", "ND006"], ParsedText.Codes(article));
    }

    [Fact]
    public void Line_with_only_a_double_encoded_mark_is_kept()
    {
        Assert.Equal(["ï»¿", "Text."], ParsedText.One($"{Line}\nï»¿\nText.\n").Paragraphs);
    }

    [Fact]
    public void Unreadable_dateline_is_not_guessed()
    {
        Assert.True(ParsedText.Parse("Ã© 12:30 Ø§Ù„\nText.\n").Rejected);
    }

    [Theory]
    [InlineData("One\r\nTwo\rThree\r\r\nFour", new[] { "ND051", "ND052" })]
    [InlineData("One\rTwo\rThree\rFour", new[] { "ND052" })]
    [InlineData("One\nTwo\n\u2028Three\nFour", new string[0])]
    public void Every_kind_of_line_end_ends_a_line(string text, string[] codes)
    {
        ParsedArticle article = ParsedText.One($"{Line}\n{text}\n");

        Assert.Equal(["One", "Two", "Three", "Four"], article.Paragraphs.Select(p => p.Trim('\u2028')));
        Assert.Equal(codes, ParsedText.Codes(article));
    }

    [Fact]
    public void Article_of_a_container_needs_neither_dateline_nor_block()
    {
        DumpRecord record = TextRecords.Of("Only text.\n"u8.ToArray(), 0, new TextSource { IsArticle = true }, DumpPosition.Start);

        ParsedArticle article = Assert.Single(DumpParser.Parse(record).Articles);

        Assert.Equal(["Only text."], article.Paragraphs);
        Assert.True(DumpParser.Parse(record with { Bytes = " \n"u8.ToArray() }).Rejected);
    }
}
