using NewsFunctions.Storage.Words;

namespace NewsFunctions.Tests.Storage.Words;

public sealed class TextWordsTests
{
    [Theory]
    [InlineData("Harbour Museum, reopened!", "harbour museum reopened")]
    [InlineData("Ireland's O\u2019Neill", "ireland s o neill")]
    [InlineData("CAF\u00c9 cafe\u0301 na\u00efve", "cafe cafe naive")]
    [InlineData("1,200 km", "1 200 km")]
    [InlineData("\u0665\u0660 \u06f5\u06f0", "50 50")]
    [InlineData("\u064a\u0643 \u06cc\u06a9", "\u06cc\u06a9 \u06cc\u06a9")]
    [InlineData("\u0645\u062f\u0631\u0633\u0629 \u0645\u062f\u0631\u0633\u0647", "\u0645\u062f\u0631\u0633\u0647 \u0645\u062f\u0631\u0633\u0647")]
    [InlineData("\u0623\u062d\u0645\u062f \u0625\u064a\u0631\u0627\u0646 \u0622\u0628 \u0671\u0628", "\u0627\u062d\u0645\u062f \u0627\u06cc\u0631\u0627\u0646 \u0627\u0628 \u0627\u0628")]
    [InlineData("\u0643\u0640\u0640\u062a\u0640\u0627\u0628", "\u06a9\u062a\u0627\u0628")]
    [InlineData("\u0645\u064e\u062f\u0652\u0631\u064e\u0633\u064e\u0629\u064c", "\u0645\u062f\u0631\u0633\u0647")]
    [InlineData("\u0645\u06cc\u200c\u0634\u0648\u062f", "\u0645\u06cc\u0634\u0648\u062f")]
    [InlineData("\ufefb", "\u0644\u0627")]
    [InlineData(" - \u200c \u2026", "")]
    public void Words_are_split_and_folded(string text, string expected) =>
        Assert.Equal(expected, string.Join(' ', TextWords.Of(text).Select(word => word.Folded)));

    [Fact]
    public void Unpaired_surrogate_is_its_own_word() => Assert.Equal(["\ud83d", "broken"], TextWords.Of("\ud83d broken").Select(word => word.Folded));

    [Fact]
    public void Word_has_its_position_in_the_text()
    {
        const string text = "At the CAF\u00c9\u0301, again";

        Assert.Equal(["At", "the", "CAF\u00c9\u0301", "again"], TextWords.Of(text).Select(word => text[word.Start..word.End]));
    }
}
