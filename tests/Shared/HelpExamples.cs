using System.Text.RegularExpressions;

namespace NewsFunctions.Testing;

/// <summary>Finds the example command lines in the help of a command.</summary>
internal static partial class HelpExamples
{
    /// <returns>The command lines, each starting at <c>news</c>, without explanations and shell syntax, and with quotes
    /// as the parser takes them.</returns>
    public static IEnumerable<string> Of(string help) => help
        .ReplaceLineEndings("\n").Split("Examples:\n")[1].Split("\n\n")[0].Split('\n')
        .Select(line => ExampleOf().Match(line))
        .Where(match => match.Success)
        .Select(match => match.Value.Trim().Replace('\'', '"'));

    [GeneratedRegex(@"\bnews [a-z-]+.*?(?=  |\)|\s[>|]|$)")]
    private static partial Regex ExampleOf();
}
