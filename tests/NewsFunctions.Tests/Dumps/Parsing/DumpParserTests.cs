using NewsFunctions.Core.Diagnostics;
using NewsFunctions.Dumps.Parsing;
using static NewsFunctions.Tests.Dumps.Parsing.ParsedText;

namespace NewsFunctions.Tests.Dumps.Parsing;

public sealed class DumpParserTests
{
    private const string Line = "Fri May 14, 2021 18:05:41";

    [Fact]
    public void Repeated_title_is_one_title()
    {
        ParsedArticle article = One($"Quotas\nQuotas\n\n{Line}\nText one.\n\nText two.\n");

        Assert.Equal("Quotas", article.Title);
        Assert.Equal(["Text one.", "Text two."], article.Paragraphs);
        Assert.Equal(new DateTime(2021, 5, 14, 18, 5, 41), article.Dateline);
        Assert.Equal(DateTimeKind.Unspecified, article.Dateline!.Value.Kind);
        Assert.Empty(article.Diagnostics);
    }

    [Fact]
    public void First_line_before_the_dateline_is_the_title_and_others_are_kept()
    {
        ParsedArticle article = One($"Quotas\nSundby - Fish, Quotas\n{Line}\nText.\n");

        Assert.Equal("Quotas", article.Title);
        Assert.Equal(["Sundby - Fish, Quotas", "Text."], article.Paragraphs);
        Assert.Equal(["ND016"], Codes(article));
    }

    [Theory]
    [InlineData("S/SH 11", true)]
    [InlineData("218-12", true)]
    [InlineData("202", true)]
    [InlineData("S/SH", true)]
    [InlineData("NATO", false)]
    [InlineData("He left.", false)]
    [InlineData("S//SH 11", false)]
    [InlineData("In 2021", false)]
    [InlineData("-12", false)]
    [InlineData("1234567", false)]
    public void Signature_is_the_last_line_before_the_block_if_shaped_like_one(string line, bool isSignature)
    {
        ParsedArticle article = One($"{Line}\nText.\n{line}\n{Block("[]")}\n");

        Assert.Equal(isSignature ? line : null, article.Signature);
        Assert.Equal(isSignature ? 1 : 2, article.Paragraphs.Count);
    }

    [Theory]
    [InlineData("Alalam - Iraq", true)]
    [InlineData("Town News - Port Orrin", true)]
    [InlineData("Sundby – Economy", false)]
    [InlineData("Sundby - the end", false)]
    [InlineData("Velden - Sundby 2", false)]
    [InlineData("One - Two - Three", false)]
    [InlineData("A Name Of Four - Words", false)]
    public void A_section_is_two_names_after_a_paragraph(string line, bool isSection)
    {
        ParsedArticle article = One($"{Line}\nText.\n{line}\nMore.\n");

        Assert.Equal(isSection ? line : null, article.Section);
        Assert.Equal(isSection ? 2 : 3, article.Paragraphs.Count);
    }

    [Fact]
    public void A_section_line_before_any_paragraph_is_a_paragraph()
    {
        ParsedArticle article = One($"{Line}\nAlalam - Iraq\nText.\n");

        Assert.Null(article.Section);
        Assert.Equal(2, article.Paragraphs.Count);
    }

    [Theory]
    [InlineData("Sat Feb 30, 2021 10:00:00", "ND011")]
    [InlineData("Sat Foo 13, 2021 10:00:00", "ND011")]
    [InlineData("Sat Feb 13, 2021 24:00:00", "ND011")]
    [InlineData("Sat Feb 13, 1899 10:00:00", "ND012")]
    [InlineData("Sat Feb 13, 0000 10:00:00", "ND012")]
    [InlineData("Sat Feb 13, 2101 10:00:00", "ND012")]
    public void Impossible_date_leaves_the_article_undated(string dateline, string code)
    {
        ParsedArticle article = One($"Title\n{dateline}\nText.\n");

        Assert.Null(article.Dateline);
        DumpDiagnostic diagnostic = Assert.Single(article.Diagnostics);
        Assert.Equal((code, 6L), (diagnostic.Code, diagnostic.Offset));
        Assert.Contains(dateline, diagnostic.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Sat Mar 5, 2016 6:03:09", null)]
    [InlineData("sat MAR 05, 2016 06:03:09", null)]
    [InlineData("Sun Mar 5, 2016 06:03:09", "ND013")]
    public void Wrong_weekday_is_reported_and_the_date_is_kept(string dateline, string? code)
    {
        ParsedArticle article = One($"{dateline}\nText.\n");

        Assert.Equal(new DateTime(2016, 3, 5, 6, 3, 9), article.Dateline);
        Assert.Equal(code is null ? [] : [code], Codes(article));
    }

    [Fact]
    public void Byte_order_mark_and_CRLF_are_reported_and_change_nothing_else()
    {
        string text = $"Quotas\n{Line}\nText.\nS/SH 1\n{Block($"[{Item} ]")}\n";

        ParsedArticle plain = One(text);
        ParsedArticle dressed = One("\ufeff" + text.Replace("\n", "\r\n", StringComparison.Ordinal));

        Assert.Equal(["ND006", "ND051"], Codes(dressed));
        Assert.Equal(
            (plain.Title, plain.Dateline, plain.Signature, plain.ActualLength, plain.Related[0]),
            (dressed.Title, dressed.Dateline, dressed.Signature, dressed.ActualLength, dressed.Related[0]));
        Assert.Equal(plain.Paragraphs, dressed.Paragraphs);
    }

    [Fact]
    public void Bytes_that_are_not_UTF8_are_replaced_and_reported()
    {
        byte[] bytes = [.. "Fri May 14, 2021 18:05:41\nA caf"u8, 0xE9, .. " and "u8, 0xE9, .. ".\n"u8];

        ParsedArticle article = Assert.Single(DumpParser.Parse(bytes).Articles);

        Assert.Equal(["A caf\ufffd and \ufffd."], article.Paragraphs);
        DumpDiagnostic diagnostic = Assert.Single(article.Diagnostics);
        Assert.Equal(("ND005", 31L), (diagnostic.Code, diagnostic.Offset));
    }

    [Theory]
    [InlineData(new byte[] { }, "ND001")]
    [InlineData(new byte[] { 0xEF, 0xBB, 0xBF, 0x20, 0x0A }, "ND001")]
    [InlineData(new byte[] { 0x1F, 0x8B, 8, 0 }, "ND002")]
    [InlineData(new byte[] { 0x50, 0x4B, 3, 4 }, "ND002")]
    [InlineData(new byte[] { 0x41, 0, 0x42 }, "ND002")]
    [InlineData(new byte[] { 0x41, 0x0A, 0x42 }, "ND003")]
    public void Unreadable_text_is_rejected_with_a_reason(byte[] bytes, string code)
    {
        ParsedDump dump = DumpParser.Parse(bytes);

        Assert.True(dump.Rejected);
        Assert.Equal(bytes.Length, dump.Bytes);
        Assert.Equal(code, Assert.Single(dump.Diagnostics).Code);
    }

    [Fact]
    public void A_block_without_a_dateline_is_an_undated_article()
    {
        ParsedArticle article = One($"Quotas\nQuotas\nText.\n{Block($"[{Item} ]")}\n");

        Assert.Null(article.Dateline);
        Assert.Equal("Quotas", article.Title);
        Assert.Equal(["Text."], article.Paragraphs);
        Assert.Equal(["ND010"], Codes(article));
    }
}
