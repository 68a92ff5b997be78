using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace NewsFunctions.Cli.CommandLine;

/// <summary>Defines a command whose <c>--help</c> ends with examples and the meaning of the exit codes.</summary>
internal sealed class TeachingCommand(string name, string description, string lessons) : Command(name, description)
{
    public string Lessons { get; } = lessons;

    /// <summary>Tells a person who stops the command what is left of its work. Null if there is nothing to say.</summary>
    public string? IfStopped { get; set; }

    /// <summary>Creates the option <c>--help</c>, for the command and those below it.</summary>
    public static HelpOption Help()
    {
        var option = new HelpOption();
        option.Action = new TeachingHelp((HelpAction)option.Action!);
        return option;
    }

    private sealed class TeachingHelp(HelpAction usage) : SynchronousCommandLineAction
    {
        /// <summary>Is true, because a person who asks for help may leave out what the command needs.</summary>
        public override bool ClearsParseErrors => true;

        public override int Invoke(ParseResult parseResult)
        {
            int code = usage.Invoke(parseResult);
            if (parseResult.CommandResult.Command is TeachingCommand taught)
            {
                parseResult.InvocationConfiguration.Output.WriteLine(taught.Lessons);
            }

            return code;
        }
    }
}
