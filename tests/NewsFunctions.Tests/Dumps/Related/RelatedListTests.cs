using NewsFunctions.Core.Articles;
using NewsFunctions.Core.Diagnostics;
using NewsFunctions.Core.Ids;
using NewsFunctions.Dumps.Parsing;
using static NewsFunctions.Tests.Dumps.Parsing.ParsedText;

namespace NewsFunctions.Tests.Dumps.Related;

public sealed class RelatedListTests
{
    private const string Line = "Fri May 14, 2021 18:05:41";

    [Fact]
    public void Truncated_list_keeps_its_complete_items()
    {
        ParsedArticle article = One($"{Line}\nstring(400) \"[{Item} ,{Other} ,{Item[..40]}\n");

        Assert.Equal(2, article.Related.Count);
        Assert.Equal((400, 5L + (2 * Item.Length) + 40), (article.DeclaredLength, article.ActualLength));
        Assert.Equal(["ND020", "ND022", "ND021"], Codes(article));
    }

    [Theory]
    [InlineData("1000000000000000000", 1_000_000_000_000_000_000)]
    [InlineData("99999999999999999999", long.MaxValue)]
    [InlineData("1", 1)]
    public void Only_the_wrong_length_is_reported(string declared, long value)
    {
        ParsedArticle article = One($"{Line}\nstring({declared}) \"[{Item} ]\"\n");

        Assert.Single(article.Related);
        Assert.Equal((value, Item.Length + 3L), (article.DeclaredLength, article.ActualLength));
        Assert.Equal(["ND020"], Codes(article));
    }

    [Theory]
    [InlineData("string(0) \"\"")]
    [InlineData("string(2) \"[]\"")]
    public void An_empty_list_is_a_block(string block)
    {
        ParsedArticle article = One($"{block}\n");

        Assert.Empty(article.Related);
        Assert.Equal(article.DeclaredLength, article.ActualLength);
    }

    [Theory]
    [InlineData("string(5) \"hello\"")]
    [InlineData("string() \"[]\"")]
    [InlineData("string(x) \"[]\"")]
    public void Other_strings_are_text(string line)
    {
        ParsedArticle article = One($"{Line}\n{line}\n");

        Assert.Null(article.DeclaredLength);
        Assert.Equal([line], article.Paragraphs);
    }

    [Fact]
    public void Block_may_start_in_the_middle_of_a_line()
    {
        ParsedArticle article = One($"{Line}\nText.\nS/SH 11 {Block($"[{Item} ]")}\n");

        Assert.Single(article.Related);
        Assert.Equal("S/SH 11", article.Signature);
    }

    [Fact]
    public void Line_ends_within_a_correct_length_belong_to_the_list()
    {
        ParsedArticle article = WithList($"[{Item} ,\n{Other.Replace("\"A\"", "\"A\nB\"", StringComparison.Ordinal)} ]");

        Assert.Equal(["A", "A\nB"], article.Related.Select(i => i.Title));
        Assert.Empty(article.Diagnostics);
    }

    [Fact]
    public void Numbers_are_read_as_they_are_written()
    {
        RelatedItem item = OneItem("""{"id":900401,"sort":-5,"contenttypeid":21,"pic":"/a.jpg","title":"A"}""");

        Assert.Equal(("900401", "-5", "21"), (item.Id, item.Sort, item.ContentTypeId));
    }

    [Fact]
    public void Escapes_and_entities_are_decoded()
    {
        RelatedItem item = OneItem("""{"id":"1","sort":"1","contenttypeid":"1","pic":"\/a&amp;b.jpg","title":"\u0642 \"x\" &quot;y&quot; \ud83d\ude00"}""");

        Assert.Equal("/a&b.jpg", item.Pic);
        Assert.Equal("ق \"x\" \"y\" 😀", item.Title);
    }

    [Theory]
    [InlineData("""a \q b""", """a \q b""")]
    [InlineData("""a \ud83d b""", "a \ufffd b")]
    public void Invalid_escape_is_kept_and_reported(string written, string read)
    {
        ParsedArticle article = WithList($"[{Item.Replace("\"A\"", $"\"{written}\"", StringComparison.Ordinal)} ]");

        Assert.Equal(read, Assert.Single(article.Related).Title);
        Assert.Equal(["ND029"], Codes(article));
    }

    [Theory]
    [InlineData("He said \"no\" today")]
    [InlineData("\"No\", he said")]
    [InlineData("He said \"no\"")]
    [InlineData("a {\"b\"} c")]
    public void Unescaped_quotes_are_text(string title)
    {
        ParsedArticle article = WithList($"[{Item.Replace("\"A\"", $"\"{title}\"", StringComparison.Ordinal)} ,{Other} ]");

        Assert.Equal([title, "A"], article.Related.Select(i => i.Title));
        Assert.Equal(["ND024"], Codes(article));
    }

    [Fact]
    public void Unclosed_item_is_the_only_one_lost()
    {
        ParsedArticle article = WithList($"[{Item} ,{Item[..^3]} ,{Other} ]");

        Assert.Equal(2, article.Related.Count);
        Assert.Equal(["ND022"], Codes(article));
    }

    [Fact]
    public void Missing_extra_odd_and_repeated_fields_are_reported_with_offsets()
    {
        ParsedArticle article = WithList("""[{"id":"1","id":"2","sort":{"a":[1,"}"]},"x":"y","pic":null,"title":true,"contenttypeid":"21"} ]""");

        RelatedItem item = Assert.Single(article.Related);
        Assert.Equal(("1", null, "21", null, null), (item.Id, item.Sort, item.ContentTypeId, item.Pic, item.Title));
        Assert.Equal(["ND025", "ND025", "ND025", "ND026", "ND027", "ND027", "ND028"], Codes(article).Order());
        Assert.All(article.Diagnostics, d => Assert.InRange(d.Offset, Line.Length + 1, article.Length));
    }

    [Fact]
    public void Bytes_between_items_are_skipped_and_counted()
    {
        ParsedArticle article = WithList($"[{Item} , <b>x</b> ,{Other} ]");

        Assert.Equal(2, article.Related.Count);
        Assert.Contains("skipped: 10.", Assert.Single(article.Diagnostics).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Ten_thousand_items_are_kept_and_the_rest_counted()
    {
        ParsedArticle article = WithList($"[{string.Join(" ,", Enumerable.Range(100_000, 10_005).Select(id => Item.Replace("900401", $"{id}", StringComparison.Ordinal)))} ]");

        Assert.Equal(10_000, article.Related.Count);
        DumpDiagnostic diagnostic = Assert.Single(article.Diagnostics);
        Assert.Equal("ND030", diagnostic.Code);
        Assert.Contains("10005", diagnostic.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/a.JPG", LinkKind.Image)]
    [InlineData("/a.webp?x=1.mp4", LinkKind.Image)]
    [InlineData("/a.m4v", LinkKind.Video)]
    [InlineData("/a.pdf", LinkKind.Other)]
    [InlineData("/jpg", LinkKind.Other)]
    public void File_extension_decides_the_kind(string pic, LinkKind kind) =>
        Assert.Equal(kind, OneItem(Item.Replace("/2021/05/03/a.jpg", pic, StringComparison.Ordinal)).Kind);

    [Theory]
    [InlineData("/2016/03/07/alalam_635929720961368213_25f_4x3.jpg", "2016-03-07T18:28:16.1368213", null)]
    [InlineData("/2016/03/08/alalam_635929720961368213_25f_4x3.jpg", "2016-03-07T18:28:16.1368213", "ND032")]
    [InlineData("/2016/03/08/alalam_999999999999999999.jpg", null, "ND033")]
    [InlineData("/2016/03/08/6359297209613682131.jpg", null, null)]
    public void Ticks_in_the_name_are_the_upload_time(string pic, string? uploaded, string? code)
    {
        ParsedArticle article = WithList($"[{Item.Replace("/2021/05/03/a.jpg", pic, StringComparison.Ordinal)} ]");

        Assert.Equal(uploaded, article.Related[0].UploadedAt?.ToString("yyyy-MM-ddTHH:mm:ss.fffffff", null));
        Assert.Equal(code is null ? [] : [code], Codes(article));
    }
}
