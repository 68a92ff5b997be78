using NewsFunctions.Core.Diagnostics;
using NewsFunctions.Dumps.Parsing;
using static NewsFunctions.Tests.Dumps.Parsing.ParsedText;

namespace NewsFunctions.Tests.Dumps.Parsing;

/// <summary>Tests how much is kept of an overlong article from any source.</summary>
public sealed class ArticleLimitTests
{
    private const string Line = "Fri May 14, 2021 18:05:41";

    [Fact]
    public void Hundred_thousand_lines_are_kept_and_the_rest_is_reported()
    {
        string lines = string.Concat(Enumerable.Range(0, 150_000).Select(n => $"{n:D6}\n"));
        string text = $"Title\n{Line}\n{lines}{Block($"[{Item},{Other}]")}\nAfter.\n";

        ParsedArticle article = One(text);

        Assert.Equal(100_000, article.Paragraphs.Count);
        Assert.Equal("099999", article.Paragraphs[^1]);
        Assert.Equal(2, article.Related.Count);
        Assert.Equal(text.Length, article.Length);
        DumpDiagnostic diagnostic = Assert.Single(article.Diagnostics, d => d.Code == "ND009");
        Assert.Equal(text.IndexOf("100000\n", StringComparison.Ordinal), diagnostic.Offset);
        Assert.Contains($"the {(50_000 * 7) + "After.\n".Length} bytes", diagnostic.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Sixteen_megabytes_are_kept_without_splitting_a_character()
    {
        ParsedArticle article = One($"{Line}\na{new string('é', 9_000_000)}\nThe next.\n");

        string kept = Assert.Single(article.Paragraphs);
        Assert.Equal((16 * 1024 * 1024 / 2) - 1, kept.Length - 1);
        Assert.EndsWith("é", kept, StringComparison.Ordinal);
        Assert.Single(article.Diagnostics, d => d.Code == "ND009");
    }
}
