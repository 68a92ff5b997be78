using System.CommandLine;
using NewsFunctions.Cli.Terminals;

namespace NewsFunctions.Cli;

/// <summary>Implements <c>news help</c>, which prints what <c>--help</c> prints, for those who try it as a command.</summary>
internal static class HelpCommand
{
    public static Command Create(Command root, Terminal terminal)
    {
        var topic = new Argument<string?>("command") { Description = "One of the commands.", Arity = ArgumentArity.ZeroOrOne };
        var command = new Command("help", "Show what news can do, or how one of its commands is used.") { topic };
        command.SetAction(parsed =>
        {
            string[] path = parsed.GetValue(topic) is { } name ? [name] : [];
            if (UnknownWords.Explain(root.Parse(path)) is { } unknown)
            {
                terminal.Fail(unknown);
                return terminal.Hint("Try: news --help");
            }

            return root.Parse([.. path, "--help"]).Invoke(parsed.InvocationConfiguration);
        });
        return command;
    }
}
