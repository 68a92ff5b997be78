using System.CommandLine;
using NewsFunctions.Cli.Access;
using NewsFunctions.Cli.Checks;
using NewsFunctions.Cli.Completions;
using NewsFunctions.Cli.Configs;
using NewsFunctions.Cli.Demo;
using NewsFunctions.Cli.Exports;
using NewsFunctions.Cli.Operations;
using NewsFunctions.Cli.Parse;
using NewsFunctions.Cli.Queries;
using NewsFunctions.Cli.Rejudge;
using NewsFunctions.Cli.Remove;
using NewsFunctions.Cli.Run;
using NewsFunctions.Cli.Serving;
using NewsFunctions.Cli.Terminals;
using NewsFunctions.Cli.Uploads;

namespace NewsFunctions.Cli;

/// <summary>The <c>news</c> command.</summary>
public static class NewsCommand
{
    /// <summary>Runs one command line.</summary>
    /// <param name="output">Takes results, nothing else.</param>
    /// <param name="error">Takes progress, logs and errors.</param>
    /// <returns>0 success, 1 failure, 2 some dump was rejected.</returns>
    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        var terminal = new Terminal(output, error);
        Command root = Build(terminal);
        if (Suggestions.Find(root, args) is { } suggestions)
        {
            output.Write(string.Concat(suggestions.Select(suggestion => $"{suggestion}\n")));
            return ExitCode.Success;
        }

        ParseResult parsed = root.Parse(args.Length == 0 ? ["--help"] : args);
        bool isLenient = parsed.Action is { ClearsParseErrors: true } && parsed.CommandResult.Command != root;
        if (!isLenient && UnknownWords.Explain(parsed) is { } unknown)
        {
            terminal.Fail(unknown);
            return terminal.Hint($"Try: {CommandPath(parsed)} --help");
        }

        if (parsed.Errors.Count > 0 && parsed.Action is not { ClearsParseErrors: true })
        {
            foreach (string message in parsed.Errors.Select(e => e.Message).Distinct())
            {
                terminal.Fail(message);
            }

            return terminal.Hint($"Try: {CommandPath(parsed)} --help");
        }

        try
        {
            return await parsed.InvokeAsync(
                new InvocationConfiguration { Output = output, Error = error, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null },
                cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return terminal.Fail("stopped");
        }
        catch (Exception e)
        {
            terminal.Fail(Failures.Explain(e) ?? $"this should not have happened (--verbose shows where): {e.GetType().Name}: {e.Message}");
            foreach (string line in parsed.GetValue(CommonOptions.Verbose) ? e.ToString().Split('\n') : [])
            {
                terminal.Progress(line);
            }

            return ExitCode.Failure;
        }
    }

    internal static TeachingCommand Build(Terminal terminal)
    {
        var root = new TeachingCommand("news", "An archive of news articles that notices when their pictures, videos and pages disappear.", """
            Examples:
              news run                        everything on this machine, with the samples; http://127.0.0.1:7071
              news run ~/dumps --once --json  a folder of dumps: ingest, check, one JSON object, the end
              news serve                      the archive that a run made, without another ingest
              news parse dump.txt             what the parser sees in one file; needs no storage
              news test                       every test; the script of the repository knows it

            Exit codes: 0 success, 1 failure, 2 some dump was rejected.
            Standard output carries results only; progress, logs and errors go to standard error.
            """)
        {
            RunCommand.Create(terminal),
            ServeCommand.Create(terminal),
            DemoCommand.Create(terminal),
            ParseCommand.Create(terminal),
            UploadCommand.Create(terminal),
            CheckCommand.Create(terminal),
            OpenCommand.Create(terminal),
            ArticlesCommand.Create(terminal),
            LinksCommand.Create(terminal),
            HostsCommand.Create(terminal),
            EventsCommand.Create(terminal),
            StatsCommand.Create(terminal),
            DumpsCommand.Create(terminal),
            PoisonCommand.Create(terminal),
            SurvivalCommand.Create(terminal),
            RejudgeCommand.Create(terminal),
            RemoveCommand.Create(terminal),
            FixListCommand.Create(terminal),
            ExportCommand.Create(terminal),
            StorageCommand.Create(terminal),
            KeyCommand.Create(terminal),
            ConfigCommand.Create(terminal),
            CompletionCommand.Create(terminal),
        };
        root.Add(HelpCommand.Create(root, terminal));
        root.Add(TeachingCommand.Help());
        root.Add(new VersionOption());
        return root;
    }

    private static string CommandPath(ParseResult parsed)
    {
        string name = parsed.CommandResult.Command.Name;
        return name == "news" ? name : $"news {name}";
    }
}
