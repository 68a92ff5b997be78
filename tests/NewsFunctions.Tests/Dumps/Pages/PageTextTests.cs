using System.Text;
using NewsFunctions.Dumps.Pages;
using NewsFunctions.Html;

namespace NewsFunctions.Tests.Dumps.Pages;

/// <summary>Tests which pages are articles and which are not.</summary>
public sealed class PageTextTests
{
    private const string Prose =
        "<p>The ferry to Holm runs again after the storm, and for the first time it takes bicycles free of charge.</p>"
        + "<p>The council had asked for it in spring. It hopes that more people will leave their cars on the mainland.</p>"
        + "<p>Tickets are sold on board; nobody has to book in advance, said the captain, who has sailed here for thirty years.</p>";

    [Theory]
    [InlineData(404)]
    [InlineData(301)]
    [InlineData(503)]
    public void Error_response_is_not_an_article(int status)
    {
        PageTextResult page = Response($"HTTP/1.1 {status} Sorry\r\nContent-Type: text/html\r\n\r\n<h1>X</h1><p>Fri May 14, 2021 18:05:41<p>Text.");

        Assert.Equal("ND100", page.Refusal?.Code);
        Assert.True(page.Text.IsEmpty);
    }

    [Theory]
    [InlineData("image/jpeg")]
    [InlineData("application/json; charset=utf-8")]
    [InlineData("text/css")]
    public void Response_other_than_a_page_is_skipped(string type) =>
        Assert.Equal("ND101", Response($"HTTP/1.1 200 OK\r\nContent-Type: {type}\r\n\r\nx").Refusal?.Code);

    [Theory]
    [InlineData("")]
    [InlineData(" \r\n ")]
    public void Empty_page_is_reported(string body) =>
        Assert.Equal("ND102", Response("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + body).Refusal?.Code);

    [Fact]
    public void Page_without_date_and_block_is_not_an_article() =>
        Assert.Equal("ND103", Html($"<title>About us</title><h1>About us</h1>{Prose}").Refusal?.Code);

    [Fact]
    public void Not_found_page_with_success_status_is_not_an_article() =>
        Assert.Equal("ND103", Html("<title>Not found</title><h1>Not found</h1><p>The page that you look for is not here.</p>").Refusal?.Code);

    [Fact]
    public void List_of_teasers_with_times_is_not_an_article()
    {
        string teasers = string.Concat(Enumerable.Range(1, 12).Select(i =>
            $"<li><a href='/{i}'>Teaser {i}</a> <time datetime='2021-05-{i:00}T10:00:00Z'>today</time><p>What the article {i} is about.</p></li>"));

        Assert.Equal("ND103", Html($"<title>News</title><h1>News</h1><ul>{teasers}</ul>").Refusal?.Code);
    }

    [Fact]
    public void List_of_teasers_with_datelines_is_not_an_article()
    {
        string teasers = string.Concat(Enumerable.Range(10, 12).Select(i =>
            $"<div><h3><a href='/{i}'>Teaser {i}</a></h3><span>Fri May 14, 2021 {i}:00:00</span><p>What the article {i} is about, in a few words.</p></div>"));

        Assert.Equal("ND103", Html($"<title>News</title><h1>Latest of today</h1>{teasers}").Refusal?.Code);
    }

    [Theory]
    [InlineData("<script type='application/ld+json'>{\"@type\":\"\\ud800\",\"datePublished\":\"\\ud800\"}</script><meta property='article:published_time' content='2021-05-14T09:05:00+02:00'>", "")]
    [InlineData("<meta property='article:published_time' content='2021-05-14T09:05:00+02:00'>", "")]
    [InlineData("<script type='application/ld+json'>{\"@graph\":[{\"@type\":\"WebSite\"},{\"@type\":\"NewsArticle\",\"datePublished\":\"2021-05-14T09:05:00+02:00\"}]}</script>", "")]
    [InlineData("", "<p><time datetime='2021-05-14T09:05:00+02:00'>14 May</time></p>")]
    [InlineData("", "<p><span itemprop='datePublished' content='2021-05-14T07:05:00Z'>14 May</span></p>")]
    public void Page_with_a_publication_time_is_an_article_without_dateline(string head, string body)
    {
        PageTextResult page = Html($"<head><title>Ferry Runs Again - Holm Observer</title>{head}</head><body><nav><a href='/'>Home</a></nav><article><h1>Ferry Runs Again</h1>{body}{Prose}</article></body>");

        Assert.Null(page.Refusal);
        Assert.True(page.IsArticle);
        Assert.Equal(new DateTimeOffset(2021, 5, 14, 9, 5, 0, TimeSpan.FromHours(2)), page.PublishedAt);
        string text = Encoding.UTF8.GetString(page.Text.Span);
        Assert.StartsWith("Ferry Runs Again\nFerry Runs Again\n", text, StringComparison.Ordinal);
        Assert.Contains("\nTickets are sold on board; nobody has to book", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Home", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Page_with_a_block_is_an_article_even_without_a_date()
    {
        PageTextResult page = Html($"<title>Ferry Runs Again</title><h1>Ferry Runs Again</h1><div>{Prose}</div>string(2) \"[]\"");

        Assert.True(page.IsArticle);
        Assert.Null(page.PublishedAt);
        Assert.EndsWith("\nstring(2) \"[]\"\n", Encoding.UTF8.GetString(page.Text.Span), StringComparison.Ordinal);
    }

    [Fact]
    public void A_list_dumped_as_an_array_keeps_its_lines()
    {
        const string List = "array(1) {\n  [0]=>\n  array(1) {\n    [\"title\"]=>\n    string(5) \"a } b\"\n  }\n}";

        PageTextResult page = Html($"<h1>Title</h1><p>Fri May 14, 2021 18:05:41<p>Text.<div>{List.Replace("\"", "&quot;", StringComparison.Ordinal)} &nbsp; <a href='/'>Home</a></div>");

        Assert.Equal($"Title\nFri May 14, 2021 18:05:41\nText.\n{List}\n", Encoding.UTF8.GetString(page.Text.Span));
    }

    [Fact]
    public void Plain_text_response_is_read_as_text()
    {
        PageTextResult page = Response("HTTP/1.0 200 OK\nContent-Type: text/plain; charset=windows-1252\n\nA\nFri May 14, 2021 18:05:41\nCaf\u00e9 <b>.\n", Encoding.Latin1);

        Assert.Equal("A\nFri May 14, 2021 18:05:41\nCafé <b>.\n", Encoding.UTF8.GetString(page.Text.Span));
    }

    [Fact]
    public void Several_articles_with_blocks_on_one_page_are_counted()
    {
        const string One = "<h2>T</h2><p>Fri May 14, 2021 18:05:41</p><p>A text of one article.</p><p>string(2) \"[]\"</p>";

        PageTextResult page = Html(One + One + One);

        Assert.Equal("ND106", Assert.Single(page.Diagnostics).Code);
    }

    private static PageTextResult Html(string html) =>
        PageText.FromPayload(Encoding.UTF8.GetBytes(html), "text/html; charset=utf-8", 0, PageLimits.Default);

    private static PageTextResult Response(string http, Encoding? encoding = null) =>
        PageText.FromResponse((encoding ?? Encoding.UTF8).GetBytes(http), 0, PageLimits.Default);
}
