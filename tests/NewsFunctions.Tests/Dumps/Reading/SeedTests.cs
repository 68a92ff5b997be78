using NewsFunctions.Core.Articles;
using NewsFunctions.Core.Diagnostics;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;
using NewsFunctions.Dumps.Reading;

namespace NewsFunctions.Tests.Dumps.Reading;

public sealed class SeedTests
{
    [Fact]
    public void Seed_is_one_article_with_the_content_of_its_page()
    {
        byte[] bytes = Seed.Read();

        ReadArticle read = Assert.Single(new ArticleReader(ReadText.Sites()).Read(ReadText.Blob(), ReadText.Record(bytes)).Articles);
        Article article = read.Article;

        Assert.Null(article.Title);
        Assert.Null(article.Section);
        Assert.Equal("2016-03-11T16:23:23+03:30", article.PublishedAt!.Value.ToString("yyyy-MM-ddTHH:mm:sszzz", null));
        Assert.Equal("S/SH 11", article.Signature);
        Assert.Equal(8, article.Paragraphs.Count);
        Assert.Equal(9, article.Related.Count(i => i.Kind == LinkKind.Image));
        Assert.Equal(3, article.Related.Count(i => i.Kind == LinkKind.Video));
        Assert.Equal(new DateTime(2016, 3, 7, 18, 28, 16).AddTicks(1368213), article.Related[0].UploadedAt);
        Assert.Equal((2410, 2407), (article.DeclaredLength, article.ActualLength));
        DumpDiagnostic diagnostic = Assert.Single(article.Diagnostics);
        Assert.Equal(("ND020", DiagnosticSeverity.Warning, 1653L), (diagnostic.Code, diagnostic.Severity, diagnostic.Offset));
        Assert.StartsWith("20160311-", article.Id.Value, StringComparison.Ordinal);
        Assert.Equal((0, bytes.Length), (read.Provenance.Offset, read.Provenance.Length));
    }

    [Fact]
    public void The_seed_mentions_24_links()
    {
        Article article = new ArticleReader(ReadText.Sites()).Read(ReadText.Blob(), ReadText.Record(Seed.Read())).Articles[0].Article;

        IReadOnlyList<LinkMention> links = ArticleLinks.Of(article);

        Assert.Equal(24, links.Count);
        Assert.Equal(12, links.Count(l => l.Id.Kind == LinkKind.Page));
    }
}
