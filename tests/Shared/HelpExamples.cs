using System.Text.RegularExpressions;

namespace NewsFunctions.Testing;

/// <summary>The command lines that the help of a command shows as examples.</summary>
internal static partial class HelpExamples
{
    /// <returns>Each from <c>news</c> on, without its explanation and what the shell does with it, its quotes as the parser takes them.</returns>
    public static IEnumerable<string> Of(string help) => help
        .ReplaceLineEndings("\n").Split("Examples:\n")[1].Split("\n\n")[0].Split('\n')
        .Select(line => ExampleOf().Match(line))
        .Where(match => match.Success)
        .Select(match => match.Value.Trim().Replace('\'', '"'));

    [GeneratedRegex(@"\bnews [a-z-]+.*?(?=  |\)|\s[>|]|$)")]
    private static partial Regex ExampleOf();
}
