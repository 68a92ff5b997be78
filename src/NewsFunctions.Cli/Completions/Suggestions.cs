using System.CommandLine;
using System.CommandLine.Completions;
using System.Globalization;

namespace NewsFunctions.Cli.Completions;

/// <summary>Answers the directive <c>[suggest:POSITION] LINE</c> of System.CommandLine, which shells ask for completions.</summary>
internal static class Suggestions
{
    private const string Begin = "[suggest:";

    /// <returns>The suggestions; null if the command line is not the directive.</returns>
    public static IReadOnlyList<string>? Find(Command root, string[] args)
    {
        if (args is not [var directive, var line, ..]
            || !directive.StartsWith(Begin, StringComparison.Ordinal)
            || !directive.EndsWith(']')
            || !int.TryParse(directive.AsSpan(Begin.Length, directive.Length - Begin.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out int position))
        {
            return null;
        }

        return [.. root.Parse(line).GetCompletions(Math.Min(position, line.Length)).Select(Text).Where(text => !text.StartsWith("-h", StringComparison.Ordinal) && text is not ("-?" or "/?" or "/h")).Distinct().Order(StringComparer.Ordinal)];
    }

    private static string Text(CompletionItem item) => item.InsertText ?? item.Label;
}
