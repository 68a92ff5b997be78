using System.CommandLine;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using NewsFunctions.Cli.CommandLine;
using NewsFunctions.Cli.Reading;

namespace NewsFunctions.Cli;

/// <summary>Finds commands and options on a command line that do not exist, and what may have been meant.</summary>
/// <remarks>The parser takes an unknown option for the value of an option that takes one, and then complains about what follows it.</remarks>
internal static class UnknownWords
{
    /// <returns>Null where every word is known.</returns>
    public static string? Explain(ParseResult parsed)
    {
        Command command = parsed.CommandResult.Command;
        if (command.Subcommands.Count > 0 && parsed.UnmatchedTokens is [{ } name, ..] && !IsOption(name))
        {
            return $"there is no command {name}{DidYouMean(command.Options, command.Subcommands, name)}";
        }

        Option[] options = [.. command.Options.Concat(command.Parents.OfType<Command>().SelectMany(parent => parent.Options.Where(option => option.Recursive)))];
        string[] unknown = [.. Options(parsed).Select(word => word.Split('=', ':')[0]).Distinct()];
        return unknown.Length > 0
            ? string.Join("; ", unknown.Select(word => options.Any(option => option.Name == word || option.Aliases.Contains(word))
                ? $"{word} stands behind the command: {PathOf(command)} {word}"
                : word == ReadingOptions.Url.Name && command.Options.Contains(CommonOptions.Data)
                ? $"{PathOf(command)} works on the storage of an archive, not on its API, and has no {word}. Name the storage in the setting ArchiveStorage"
                : $"there is no option {word}{DidYouMean(options, command.Subcommands, word)}"))
            : parsed.UnmatchedTokens is [{ } first, ..] ? $"'{first}' is one argument too many" : null;
    }

    /// <summary>Returns a command as it is typed, with those above it: <c>news hosts pause</c>.</summary>
    public static string PathOf(Command command) =>
        command.Parents.OfType<Command>().FirstOrDefault() is { } parent ? $"{PathOf(parent)} {command.Name}" : command.Name;

    private static IEnumerable<string> Options(ParseResult parsed)
    {
        // Words after -- are never options.
        string[] escaped = [.. parsed.Tokens.SkipWhile(token => token.Type != TokenType.DoubleDash).Select(token => token.Value)];
        SymbolResult[] results = [.. parsed.CommandResult.Children];
        return results.OfType<ArgumentResult>().SelectMany(argument => argument.Tokens).Select(token => token.Value).Where(IsOption)
            .Concat(results.OfType<OptionResult>().SelectMany(option => option.Tokens).Select(token => token.Value)
                .Where(value => value.StartsWith("--", StringComparison.Ordinal)))
            .Concat(parsed.UnmatchedTokens.Where(IsOption))
            .Except(escaped);
    }

    private static bool IsOption(string word) => word.Length > 1 && word[0] == '-';

    /// <summary>Asks the parser for the nearest names. It writes them under its own headline, one a line.</summary>
    private static string DidYouMean(IEnumerable<Option> options, IEnumerable<Command> commands, string word)
    {
        var probe = new Command("news");
        foreach (Option option in options)
        {
            probe.Add(option);
        }

        foreach (Command command in commands)
        {
            probe.Add(command);
        }

        using var suggestions = new StringWriter();
        ParseResult parsed = probe.Parse([word]);
        if (parsed.Action is ParseErrorAction corrections)
        {
            corrections.ShowHelp = false;
            parsed.Invoke(new InvocationConfiguration { Output = suggestions, Error = TextWriter.Null });
        }

        string[] names = [.. suggestions.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries).Skip(1)];
        return names.Length == 0 ? "" : $". Did you mean {string.Join(" or ", names)}?";
    }
}
