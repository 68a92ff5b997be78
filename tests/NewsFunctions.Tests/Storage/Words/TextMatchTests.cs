using NewsFunctions.Storage.Words;

namespace NewsFunctions.Tests.Storage.Words;

public sealed class TextMatchTests
{
    private const string Title = "Storks return to Orrin";

    private static readonly string[] Paragraphs =
    [
        "The fire station has a new tenant.",
        "A pair of Storks built its nest on the roof of the fire station, where the crew has set up a wheel for them.",
    ];

    [Theory]
    [InlineData("storks", true)]
    [InlineData("orrin nest", true)]
    [InlineData("orrin nests", false)]
    [InlineData("\"fire station\"", true)]
    [InlineData("\"station fire\"", false)]
    [InlineData("\"orrin the\"", false)]
    public void All_words_must_be_there_and_phrases_within_one_paragraph(string text, bool expected) =>
        Assert.Equal(expected, TextMatch.Find(Query(text), Title, Paragraphs, out _));

    [Fact]
    public void Excerpt_is_from_the_paragraph_with_the_most_words()
    {
        TextMatch.Find(Query("station storks"), Title, Paragraphs, out Excerpt? excerpt);

        Assert.Equal(new Excerpt("A pair of ", "Storks", Paragraphs[1][("A pair of Storks".Length)..]), excerpt);
    }

    [Fact]
    public void Excerpt_shows_a_phrase_as_one()
    {
        TextMatch.Find(Query("\"the roof of\""), Title, Paragraphs, out Excerpt? excerpt);

        Assert.Equal("the roof of", excerpt!.Match);
    }

    [Fact]
    public void Match_only_in_the_title_has_no_excerpt()
    {
        Assert.True(TextMatch.Find(Query("orrin"), Title, Paragraphs, out Excerpt? excerpt));

        Assert.Null(excerpt);
    }

    [Fact]
    public void Excerpt_of_a_long_paragraph_is_cut_between_words()
    {
        string words = string.Join(' ', Enumerable.Repeat("word", 200));

        TextMatch.Find(Query("needle"), null, [$"{words} needle {words}"], out Excerpt? excerpt);

        Assert.Equal("\u2026word ", excerpt!.Before[..6]);
        Assert.Equal(" word\u2026", excerpt.After[^6..]);
        Assert.InRange(excerpt.Before.Length + excerpt.After.Length, 200, 250);
    }

    [Fact]
    public void Excerpt_of_text_without_spaces_splits_no_surrogate_pair()
    {
        string text = string.Concat(Enumerable.Repeat("\ud83d\udc26", 200));

        TextMatch.Find(Query("needle"), null, [$"{text}'needle'{text}"], out Excerpt? excerpt);

        Assert.Equal(excerpt!.Before + excerpt.After, (excerpt.Before + excerpt.After).Normalize());
    }

    private static SearchQuery Query(string text) => SearchQuery.TryParse(text, out SearchQuery? query, out string? problem)
        ? query
        : throw new ArgumentException(problem, nameof(text));
}
