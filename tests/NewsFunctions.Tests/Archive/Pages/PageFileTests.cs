using System.Text;
using NewsFunctions.Core.Articles;
using NewsFunctions.Dumps;
using NewsFunctions.Dumps.Bytes;
using NewsFunctions.Dumps.Parsing;
using NewsFunctions.Dumps.Reading;
using NewsFunctions.Tests.Dumps.Containers;
using NewsFunctions.Tests.Dumps.Reading;
using static NewsFunctions.Tests.Dumps.Containers.Packed;

namespace NewsFunctions.Tests.Archive.Pages;

/// <summary>Checks that a page saved as a file is read like one in a WARC.</summary>
public sealed class PageFileTests
{
    private const string Body = """
        <head><meta charset="utf-8"><title>Lantern walk</title></head><body><nav><a href="/">Home</a></nav><article><h1>Lantern walk</h1>
        <p>Fri May 14, 2021 09:05:00</p><p>The lanterns were carried along the quay on Friday evening, and many came.</p></article></body></html>
        """;

    public static TheoryData<string> Openings { get; } =
    [
        "<!DOCTYPE html>\n<html>", "\ufeff<!doctype html><html>", "<html lang=\"en\">", "\n\n  <HTML>", "<!-- saved from url=(0020)http://x.test/ -->\n<html>",
        "<?xml version=\"1.0\"?>\n<!DOCTYPE html PUBLIC \"x\">\n<html>",
        "<style>p { margin: 0 }</style>\n", "<base href=\"http://x.test/\">\n", "<article class=\"news\">", "<main>\n",
    ];

    [Theory]
    [MemberData(nameof(Openings))]
    public async Task Page_gives_its_article_without_tags(string opening)
    {
        byte[] page = Utf8(opening + Body);
        foreach (byte[] dump in (byte[][])[page, Gzip(page), Zip(("saved/900417.html", page)), Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes(opening.TrimStart('\ufeff') + Body)).ToArray()])
        {
            DumpRecord record = Assert.Single(await ReadAsync(dump));

            ParsedArticle article = Assert.Single(DumpParser.Parse(record).Articles);
            Assert.Equal(("Lantern walk", new DateTime(2021, 5, 14, 9, 5, 0)), (article.Title, article.Dateline));
            Assert.Equal(["The lanterns were carried along the quay on Friday evening, and many came."], article.Paragraphs);
        }
    }

    [Fact]
    public async Task Upload_may_name_the_article_of_a_page()
    {
        var identity = new ArticleReader(ReadText.Sites());
        DumpRecord record = Assert.Single(await ReadAsync(Utf8("<!doctype html><html>" + Body)));

        ReadArticle article = Assert.Single(identity.Read(ReadText.Blob("page.html", ("articleid", "900417")), record).Articles);

        Assert.Equal("900417", article.Article.Id.Value);
        Assert.Equal((0, record.Length), (article.Provenance.Offset, article.Provenance.Length));
    }

    [Fact]
    public async Task Nothing_is_read_after_a_page()
    {
        byte[] page = Utf8("<!doctype html><html>" + Body);
        DumpRecord record = Assert.Single(await ReadAsync(page));

        Assert.Empty(await DumpReader.ReadAsync(new MemoryStream(page), record.Next, DumpReadLimits.Default, TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Page_without_an_article_is_reported() =>
        Assert.Equal("ND103", Assert.Single(await ReadAsync(Utf8("<html><body><p>Nothing here.</p></body></html>"))).Refusal?.Code);

    [Theory]
    [InlineData("<b>Title</b>\n")]
    [InlineData("<p>Title</p>\n")]
    [InlineData("<pre>\n")]
    [InlineData("Title <html>\n")]
    public async Task Text_that_starts_with_another_tag_is_text(string first)
    {
        byte[] text = Utf8($"{first}{Packed.Dateline}\nText one.\nstring(2) \"[]\"\nTitle\n{Packed.Dateline}\nText two.\n");

        Assert.Equal(2, DumpParser.Parse(Assert.Single(await ReadAsync(text))).Articles.Count);
    }

    [Fact]
    public async Task Page_that_is_too_large_is_read_as_text()
    {
        byte[] text = Utf8($"<html><pre>\n{Packed.Dateline}\nText.\n{new string('x', 9_000_000)}\n");

        Assert.Contains(await ReadAsync(text), record => DumpParser.Parse(record).Articles.Count == 1);
    }
}
