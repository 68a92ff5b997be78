using NewsFunctions.Core.Text;

namespace NewsFunctions.Storage.Words;

/// <summary>Holds a word of a text.</summary>
/// <param name="Folded">The word without case, accents and vowel signs, in a canonical spelling.</param>
/// <param name="Start">The start of the word in the text.</param>
/// <param name="End">The end of the word in the text, exclusive.</param>
public readonly record struct TextWord(string Folded, int Start, int End);

/// <summary>Cuts texts and queries into words and folds them.</summary>
public static class TextWords
{
    /// <summary>Gets the words in the order of the text.</summary>
    public static IEnumerable<TextWord> Of(string text)
    {
        for (int start = 0; start < text.Length; start++)
        {
            if (!IsInWord(text[start]))
            {
                continue;
            }

            int end = start + 1;
            while (end < text.Length && IsInWord(text[end]))
            {
                end++;
            }

            // Joiners alone are not a word.
            if (Fold(text, start, end) is { Length: > 0 } folded)
            {
                yield return new TextWord(folded, start, end);
            }

            start = end;
        }
    }

    // Title comparison drops apostrophes; here they separate words, so that "Ireland" finds "Ireland's".
    private static bool IsInWord(char c) => c is not ('\'' or '\u2019' or '\u02bc') && TextFolding.Fold(c) != TextFolding.Divider;

    private static string Fold(string text, int start, int end)
    {
        ReadOnlySpan<char> word = text.AsSpan(start, end - start);
        if (!System.Text.Ascii.IsValid(word))
        {
            return TextFolding.Fold(word.ToString());
        }

        return string.Create(word.Length, (text, start), static (folded, from) => from.text.AsSpan(from.start, folded.Length).ToLowerInvariant(folded));
    }
}
