using System.CommandLine;
using System.CommandLine.Parsing;
using NewsFunctions.Cli;
using NewsFunctions.Cli.Terminals;

namespace NewsFunctions.Tests.Cli;

public sealed class CommandHelpTests
{
    private static readonly TeachingCommand Root = NewsCommand.Build(new Terminal(TextWriter.Null, TextWriter.Null));

    public static TheoryData<string> Commands => [.. Root.Subcommands.OfType<TeachingCommand>().Select(command => command.Name)];

    [Theory]
    [MemberData(nameof(Commands))]
    public void Examples_of_help_are_legal_command_lines(string command)
    {
        TeachingCommand taught = Root.Subcommands.OfType<TeachingCommand>().Single(one => one.Name == command);
        string[] examples = [.. HelpExamples.Of(taught.Lessons)];

        Assert.NotEmpty(examples);
        Assert.All(examples, example =>
        {
            ParseResult parsed = Root.Parse([.. CommandLineParser.SplitCommandLine(example).Skip(1)]);
            Assert.Equal((command, null), (TopOf(parsed.CommandResult).Command.Name, UnknownWords.Explain(parsed)));
            Assert.Empty(parsed.Errors.Select(error => $"{example}: {error.Message}"));
        });
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void Help_says_what_the_exit_codes_mean(string command) =>
        Assert.Contains("Exit codes: 0 ", Root.Subcommands.OfType<TeachingCommand>().Single(one => one.Name == command).Lessons, StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(Commands))]
    public void Lessons_fit_a_wide_terminal(string command) =>
        Assert.All(Root.Subcommands.OfType<TeachingCommand>().Single(one => one.Name == command).Lessons.Split('\n'), line => Assert.InRange(line.Length, 0, 160));

    /// <summary>The command right below <c>news</c>, of which the one that was given may be a part.</summary>
    private static CommandResult TopOf(CommandResult given) => given.Parent is CommandResult { Parent: not null } parent ? TopOf(parent) : given;
}
