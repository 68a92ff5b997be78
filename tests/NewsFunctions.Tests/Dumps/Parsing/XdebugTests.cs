using NewsFunctions.Dumps.Parsing;
using static NewsFunctions.Tests.Dumps.Parsing.ParsedText;

namespace NewsFunctions.Tests.Dumps.Parsing;

/// <summary>Tests related lists printed by xdebug, which replaces PHP's <c>var_dump</c>.</summary>
public sealed class XdebugTests
{
    private const string Line = "Fri May 14, 2021 18:05:41";

    private const string Cli = """
        array(2) {
          [0] =>
          array(3) {
            'id' =>
            string(6) "900401"
            'pic' =>
            string(17) "/2021/05/03/a.jpg"
            'title' =>
            string(10) "He "said" "
          }
          [1] =>
          class stdClass#3 (4) {
            public $id =>
            int(900402)
            protected $pic =>
            string(17) "/2021/05/03/b.jpg"
            private string $title =>
            string(1) "B"
            public $score =>
            double(1.5)
          }
        }
        """;

    private const string Html = """
        array (size=2)
          0 => 
            array (size=4)
              'id' => string '900401' (length=6)
              'sort' => null
              'pic' => string '/2021/05/03/a.jpg' (length=17)
              'title' => string 'He 'said' (length=9) ' (length=21)
          1 => 
            object(stdClass)[3]
              public 'id' => int 900402
              protected 'pic' => string '/2021/05/03/b.jpg' (length=17)
              private 'title' => string 'B' (length=1)
        """;

    public static TheoryData<string> Sources { get; } = ["", "/srv/www/show.php:12:\n", @"C:\www\show.php:12:" + "\n", "/srv/www/show.php:12:"];

    [Theory]
    [MemberData(nameof(Sources))]
    public void Both_modes_give_the_items(string source)
    {
        foreach (string list in (string[])[Cli, Html, Cli.ReplaceLineEndings("\r\n"), Html.ReplaceLineEndings("\r\n"), Cli.ReplaceLineEndings(" ")])
        {
            ParsedDump dump = Parse($"{Line}\nText.\nS/SH 11\n{source}{list}\n\nTitle\nSat May 15, 2021 9:12:07\nNext.\n");

            ParsedArticle article = dump.Articles[0];
            Assert.Equal(["900401", "900402"], article.Related.Select(item => item.Id));
            Assert.Equal(["/2021/05/03/a.jpg", "/2021/05/03/b.jpg"], article.Related.Select(item => item.Pic));
            Assert.StartsWith("He ", article.Related[0].Title, StringComparison.Ordinal);
            Assert.Equal("B", article.Related[1].Title);
            Assert.Equal(("S/SH 11", 0), (article.Signature, article.Damage.ItemsLost));
            Assert.Equal(["Text."], article.Paragraphs);
            Assert.Equal(source.Length > 0, Codes(article).Contains("ND076"));
            Assert.Equal("Title", dump.Articles[1].Title);
        }
    }

    [Theory]
    [InlineData("more elements...")]
    [InlineData("...")]
    public void Text_omitted_by_xdebug_is_reported(string note)
    {
        string list = Html.Replace("size=2", "size=200", StringComparison.Ordinal) + $"\n  {note}";

        ParsedArticle article = One($"{Line}\nText.\n{list}\nAfter.\n");

        Assert.Equal(2, article.Related.Count);
        Assert.Contains("ND061", Codes(article));
        Assert.Equal(["Text.", "After."], article.Paragraphs);
    }

    [Fact]
    public void String_shortened_by_xdebug_is_reported()
    {
        ParsedArticle article = One($"{Line}\n{Html.Replace("'B' (length=1)", "'B'... (length=900)", StringComparison.Ordinal)}\n");

        Assert.Equal("B", article.Related[1].Title);
        Assert.Contains("ND060", Codes(article));
    }

    [Theory]
    [InlineData("array (size=0)\n  empty")]
    [InlineData("array(0) {\n}")]
    public void Empty_list_is_a_block(string list)
    {
        ParsedArticle article = One($"{Line}\nText.\n{list}\n");

        Assert.Empty(article.Related);
        Assert.Equal(["Text."], article.Paragraphs.Where(p => p != "empty"));
    }

    [Fact]
    public void JSON_in_a_dumped_array_is_read()
    {
        string json = $"[{Item},{Other}]";

        ParsedArticle article = One($"{Line}\narray (size=1)\n  'related' => string '{json}' (length={json.Length})\n");

        Assert.Equal(["900401", "900402"], article.Related.Select(item => item.Id));
    }

    public static TheoryData<string> Lists { get; } =
    [
        $"[{Item},{Other}]", $"{{\"items\":[{Item},{Other}]}}", $"[\n  {Item},\n  {Other}\n]", $"[{Item.Replace("\"title\":\"", "\"title\":\"A (b) 'c' (length=2) ", StringComparison.Ordinal)} ,{Other} ]",
    ];

    [Theory]
    [MemberData(nameof(Lists))]
    public void JSON_string_gives_its_items(string json)
    {
        foreach (string source in (string[])["", "/srv/www/show.php:12:"])
        {
            ParsedDump dump = Parse($"{Line}\nText.\nS/SH 11\n{source}string '{json}' (length={json.Length})\n\nTitle\nSat May 15, 2021 9:12:07\nNext.\n");

            ParsedArticle article = dump.Articles[0];
            Assert.Equal(["900401", "900402"], article.Related.Select(item => item.Id));
            Assert.Equal((json.Length, json.Length), (article.DeclaredLength, article.ActualLength));
            Assert.Equal(["Text."], article.Paragraphs);
            Assert.Equal("S/SH 11", article.Signature);
            Assert.Equal(source.Length > 0 ? ["ND076"] : [], Codes(article));
            Assert.Equal("Title", dump.Articles[1].Title);
        }
    }

    [Fact]
    public void JSON_string_shortened_by_xdebug_keeps_complete_items()
    {
        ParsedArticle article = One($"{Line}\nText.\nstring '[{Item},{Other[..30]}'... (length=2410)\nAfter.\n");

        Assert.Equal("900401", Assert.Single(article.Related).Id);
        Assert.Equal((2410, Item.Length + 32, 1), (article.DeclaredLength, article.ActualLength, article.Damage.ItemsLost));
        Assert.Superset(new HashSet<string> { "ND020", "ND021", "ND022" }, Codes(article).ToHashSet());
        Assert.Equal(["Text.", "After."], article.Paragraphs);
    }

    [Fact]
    public void JSON_string_with_a_wrong_length_is_read()
    {
        ParsedArticle article = One($"{Line}\nText.\nstring '[{Item},{Other}]' (length=7)\n");

        Assert.Equal(["900401", "900402"], article.Related.Select(item => item.Id));
        Assert.Contains("ND020", Codes(article));
    }

    [Fact]
    public void Object_around_the_list_is_not_text()
    {
        string indented = Cli.ReplaceLineEndings("\n  ");
        ParsedArticle article = One($"{Line}\nText.\n/srv/a.php:3:\nclass stdClass#7 (1) {{\n  public $items =>\n  {indented}\n}}\nAfter.\n");

        Assert.Equal(["900401", "900402"], article.Related.Select(item => item.Id));
        Assert.Equal(["Text.", "After."], article.Paragraphs);
    }

    [Theory]
    [InlineData("string 'a word' (length=6)")]
    [InlineData("He said string '[{' and left.")]
    [InlineData("The class stdClass#7 (1) was empty.")]
    [InlineData("The array (size=2) was large.")]
    [InlineData("array (size=x)")]
    [InlineData("see /srv/a.php:12: and more")]
    public void Text_that_resembles_a_block_is_text(string line) => Assert.Equal([line], One($"{Line}\n{line}\n{Block("[]")}\n").Paragraphs);
}
