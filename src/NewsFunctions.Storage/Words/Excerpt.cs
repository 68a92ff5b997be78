namespace NewsFunctions.Storage.Words;

/// <summary>A piece of an article's text around what was searched for, as the dump has it: text that is not trusted.</summary>
/// <param name="Before">What stands before; begins with an ellipsis where the paragraph does not begin here.</param>
/// <param name="Match">The word or phrase.</param>
/// <param name="After">What follows; ends with an ellipsis where the paragraph goes on.</param>
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

    /// <summary>The next white space on the way to the match; where there is none, the place itself, but never inside a surrogate pair.</summary>
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
