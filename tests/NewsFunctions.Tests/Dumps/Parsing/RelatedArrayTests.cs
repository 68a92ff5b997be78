using System.Text;
using NewsFunctions.Core.Articles;
using NewsFunctions.Dumps.Diagnostics;
using NewsFunctions.Dumps.Parsing;
using NewsFunctions.Dumps.Related;
using static NewsFunctions.Tests.Dumps.Parsing.ParsedText;

namespace NewsFunctions.Tests.Dumps.Parsing;

/// <summary>Tests related lists printed by PHP's <c>var_dump</c> as an array or object.</summary>
public sealed class RelatedArrayTests
{
    private const string Line = "Fri May 14, 2021 18:05:41";

    private const string One_ = """
          [0]=>
          array(5) {
            ["id"]=>
            string(6) "900401"
            ["sort"]=>
            string(1) "5"
            ["contenttypeid"]=>
            string(2) "21"
            ["pic"]=>
            string(17) "/2021/05/03/a.jpg"
            ["title"]=>
            string(10) "He "said" "
          }

        """;

    private const string Two = """
          [1]=>
          object(stdClass)#3 (5) {
            ["title"]=>
            string(12) "{تصویر}"
            ["pic"]=>
            string(17) "/2021/05/03/b.mp4"
            ["contenttypeid"]=>
            int(21)
            ["sort"]=>
            int(-6)
            ["id"]=>
            int(900402)
          }

        """;

    public static TheoryData<string> Layouts { get; } = ["\n", "\r\n", " ", ""];

    [Theory]
    [MemberData(nameof(Layouts))]
    public void Arrays_and_objects_give_the_same_items_as_JSON(string lineEnd)
    {
        ParsedDump dump = Parse($"{Line}\nText.\n{Lay($"array(2) {{\n{One_}{Two}}}", lineEnd)}\nTitle\nSat May 15, 2021 9:12:07\nNext.\n");

        ParsedArticle article = dump.Articles[0];
        Assert.Equal(
            [("900401", "5", "21", "/2021/05/03/a.jpg", "He \"said\" "), ("900402", "-6", "21", "/2021/05/03/b.mp4", "{تصویر}")],
            article.Related.Select(i => (i.Id!, i.Sort!, i.ContentTypeId!, i.Pic!, i.Title!)));
        Assert.Equal(["ND039"], Codes(article));
        Assert.Equal((null, null), (article.DeclaredLength, article.ActualLength));
        Assert.Equal(["Text."], article.Paragraphs);
        Assert.Equal(["Next."], dump.Articles[1].Paragraphs);
        Assert.Equal("Title", dump.Articles[1].Title);
    }

    [Fact]
    public void Length_of_an_array_is_the_length_of_its_strings()
    {
        RelatedList list = Read($"array(2) {{\n{One_.Replace("string(17)", "string(20)", StringComparison.Ordinal)}{Two}}}", out _);

        Assert.Equal((6L + 1 + 2 + 20 + 10 + 12 + 17, 6L + 1 + 2 + 17 + 10 + 12 + 17), (list.BytesDeclared, list.BytesThere));
    }

    [Fact]
    public void Truncated_array_keeps_its_complete_items()
    {
        ParsedArticle article = One($"{Line}\nText.\narray(12) {{\n{One_}{Two[..^40]}");

        Assert.Equal("900401", Assert.Single(article.Related).Id);
        Assert.Equal(1, article.Damage.ItemsLost);
        Assert.Equal(["ND022", "ND062"], Codes(article));
    }

    [Fact]
    public void Article_after_a_truncated_array_is_read()
    {
        ParsedDump dump = Parse($"{Line}\nText.\narray(12) {{\n{One_}{Two[..^40]}\n\nTitle\nSat May 15, 2021 9:12:07\nNext.\n");

        Assert.Equal("Title", dump.Articles[1].Title);
        Assert.Equal(["Next."], dump.Articles[1].Paragraphs);
    }

    [Fact]
    public void Wrong_counts_and_lengths_are_reported()
    {
        ParsedArticle article = One($"{Line}\narray(12) {{\n{One_.Replace("string(17)", "string(3)", StringComparison.Ordinal)}{Two}}}\n");

        Assert.Equal(2, article.Related.Count);
        Assert.Equal("/2021/05/03/a.jpg", article.Related[0].Pic);
        Assert.Equal(["ND061", "ND060", "ND039"], Codes(article));
    }

    [Theory]
    [InlineData("array(1) {{ [0]=> string({1}) \"{0}\" }}")]
    [InlineData("array(2) {{\n  [\"count\"]=>\n  int(2)\n  [\"related\"]=>\n  string({1}) \"{0}\"\n}}")]
    [InlineData("object(Page)#1 (1) {{\n  [\"related\":protected]=>\n  array(1) {{ [0]=> string({1}) \"{0}\"\n }}\n}}")]
    public void JSON_in_an_array_is_read_as_JSON(string format)
    {
        string json = $"[{Item} ,{Other} ]";
        ParsedArticle article = One($"{Line}\n{string.Format(null, format, json, json.Length)}\n");

        Assert.Equal(["900401", "900402"], article.Related.Select(i => i.Id));
        Assert.All(Codes(article), code => Assert.Equal("ND064", code));
    }

    [Fact]
    public void Items_that_are_JSON_strings_are_read()
    {
        ParsedArticle article = One($"{Line}\narray(2) {{ [0]=> string({Item.Length}) \"{Item}\" [1]=> string({Other.Length}) \"{Other}\" }}\n");

        Assert.Equal(["900401", "900402"], article.Related.Select(i => i.Id));
        Assert.Empty(article.Diagnostics);
    }

    [Fact]
    public void List_within_other_values_is_found_and_the_others_are_reported()
    {
        ParsedArticle article = One($"{Line}\narray(2) {{ [\"count\"]=> int(2) [\"list\"]=> array(2) {{ {Flat(One_)} {Flat(Two)} }} }}\n");

        Assert.Equal(2, article.Related.Count);
        Assert.Equal(["ND064", "ND039"], Codes(article));
    }

    [Fact]
    public void Odd_missing_unknown_and_repeated_fields_are_reported()
    {
        ParsedArticle article = One($$"""
            {{Line}}
            array(1) { [0]=> array(7) { ["id"]=> string(1) "1" ["id"]=> string(1) "2" ["sort"]=> bool(true) ["pic"]=> NULL ["tags"]=> array(0) { } ["x"]=> string(1) "y" ["title"]=> array(1) { [0]=> int(1) } } }

            """);

        RelatedItem item = Assert.Single(article.Related);
        Assert.Equal(("1", null, null, null, null), (item.Id, item.Sort, item.ContentTypeId, item.Pic, item.Title));
        Assert.Equal(
            ["ND025", "ND025", "ND025", "ND025", "ND026", "ND026", "ND027", "ND028", "ND064"], Codes(article).Order());
    }

    [Theory]
    [InlineData("array(0) {\n}", true)]
    [InlineData("array(0) { }", true)]
    [InlineData("array(3) {", true)]
    [InlineData("array(3) {  ", true)]
    [InlineData("array(3) {\n", false)]
    [InlineData("object(stdClass)#1 (0) {\n}", true)]
    [InlineData("array(1) { [0]=> array(0) { } }", true)]
    [InlineData("array(2) { [\"n\"]=> string(3) \"abc\" [\"id\"]=> int(1) }", true)]
    [InlineData("array(1) { [0]=> int(5) }", false)]
    [InlineData("array(2) of them", false)]
    [InlineData("An array(x) {", false)]
    [InlineData("array(1) { [0]=> string(5) \"hello\" }", false)]
    [InlineData("object(s) to it", false)]
    public void Only_an_array_with_part_of_a_list_is_a_block(string text, bool isBlock)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);

        Assert.Equal(isBlock, RelatedBlock.TryFind(bytes, 0, bytes.Length, out RelatedBlock block));
        Assert.Equal(isBlock, block.IsArray && block.Start == 0);
    }

    [Fact]
    public void End_is_final_if_more_text_cannot_move_it()
    {
        string array = $"array(2) {{\n{One_}{Two}}}";
        byte[] bytes = Encoding.UTF8.GetBytes(array + "\nTitle\nFri May 14, 2021 18:05:41\n");
        int length = Encoding.UTF8.GetByteCount(array);
        for (int there = 9; there <= bytes.Length; there++)
        {
            ReadOnlySpan<byte> text = bytes.AsSpan(0, there);
            if (RelatedBlock.TryOpen(text, 0, out RelatedBlock block) && block.TryFindArrayEnd(text, out int end))
            {
                Assert.Equal((length, true), (end, there >= length));
            }
            else
            {
                Assert.InRange(there, 9, length - 1);
            }
        }
    }

    [Fact]
    public void Hostile_arrays_are_read_in_one_pass()
    {
        foreach (string hostile in (string[])[
            "array(1) {[0]=>", "array(1) {[\"id\"]=>", "array(0) {}", "array(1) {[0]=>string(9) \"[{", "array(1) {[\"id\"]=>string(9) \"\n", "array(", "object(",
            "array(1) {[0]=>string(9) \"", "[0]=>array(1) {[\"id\"]=>int(1)}", "[0]=>string(99) \"{\"id\":\"1\"}\"", "[0]=>array(1) {[\"id\"]=>string(1000000000000000000) \"x\"}",
        ])
        {
            string text = $"{Line}\narray(9) {{[0]=>array(1) {{" + string.Concat(Enumerable.Repeat(hostile, 1_000_000 / hostile.Length));

            ParsedDump dump = Parse(text);

            Assert.Equal(Encoding.UTF8.GetByteCount(text), dump.Articles.Sum(a => a.Length) + dump.Articles[0].Offset);
            Assert.All(dump.Articles, a => Assert.InRange(a.Diagnostics.Count, 0, 110));
        }
    }

    private static RelatedList Read(string array, out List<RelatedItem> items)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(array);
        items = [];
        Assert.True(RelatedBlock.TryOpen(bytes, 0, out RelatedBlock block));
        return new RelatedListReader(bytes, block, bytes.Length, items, 10_000, new DiagnosticList()).Read();
    }

    private static string Flat(string element) => Lay(element, " ");

    private static string Lay(string array, string lineEnd) => lineEnd is "\n"
        ? array
        : string.Join(lineEnd, array.Split('\n').Select(l => lineEnd == "\r\n" ? l : l.TrimStart(' ')));
}
