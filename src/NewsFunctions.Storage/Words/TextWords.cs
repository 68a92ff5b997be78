using NewsFunctions.Core.Text;

namespace NewsFunctions.Storage.Words;

/// <summary>A word of a text.</summary>
/// <param name="Folded">The word without case, accents and vowel signs, in one of its spellings.</param>
/// <param name="Start">Where it begins in the text.</param>
/// <param name="End">Where it ends in the text, exclusive.</param>
public readonly record struct TextWord(string Folded, int Start, int End);

/// <summary>Cuts texts into words and folds them: of what is stored and of what is asked for alike.</summary>
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

            // Joiners alone are no word.
            if (Fold(text, start, end) is { Length: > 0 } folded)
            {
                yield return new TextWord(folded, start, end);
            }

            start = end;
        }
    }

    // Titles are compared without apostrophes; here they divide, so that "Ireland" finds "Ireland's".
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
