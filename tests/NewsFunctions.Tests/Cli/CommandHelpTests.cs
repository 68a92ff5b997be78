using System.CommandLine;
using System.CommandLine.Parsing;
using NewsFunctions.Cli;
using NewsFunctions.Cli.CommandLine;
using NewsFunctions.Cli.Terminals;

namespace NewsFunctions.Tests.Cli;

public sealed class CommandHelpTests
{
    private static readonly TeachingCommand Root = NewsCommand.Build(new Terminal(TextWriter.Null, TextWriter.Null));

    public static TheoryData<string> Commands => [.. All(Root).Select(UnknownWords.PathOf)];

    [Theory]
    [MemberData(nameof(Commands))]
    public void Examples_of_help_are_legal_command_lines(string command)
    {
        TeachingCommand taught = Find(command);
        string[] examples = [.. HelpExamples.Of(taught.Lessons)];

        Assert.NotEmpty(examples);
        Assert.All(examples, example =>
        {
            ParseResult parsed = Root.Parse([.. CommandLineParser.SplitCommandLine(example).Skip(1)]);
            Assert.StartsWith(command, UnknownWords.PathOf(parsed.CommandResult.Command), StringComparison.Ordinal);
            Assert.Null(UnknownWords.Explain(parsed));
            Assert.Empty(parsed.Errors.Select(error => $"{example}: {error.Message}"));
        });
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void Help_says_what_the_exit_codes_mean(string command) =>
        Assert.Contains("Exit codes: 0 ", Find(command).Lessons, StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(Commands))]
    public void Help_text_fits_a_wide_terminal(string command) =>
        Assert.All(Find(command).Lessons.Split('\n'), line => Assert.InRange(line.Length, 0, 160));

    private static TeachingCommand Find(string path) => All(Root).Single(command => UnknownWords.PathOf(command) == path);

    private static IEnumerable<TeachingCommand> All(Command command) =>
        command.Subcommands.SelectMany(All).Concat(command.Subcommands.OfType<TeachingCommand>());
}
