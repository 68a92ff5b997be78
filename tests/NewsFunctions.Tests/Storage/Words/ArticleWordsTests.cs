using System.Globalization;
using NewsFunctions.Storage.Words;

namespace NewsFunctions.Tests.Storage.Words;

public sealed class ArticleWordsTests
{
    [Fact]
    public void Columns_hold_exactly_the_words_of_title_and_text()
    {
        var words = ArticleWords.Of("Storks return", ["The storks of Orrin.", "Nest 17"]);

        Assert.All(["storks", "return", "the", "of", "orrin", "nest", "17"], word => Assert.True(Has(words, word), word));
        Assert.All(["stork", "orri", "18", ""], word => Assert.False(Has(words, word), word));
        Assert.Equal(7 * WordCode.Length, words.Columns.Values.Sum(codes => codes.Length));
    }

    [Fact]
    public void Codes_in_a_column_are_sorted_for_the_storage_filter()
    {
        var words = ArticleWords.Of(null, Enumerable.Range(0, 2000).Select(number => number.ToString(CultureInfo.InvariantCulture)));

        Assert.All(words.Columns.Values, codes =>
        {
            string[] all = [.. codes.Chunk(WordCode.Length).Select(code => new string(code))];
            Assert.Equal(all.Order(StringComparer.Ordinal), all);
        });
    }

    [Fact]
    public void Endless_text_keeps_its_first_words()
    {
        var words = ArticleWords.Of(null, Enumerable.Range(0, ArticleWords.MaxWords + 5000).Select(number => string.Create(CultureInfo.InvariantCulture, $"w{number}")));

        Assert.True(Has(words, "w0"));
        Assert.False(Has(words, string.Create(CultureInfo.InvariantCulture, $"w{ArticleWords.MaxWords + 1}")));
        Assert.InRange(words.Columns.Values.Max(codes => codes.Length), 1, 32_000);
    }

    // Stored rows contain these codes. Changing them would need a new version of the rules and a rebuild.
    [Theory]
    [InlineData("storks", 77, "47m1hu")]
    [InlineData("\u06a9\u062a\u0627\u0628", 120, "f5lo9r")]
    public void Code_of_a_word_never_changes(string word, int column, string code) => Assert.Equal(new WordCode(column, code), WordCode.Of(word));

    private static bool Has(ArticleWords words, string word) =>
        WordCode.Of(word) is var code && words.Columns.TryGetValue(code.Column, out string? codes) && code.IsIn(codes);
}
