using NewsFunctions.Core.Text;

namespace NewsFunctions.Core.Facts;

/// <summary>Compares titles: the one that a dump gave with what a page calls itself, and those of two pages.</summary>
internal static class PageTitles
{
    // Titles are edited, and the site's name stands beside them; two headlines about like events share up to two thirds.
    private const double SharedOfExpected = 0.75;
    private const double SharedOfActual = 0.85;
    private const int FewWords = 3;
    private const int MinCharacters = 12;

    /// <summary>Whether a page's title is the expected one, edited, cut short, or with the name of the site beside it.</summary>
    public static bool Match(string expected, string actual)
    {
        string[] wanted = Words(expected);
        string[] there = Words(actual);
        if (wanted.Length == 0 || there.Length == 0)
        {
            return false;
        }

        // Spaces and joiners within words are a matter of taste in Persian.
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

    /// <summary>Whether two pages are called the same, numbers aside: not-found pages repeat the number that was asked for.</summary>
    public static bool AreAlike(string? one, string? other) => WithoutNumbers(one) == WithoutNumbers(other);

    /// <summary>What is equal in titles that <see cref="Match"/> takes for the same but for the way of writing.</summary>
    public static string Joined(string title) => string.Concat(Words(title));

    private static string[] Words(string title) => TextFolding.Fold(title).Split(TextFolding.Divider, StringSplitOptions.RemoveEmptyEntries);

    private static string WithoutNumbers(string? title) => title is null
        ? ""
        : string.Join(TextFolding.Divider, Words(title).Where(word => !word.All(char.IsAsciiDigit)));
}
