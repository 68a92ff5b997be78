using System.Text;
using NewsFunctions.Core.Facts;
using NewsFunctions.Links.Pages;

namespace NewsFunctions.Tests.Links.Pages;

public sealed class PageInspectorTests
{
    private const string Navigation = "<nav><a href=/>Home</a> <a href=/iran>Iran</a></nav>";
    private static readonly Uri Url = new("https://en.alalam.ir/news/1797706");

    [Fact]
    public void Page_gives_title_heading_address_and_words()
    {
        PageFacts page = Inspect($"""
            <!doctype html><html><head><title>Talks resume | Al Alam</title><meta property="og:title" content="Talks &amp; more">
            <meta property="og:site_name" content="Al Alam"><link rel="Canonical" href="/news/1797706/talks"></head>
            <body>{Navigation}<h1> Talks
            resume </h1><p>One two three <a href=/x>not these words</a> four.</p><footer>All rights</footer></body></html>
            """)!;

        Assert.Equal(("Talks & more", "Talks resume", "https://en.alalam.ir/news/1797706/talks", 6), (page.Title, page.Heading, page.Canonical, page.Words));
    }

    [Fact]
    public void Name_of_the_site_is_not_a_title() =>
        Assert.Null(Inspect("<title>Al Alam</title><meta property=og:site_name content='AL ALAM'>")!.Title);

    [Fact]
    public void Open_Graph_URL_counts_if_there_is_no_canonical_one() =>
        Assert.Equal("https://a.example/1", Inspect("<meta property=og:url content='https://a.example/1'>")!.Canonical);

    [Theory]
    [InlineData("utf-8")]
    [InlineData("windows-1256")]
    public void Page_truncated_anywhere_is_read_in_its_encoding(string encoding)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        byte[] page = Encoding.GetEncoding(encoding).GetBytes($"<meta charset={encoding}><title>انفجار في بغداد</title><p>قتل");

        for (int cut = 0; cut < 3; cut++)
        {
            Assert.Equal("انفجار في بغداد", PageInspector.Inspect(page.AsSpan(0, page.Length - cut), null, Url)!.Title);
        }
    }

    [Fact]
    public void Pages_that_differ_only_in_clocks_and_links_are_similar()
    {
        PageFacts nothing = Inspect(Page("Al Alam", "Sorry, the page you are looking for is not here. It was moved or never existed.", "12:01"))!;
        PageFacts again = Inspect(Page("Al Alam", "Sorry, the page you are looking for is not here. It was moved or never existed.", "18:45", "Other news of the day"))!;
        PageFacts article = Inspect(Page("Al Alam", Article(1), "12:01"))!;
        PageFacts other = Inspect(Page("Al Alam", Article(2), "12:01"))!;
        PageFacts titled = Inspect(Page("Talks resume", "Sorry, the page you are looking for is not here. It was moved or never existed.", "12:01"))!;

        Assert.True(nothing.Resembles(again));
        Assert.False(nothing.Resembles(article));
        Assert.False(article.Resembles(other));
        Assert.False(nothing.Resembles(titled));
    }

    [Fact]
    public void Long_notice_with_a_few_changed_words_is_the_same()
    {
        string[] words = Article(1).Split(' ');
        PageFacts one = Inspect(Page("Al Alam", string.Join(' ', words), "12:01"))!;
        words[10] = "otherwise";
        words[90] = "different";

        Assert.True(one.Resembles(Inspect(Page("Al Alam", string.Join(' ', words), "12:02"))!));
    }

    [Theory]
    [MemberData(nameof(Hostile))]
    public void Hostile_pages_are_read_or_rejected(string name, string html)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(html);

        PageFacts? page = PageInspector.Inspect(bytes.AsSpan(0, Math.Min(bytes.Length, 64 * 1024)), "text/html", Url);

        Assert.True(page is null || ((page.Title?.Length ?? 0) <= 200 && (page.Canonical?.Length ?? 0) <= 500), name);
    }

    public static TheoryData<string, string> Hostile() => new()
    {
        { "nesting", string.Concat(Enumerable.Repeat("<div>", 20_000)) },
        { "formatting", string.Concat(Enumerable.Repeat("<b><i><font>", 8_000)) },
        { "attributes", "<p " + string.Concat(Enumerable.Range(0, 10_000).Select(i => $"a{i}=1 ")) + ">" },
        { "one attribute", "<link rel=canonical href='" + new string('a', 64_000) + "'>" },
        { "a title without end", "<title>" + new string('x', 70_000) },
        { "tables", string.Concat(Enumerable.Repeat("<table><tr><td>", 5_000)) },
        { "nulls", new string('\0', 65_536) },
        { "entities", string.Concat(Enumerable.Repeat("&#xD800;&amp", 6_000)) },
        { "h1", string.Concat(Enumerable.Repeat("<h1>", 16_000)) },
        { "canonicals", string.Concat(Enumerable.Repeat("<link rel=canonical href=//[>", 2_500)) },
        { "words", string.Concat(Enumerable.Repeat("a ", 32_000)) },
        { "comment", "<!--" + new string('-', 65_000) },
        { "nothing", "" },
    };

    [Fact]
    public void Any_bytes_are_inspected_without_exceptions()
    {
        Random random = new(20161103);
        for (int i = 0; i < 200; i++)
        {
            byte[] bytes = new byte[random.Next(2_000)];
            random.NextBytes(bytes);
            PageInspector.Inspect([.. "<html><title>"u8, .. bytes], i % 2 == 0 ? null : "text/html; charset=utf-16", Url);
        }
    }

    private static PageFacts? Inspect(string html) => PageInspector.Inspect(Encoding.UTF8.GetBytes(html), "text/html; charset=utf-8", Url);

    private static string Page(string title, string text, string clock, string latest = "Latest headlines of today") =>
        $"<!doctype html><title>{title}</title>{Navigation}<p>Tehran {clock}</p><p>{text}</p><ul><li><a href=/1>{latest}</a></ul><footer>Al Alam</footer>";

    /// <summary>Makes a text of two hundred words in an order given by the seed.</summary>
    private static string Article(int seed)
    {
        string[] words = "the talks between ministers of both countries resumed on monday after a break officials said that progress had been made".Split(' ');
        Random random = new(seed);
        return string.Join(' ', Enumerable.Range(0, 200).Select(_ => words[random.Next(words.Length)]));
    }
}
