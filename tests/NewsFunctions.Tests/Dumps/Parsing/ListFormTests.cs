using System.Text;
using NewsFunctions.Dumps.Parsing;
using static NewsFunctions.Tests.Dumps.Parsing.ParsedText;

namespace NewsFunctions.Tests.Dumps.Parsing;

/// <summary>Tests forms of a related list that programs other than the seed's write.</summary>
public sealed class ListFormTests
{
    private const string Line = "Fri May 14, 2021 18:05:41";
    private const string Scripted = "{id:'900401',sort:'5',contenttypeid:'21',pic:'/2021/05/03/a.jpg',title:'It\\'s \"A\"'}";

    private const string Pretty = """
        [
            {
                "id": "900401",
                "sort": 5,
                "pic": "/2021/05/03/a.jpg",
                "title": "A [1]"
            },
            {
                "id": 900402,
                "pic": "/2021/05/03/b.jpg",
                "title": "B"
            }
        ]
        """;

    public static TheoryData<string> Wrapped { get; } =
    [
        $"{{\"1\":{Item},\"3\":{Other}}}",
        $"{{\"900401\" : {Item} , \"900402\" : {Other} }}",
        $"{{\"items\":[{Item},{Other}]}}",
        $"{{\"related\":[{Item} ,{Other} ]}}",
        $"{{\"data\":{{\"items\":[{Item},{Other}]}}}}",
        $"{{\"data\":{{\"1\":{Item},\"2\":{Other}}}}}",
        $"[[{Item}],[{Other}]]",
        $"[{{\"items\":[{Item},{Other}]}}]",
    ];

    public static TheoryData<string> Blanks { get; } = [" ", "\n", "\n  ", "\u00a0", "\u200b", "\u200e", "\ufeff\n"];

    public static TheoryData<int> WrongBy { get; } = [-200, -20, -1, 1, 20, 400, 100_000];

    [Theory]
    [MemberData(nameof(Wrapped))]
    public void Objects_and_wrappers_give_their_items(string list)
    {
        foreach (string block in (string[])[Block(list), $"string(7) \"{list}\"", $"array(1) {{ [\"related\"]=> {Block(list)} }}"])
        {
            ParsedArticle article = One($"{Line}\nText.\n{block}\nAfter.\n");

            Assert.Equal(["900401", "900402"], article.Related.Select(item => item.Id));
            Assert.All(article.Related, item => Assert.Equal("A", item.Title));
            Assert.Equal(["Text.", "After."], article.Paragraphs);
            Assert.Equal(0, article.Damage.ItemsLost);
        }
    }

    [Fact]
    public void Other_members_of_a_wrapper_are_reported()
    {
        ParsedArticle article = WithList($"{{\"status\":\"ok\",\"count\":2,\"meta\":{{\"page\":1}},\"tags\":[\"x\"],\"items\":[{Item},{Other}],\"next\":null}}");

        Assert.Equal(2, article.Related.Count);
        Assert.Equal(["ND026", "ND026", "ND026", "ND026", "ND026"], Codes(article).Where(c => c != "ND027"));
        Assert.Equal(0, article.Damage.ItemsLost);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("{\"items\":[]}")]
    [InlineData("{ \"count\": 0, \"items\": [ ] }")]
    public void Wrapper_without_items_is_an_empty_list(string list)
    {
        ParsedArticle article = WithList(list);

        Assert.Empty(article.Related);
        Assert.Equal(list.Length, article.DeclaredLength);
        Assert.Equal(article.DeclaredLength, article.ActualLength);
    }

    [Fact]
    public void Single_item_is_a_list()
    {
        foreach (string block in (string[])[Block(Item), $"string(7) \"{Item}\""])
        {
            Assert.Equal("900401", Assert.Single(One($"{Line}\n{block}\nAfter.\n").Related).Id);
        }
    }

    [Fact]
    public void Truncated_object_keeps_its_complete_items()
    {
        ParsedArticle article = One($"{Line}\nstring(400) \"{{\"1\":{Item},\"2\":{Other},\"3\":{Item[..40]}\nTitle\nSat May 15, 2021 9:12:07\nNext.\n".Split("\nTitle")[0]);

        Assert.Equal(2, article.Related.Count);
        Assert.Equal(["ND020", "ND022", "ND021"], Codes(article));
    }

    [Theory]
    [InlineData("string(9) \"{\"a\":1}\"")]
    [InlineData("string(5) \"{abc}\"")]
    [InlineData("string(12) \" hello there\"")]
    public void Other_JSON_is_text(string line)
    {
        ParsedArticle article = One($"{Line}\n{line}\n");

        Assert.Null(article.DeclaredLength);
        Assert.Equal([line], article.Paragraphs);
    }

    [Theory]
    [MemberData(nameof(Blanks))]
    public void Spaces_before_the_bracket_are_ignored(string blank)
    {
        foreach (string list in (string[])[$"[{Item},{Other}]", $"{{\"1\":{Item},\"2\":{Other}}}"])
        {
            ParsedArticle article = WithList(blank + list + " ");

            Assert.Equal(2, article.Related.Count);
            Assert.Equal(article.DeclaredLength, article.ActualLength);
            Assert.DoesNotContain("ND020", Codes(article));
        }
    }

    [Theory]
    [InlineData(",}")]
    [InlineData(" , }")]
    [InlineData(",,}")]
    public void Comma_before_a_brace_is_reported(string end)
    {
        ParsedArticle article = WithList($"[{Item[..^1]}{end},{Other[..^1]}{end}]");

        Assert.Equal(["A", "A"], article.Related.Select(item => item.Title));
        Assert.All(Codes(article), code => Assert.Equal("ND023", code));
        Assert.NotEmpty(article.Diagnostics);
    }

    [Fact]
    public void JavaScript_list_is_read_and_reported_once()
    {
        ParsedArticle article = WithList($"[ /* first */ {Scripted}, // next\n{Other},]");

        Assert.Equal(["900401", "900402"], article.Related.Select(item => item.Id));
        Assert.Equal("It's \"A\"".Replace("'", "\\'", StringComparison.Ordinal), article.Related[0].Title);
        Assert.Single(Codes(article), "ND077");
    }

    [Theory]
    [MemberData(nameof(WrongBy))]
    public void Pretty_printed_list_with_a_wrong_length_is_read_to_its_end(int by)
    {
        foreach (string lineEnd in (string[])["\n", "\r\n"])
        {
            string list = Pretty.ReplaceLineEndings(lineEnd);
            ParsedDump dump = Parse($"{Line}\nText.\nstring({list.Length + by}) \"{list}\"\nTitle\nSat May 15, 2021 9:12:07\nNext.\n");

            Assert.Equal(["900401", "900402"], dump.Articles[0].Related.Select(item => item.Id));
            Assert.Equal(["5", null], dump.Articles[0].Related.Select(item => item.Sort));
            Assert.Contains("ND020", Codes(dump.Articles[0]));
            Assert.Equal(["Text."], dump.Articles[0].Paragraphs);
            Assert.Equal("Title", dump.Articles[1].Title);
        }
    }

    [Fact]
    public void Items_on_separate_lines_need_no_correct_length()
    {
        ParsedArticle article = One($"{Line}\nstring(9) \"[{Item},\n{Other}\n]\"\nAfter.\n");

        Assert.Equal(2, article.Related.Count);
        Assert.Equal(["After."], article.Paragraphs);
    }

    [Fact]
    public void Truncated_pretty_printed_list_does_not_affect_the_next_article()
    {
        string list = Pretty[..(Pretty.IndexOf("900402", StringComparison.Ordinal) + 3)];
        ParsedDump dump = Parse($"{Line}\nText.\nstring(999) \"{list}\n\nTitle\nSat May 15, 2021 9:12:07\nNext.\n");

        Assert.Equal("900401", Assert.Single(dump.Articles[0].Related).Id);
        Assert.Equal(1, dump.Articles[0].Damage.ItemsLost);
        Assert.Equal("Title", dump.Articles[1].Title);
    }

    [Fact]
    public void Unclosed_lists_are_read_in_linear_time()
    {
        foreach (string part in (string[])["{\"x\":{", "[{\"x\":1;", "{\"a\":[", "string(9) \"[\n] ", "string(9) \"{\"a\":{\n", "/*"])
        {
            string text = $"{Line}\nstring(99) \"[{string.Concat(Enumerable.Repeat(part, 1_000_000 / part.Length))}\n";
            DateTime begun = TimeProvider.System.GetUtcNow().UtcDateTime;

            Parse(text);

            Assert.True(TimeProvider.System.GetUtcNow().UtcDateTime - begun < TimeSpan.FromSeconds(20), part);
        }
    }

    [Fact]
    public void Surrogate_pairs_are_read_in_text_and_list()
    {
        byte[] pair = [0xED, 0xA0, 0xBD, 0xED, 0xB8, 0x80];
        byte[] half = [0xED, 0xA0, 0xBD];
        byte[] text = [.. Encoding.UTF8.GetBytes($"{Line}\nSmile "), .. pair, .. " and "u8, .. half, .. Encoding.UTF8.GetBytes($".\nstring(9) \"[{Item[..^2]} "), .. pair, .. "\"}]\"\n"u8];

        ParsedArticle article = Assert.Single(DumpParser.Parse(text).Articles);

        Assert.StartsWith("Smile 😀 and \ufffd", article.Paragraphs[0], StringComparison.Ordinal);
        Assert.Equal("A 😀", Assert.Single(article.Related).Title);
        Assert.Equal(["ND057", "ND005"], Codes(article).Where(code => code is "ND057" or "ND005" or "ND050"));
    }
}
