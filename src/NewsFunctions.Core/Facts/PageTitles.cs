using NewsFunctions.Core.Text;

namespace NewsFunctions.Core.Facts;

/// <summary>Compares titles: a dump's title with a page's title, or the titles of two pages.</summary>
internal static class PageTitles
{
    // Titles are edited and the site's name is added; headlines about similar events share up to two thirds of their words.
    private const double SharedOfExpected = 0.75;
    private const double SharedOfActual = 0.85;
    private const int FewWords = 3;
    private const int MinCharacters = 12;

    /// <summary>Returns whether a page's title is the expected one, even if edited, shortened, or combined with the site's name.</summary>
    public static bool Match(string expected, string actual)
    {
        string[] wanted = Words(expected);
        string[] there = Words(actual);
        if (wanted.Length == 0 || there.Length == 0)
        {
            return false;
        }

        // Spaces and joiners within words are optional in Persian.
        string joinedWanted = string.Concat(wanted);
        string joinedThere = string.Concat(there);
        if (joinedWanted == joinedThere
            || (joinedWanted.Length >= MinCharacters && joinedThere.Contains(joinedWanted, StringComparison.Ordinal))
            || (there.Length > FewWords && joinedThere.Length >= MinCharacters && joinedWanted.StartsWith(joinedThere, StringComparison.Ordinal)))
        {
            return true;
        }

        HashSet<string> set = [.. there];
        int distinct = wanted.Distinct().Count();
        int shared = wanted.Distinct().Count(set.Contains);
        return distinct <= FewWords
            ? shared == distinct && set.Count <= 3 * distinct
            : shared >= SharedOfExpected * distinct || (set.Count > FewWords && shared >= SharedOfActual * set.Count);
    }

    /// <summary>Returns whether the titles of two pages are equal except for numbers: not-found pages repeat the requested number.</summary>
    public static bool AreAlike(string? one, string? other) => WithoutNumbers(one) == WithoutNumbers(other);

    /// <summary>Returns a form of the title that is equal for all spellings that <see cref="Match"/> treats as the same.</summary>
    public static string Joined(string title) => string.Concat(Words(title));

    private static string[] Words(string title) => TextFolding.Fold(title).Split(TextFolding.Divider, StringSplitOptions.RemoveEmptyEntries);

    private static string WithoutNumbers(string? title) => title is null
        ? ""
        : string.Join(TextFolding.Divider, Words(title).Where(word => !word.All(char.IsAsciiDigit)));
}
