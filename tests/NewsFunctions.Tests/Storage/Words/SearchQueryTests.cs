using NewsFunctions.Storage.Words;

namespace NewsFunctions.Tests.Storage.Words;

public sealed class SearchQueryTests
{
    [Theory]
    [InlineData("Harbour museum", "harbour|museum")]
    [InlineData("\"Harbour museum\" ferry", "harbour museum|ferry")]
    [InlineData("\u201cHarbour museum\u201d", "harbour museum")]
    [InlineData("\u00ab\u0628\u0646\u062f\u0631 \u0642\u062f\u064a\u0645\u00bb", "\u0628\u0646\u062f\u0631 \u0642\u062f\u06cc\u0645")]
    [InlineData("ferry \"old harbour", "ferry|old harbour")]
    [InlineData("\"\" ferry", "ferry")]
    public void Words_are_separate_and_quoted_words_form_a_phrase(string text, string key)
    {
        Assert.True(SearchQuery.TryParse(text, out SearchQuery? query, out _));

        Assert.Equal(key, query.Key);
    }

    [Theory]
    [InlineData("\"-\" !", "has no word")]
    [InlineData("a b c d e f g h i j k", "has 11 words; at most 10")]
    public void Query_without_words_or_with_too_many_is_rejected(string text, string why)
    {
        Assert.False(SearchQuery.TryParse(text, out _, out string? problem));

        Assert.StartsWith(why, problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Overlong_query_is_rejected() =>
        Assert.False(SearchQuery.TryParse(new string('a', SearchQuery.MaxLength + 1), out _, out _));

    [Fact]
    public void Repeated_word_is_looked_up_once()
    {
        Assert.True(SearchQuery.TryParse("ferry Ferry \"the ferry\"", out SearchQuery? query, out _));

        Assert.Equal(["ferry", "the"], query.Words);
    }
}
