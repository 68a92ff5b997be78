using System.CommandLine;
using NewsFunctions.Cli;
using NewsFunctions.Cli.CommandLine;
using NewsFunctions.Cli.Terminals;

namespace NewsFunctions.Tests.Cli;

/// <summary>Compares docs/commands.md with the commands.</summary>
public sealed class CommandsPageTests
{
    private static readonly Command Root = NewsCommand.Build(new Terminal(TextWriter.Null, TextWriter.Null));
    private static readonly string Page = Repository.Read("docs", "commands.md");

    public static TheoryData<string> CommandsWithJson =>
        [.. Root.Subcommands.Where(command => command.Options.Contains(CommonOptions.Json)).Select(command => command.Name)];

    [Theory]
    [MemberData(nameof(CommandsWithJson))]
    public void JSON_shape_of_each_command_is_described(string command) =>
        Assert.Contains(Page.Split('\n'), line => line.StartsWith("| `", StringComparison.Ordinal) && line.Split('|')[1].Contains($"`{command}", StringComparison.Ordinal));

    [Fact]
    public void Every_exit_code_is_described() =>
        Assert.All([ExitCodes.Success, ExitCodes.Failure, ExitCodes.Rejected, 130], code => Assert.Contains($"\n| {code} | ", Page, StringComparison.Ordinal));
}
