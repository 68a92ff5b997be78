using NewsFunctions.Core.Articles;
using NewsFunctions.Core.Diagnostics;
using NewsFunctions.Core.Ledger;
using NewsFunctions.Dumps.Reading;

namespace NewsFunctions.Tests.Dumps.Reading;

/// <summary>Reads dumps made after public bug reports. They lie beside the checkout; the tests are skipped without
/// them.</summary>
public sealed class CaseTests
{
    private const string ListOf = "900417 900418";

    [Theory]
    [InlineData("nul-between-records.warc", "900500 900501", "ND096 ND096 ND099")]
    [InlineData("folded-target-uri.warc", "900500 900501", "ND098 ND099")]
    [InlineData("backslash-entries.zip", "900600", "")]
    [InlineData("nan-in-another-field.ndjson", "900500 900501", "ND094")]
    public async Task Containers_give_their_articles(string name, string ids, string codes)
    {
        List<ReadRecord> records = await ReadAsync(name);

        Assert.Equal(ids.Split(' '), records.SelectMany(r => r.Articles).Select(a => a.Article.Id.Value));
        Assert.Equal(codes, string.Join(' ', records.SelectMany(r => r.Diagnostics).Select(d => d.Code).Order()));
        Assert.All(records.SelectMany(r => r.Articles), a => Assert.Equal(ListOf, Ids(a.Article)));
    }

    [Fact]
    public async Task Member_of_a_zip_is_named_as_written() =>
        Assert.Equal(@"dumps\900600.txt", Assert.Single(await ReadAsync("backslash-entries.zip")).Member);

    [Theory]
    [InlineData("list-as-object.txt", "")]
    [InlineData("bom-before-list.txt", "ND006")]
    [InlineData("comma-before-brace.txt", "ND023")]
    [InlineData("pretty-list-wrong-length.txt", "ND020")]
    [InlineData("xdebug-cli.txt", "ND076")]
    [InlineData("one-cesu8-emoji.txt", "ND057")]
    public async Task Every_form_of_a_list_gives_its_items(string name, string codes)
    {
        Article article = await OneAsync(name);

        Assert.Equal(ListOf, Ids(article));
        Assert.Equal(["Lamp lit", "Boat song"], article.Related.Select(item => item.Title));
        Assert.Equal("Lantern walk", article.Title);
        Assert.Equal(2, article.Paragraphs.Count);
        Assert.Equal(codes, string.Join(' ', article.Diagnostics.Select(d => d.Code)));
    }

    [Fact]
    public async Task Surrogate_pair_is_read_as_its_character() =>
        Assert.Equal("The lanterns were carried along the quay 😀 on Friday.", (await OneAsync("one-cesu8-emoji.txt")).Paragraphs[0]);

    [Fact]
    public async Task Unpaired_surrogate_is_reported_as_stored()
    {
        Article article = await OneAsync("lone-surrogate.txt");

        Assert.Equal("Lamp \ufffd lit", Assert.Single(article.Related).Title);
        DumpDiagnostic diagnostic = Assert.Single(article.Diagnostics, d => d.Code == "ND029");
        Assert.Contains("U+FFFD is stored", diagnostic.Message, StringComparison.Ordinal);
        Assert.Equal(@"Lamp \ud83d lit", diagnostic.Original);
    }

    [Fact]
    public async Task Datelines_that_readers_expect_are_read()
    {
        ReadArticle[] articles = [.. (await ReadAsync("datelines.txt")).SelectMany(r => r.Articles)];

        Assert.Equal(["Title 00", "Title 01", "Title 02"], articles.Select(a => a.Article.Title));
        Assert.Equal(
            ["2016-03-11T16:23:23+03:30", "2016-03-11T16:23:00+03:30", "2017-01-24T23:58:00+03:30"],
            articles.Select(a => a.Article.PublishedAt?.ToString("yyyy-MM-dd'T'HH:mm:sszzz", null)));
    }

    private static string Ids(Article article) => string.Join(' ', article.Related.Select(item => item.Id));

    private static async Task<Article> OneAsync(string name) => Assert.Single(Assert.Single(await ReadAsync(name)).Articles).Article;

    private static async Task<List<ReadRecord>> ReadAsync(string name)
    {
        string file = Path.GetFullPath(Repository.PathOf("..", "shared", "cases", "dumps", name));
        Assert.SkipUnless(File.Exists(file), $"../shared/cases/dumps/{name} is not beside the checkout.");
        await using Stream content = File.OpenRead(file);
        return await new ArticleReader(ReadText.Sites())
            .ReadAsync(ReadText.Blob(name), content, DumpPosition.Start, TestContext.Current.CancellationToken)
            .ToListAsync(TestContext.Current.CancellationToken);
    }
}
