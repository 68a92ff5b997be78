namespace NewsFunctions.Storage.Words;

/// <summary>Holds a piece of an article's text around a match, as the dump has it: untrusted text.</summary>
/// <param name="Before">The text before the match. It begins with an ellipsis if the paragraph begins earlier.</param>
/// <param name="Match">The word or phrase.</param>
/// <param name="After">The text after the match. It ends with an ellipsis if the paragraph continues.</param>
public sealed record Excerpt(string Before, string Match, string After)
{
    private const int CharactersBefore = 80;
    private const int CharactersAfter = 160;
    private const string Ellipsis = "\u2026";

    internal static Excerpt Of(string paragraph, int start, int end)
    {
        int from = start <= CharactersBefore ? 0 : WordBorder(paragraph, start - CharactersBefore, start, step: 1);
        int to = paragraph.Length - end <= CharactersAfter ? paragraph.Length : WordBorder(paragraph, end + CharactersAfter, end, step: -1);
        return new Excerpt(
            (from == 0 ? "" : Ellipsis) + paragraph[from..start],
            paragraph[start..end],
            paragraph[end..to] + (to == paragraph.Length ? "" : Ellipsis));
    }

    /// <summary>Returns the next white space toward the match. Without one, returns the place itself, but never within a surrogate pair.</summary>
    private static int WordBorder(string text, int at, int match, int step)
    {
        for (int i = at; i != match; i += step)
        {
            if (char.IsWhiteSpace(text[i]))
            {
                return step > 0 ? i + 1 : i;
            }
        }

        return char.IsLowSurrogate(text[at]) ? at + step : at;
    }
}
