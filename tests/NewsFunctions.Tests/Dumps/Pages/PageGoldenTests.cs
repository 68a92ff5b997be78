using System.Text;
using NewsFunctions.Core.Articles;
using NewsFunctions.Dumps.Pages;
using NewsFunctions.Dumps.Reading;
using NewsFunctions.Html;
using NewsFunctions.Tests.Dumps.Reading;

namespace NewsFunctions.Tests.Dumps.Pages;

/// <summary>Compares pages of many designs (TestData/Pages) with the text dumps of the same articles.</summary>
public sealed class PageGoldenTests
{
    public static TheoryData<string> Scenarios { get; } =
        [.. Directory.EnumerateDirectories(Folder()).Select(d => Path.GetFileName(d)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Scenarios))]
    public void Page_gives_the_same_article_as_its_text_dump(string scenario)
    {
        string folder = Path.Combine(Folder(), scenario);
        string response = Path.Combine(folder, "response.http");

        PageTextResult page = File.Exists(response)
            ? PageText.FromResponse(File.ReadAllBytes(response), 0, PageLimits.Default)
            : PageText.FromPayload(File.ReadAllBytes(Path.Combine(folder, "page.html")), "text/html", 0, PageLimits.Default);

        Assert.Null(page.Refusal);
        Assert.Empty(page.Diagnostics);
        Article expected = Read(File.ReadAllBytes(Path.Combine(folder, "expected.txt")));
        Article actual = Read(page.Text.ToArray());
        Assert.Equal(expected.Title, actual.Title);
        Assert.Equal(expected.Section, actual.Section);
        Assert.Equal(expected.PublishedAt, actual.PublishedAt);
        Assert.Equal(expected.Signature, actual.Signature);
        Assert.Equal(expected.Paragraphs, actual.Paragraphs);
        Assert.Equal(expected.Related, actual.Related);
        Assert.Equal(expected.DeclaredLength, actual.DeclaredLength);
        Assert.Equal(expected.ActualLength, actual.ActualLength);
        Assert.Equal(expected.Id, actual.Id);
        Assert.Equal(expected.ContentHash, actual.ContentHash);
    }

    [Theory]
    [MemberData(nameof(Scenarios))]
    public void Text_dump_beside_a_page_is_intact(string scenario)
    {
        Article expected = Read(File.ReadAllBytes(Path.Combine(Folder(), scenario, "expected.txt")));

        Assert.NotNull(expected.PublishedAt);
        Assert.NotEmpty(expected.Paragraphs);
        Assert.Equal(expected.DeclaredLength, expected.ActualLength);
    }

    private static Article Read(byte[] text)
    {
        ReadRecord read = new ArticleReader(ReadText.Sites()).Read(ReadText.Blob(), ReadText.Record(text));
        return read.Articles is [var one] ? one.Article : throw new InvalidOperationException(
            $"{read.Articles.Count} articles in: {Encoding.UTF8.GetString(text)}");
    }

    private static string Folder() => Repository.PathOf("tests", "NewsFunctions.Tests", "TestData", "Pages");
}
